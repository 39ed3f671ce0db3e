// SPDX-License-Identifier: Apache-2.0
package dev.drey.model;

import com.google.auto.value.AutoValue;
import dev.drey.shape.OptionValues;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.Map;

/** A connector's key, or a format's, with its options. */
@AutoValue
public abstract class ConnectorUse {
  public static ConnectorUse of(
      LocatedText name, OptionValues options, Map<String, LocatedText> places) {
    return new AutoValue_ConnectorUse(name, options, Map.copyOf(places), true);
  }

  /** The same with options of which an error has left some out. */
  public ConnectorUse incomplete() {
    return new AutoValue_ConnectorUse(name(), options(), places(), false);
  }

  /** The use of a connector of which not even the name could be read. */
  public static ConnectorUse unknown(Span place) {
    return of(LocatedText.unreadable(place), OptionValues.empty(), Map.of()).incomplete();
  }

  /** The key as written: {@code kafka}. */
  public abstract LocatedText name();

  public abstract OptionValues options();

  /**
   * Where each scalar option stands, by its path: {@code topic}, {@code headers.trace}, {@code
   * topics.0}. Expressions are among them.
   */
  public abstract Map<String, LocatedText> places();

  /** Whether every option that is written could be read, and every required one is there. */
  public abstract boolean complete();
}
