package dev.drey.shape;

import com.google.auto.value.AutoValue;
import java.util.List;

/** What must hold between the keys of one object, beyond each key's own shape. */
@AutoValue
public abstract class Constraint {
  /** How many of the keys may, or must, stand together. */
  public enum Kind {
    /** Exactly one of the keys is present. */
    EXACTLY_ONE,
    /** At most one of the keys is present. */
    AT_MOST_ONE,
    /** At least one of the keys is present. */
    AT_LEAST_ONE,
    /** Where the first key is present, all the others are too. */
    REQUIRES
  }

  public abstract Kind kind();

  public abstract List<String> keys();

  public static Constraint exactlyOne(String... keys) {
    return new AutoValue_Constraint(Kind.EXACTLY_ONE, List.of(keys));
  }

  public static Constraint atMostOne(String... keys) {
    return new AutoValue_Constraint(Kind.AT_MOST_ONE, List.of(keys));
  }

  public static Constraint atLeastOne(String... keys) {
    return new AutoValue_Constraint(Kind.AT_LEAST_ONE, List.of(keys));
  }

  /** Where {@code keys[0]} is present, the others must be too. */
  public static Constraint requires(String... keys) {
    return new AutoValue_Constraint(Kind.REQUIRES, List.of(keys));
  }
}
