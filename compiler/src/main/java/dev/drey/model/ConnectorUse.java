package dev.drey.model;

import com.google.auto.value.AutoValue;
import dev.drey.shape.OptionValues;
import dev.drey.source.LocatedText;
import java.util.Map;

/** A connector's key, or a format's, with its options. */
@AutoValue
public abstract class ConnectorUse {
  public static ConnectorUse of(
      LocatedText name, OptionValues options, Map<String, LocatedText> places) {
    return new AutoValue_ConnectorUse(name, options, Map.copyOf(places));
  }

  /** The key as written: {@code kafka}. */
  public abstract LocatedText name();

  public abstract OptionValues options();

  /**
   * Where each scalar option stands, by its path: {@code topic}, {@code headers.trace}, {@code
   * topics.0}. Expressions are among them.
   */
  public abstract Map<String, LocatedText> places();
}
