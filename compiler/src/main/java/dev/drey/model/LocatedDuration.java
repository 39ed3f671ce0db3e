// SPDX-License-Identifier: Apache-2.0
package dev.drey.model;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import java.time.Duration;

/** A duration and the scalar that says it. */
@AutoValue
public abstract class LocatedDuration {
  public static LocatedDuration of(Duration duration, LocatedText text) {
    return new AutoValue_LocatedDuration(duration, text);
  }

  public abstract Duration duration();

  public abstract LocatedText text();

  /** Whether a parameter without a value stands in it: then the duration is some duration. */
  public boolean unresolved() {
    return text().unresolved();
  }

  public long toMillis() {
    return duration().toMillis();
  }
}
