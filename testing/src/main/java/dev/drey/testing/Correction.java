// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import com.google.auto.value.AutoValue;
import dev.drey.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What to write in a place of a test file so that its expectation holds. */
@AutoValue
public abstract class Correction {
  static Correction of(Span place, String text) {
    return new AutoValue_Correction(place, text);
  }

  public abstract Span place();

  public abstract String text();

  /** The text with all of these made, of which the places are; they do not overlap. */
  public static String apply(String before, List<Correction> corrections) {
    List<Correction> fromTheEnd = new ArrayList<>(corrections);
    fromTheEnd.sort(Comparator.comparingInt((Correction c) -> c.place().start()).reversed());
    StringBuilder text = new StringBuilder(before);
    for (Correction correction : fromTheEnd) {
      text.replace(correction.place().start(), correction.place().end(), correction.text());
    }
    return text.toString();
  }
}
