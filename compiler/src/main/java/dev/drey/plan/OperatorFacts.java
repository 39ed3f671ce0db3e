package dev.drey.plan;

import com.google.auto.value.AutoValue;
import java.util.List;
import java.util.Map;

/** What {@code explain} says of one operator, in the order in which it says it. */
@AutoValue
public abstract class OperatorFacts {
  static OperatorFacts of(String id, String kind, List<Port> inputs, Map<String, String> facts) {
    return new AutoValue_OperatorFacts(id, kind, inputs, facts);
  }

  /** The uid. */
  public abstract String id();

  /** {@code source}, {@code rows}, {@code explode}, {@code union}, {@code route}, ... */
  public abstract String kind();

  public abstract List<Port> inputs();

  /** A few words each, by topic. */
  public abstract Map<String, String> facts();
}
