// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.shape.Durations;
import java.time.Duration;
import java.util.OptionalInt;

/** Which rows of a key count for a row: some of those up to it, by event time. */
@AutoValue
public abstract class OverRange {
  /** The rows of the last {@code length}, and those with the same time as the row. */
  public static OverRange last(Duration length) {
    return new AutoValue_OverRange(OptionalInt.empty(), length);
  }

  /**
   * @param most at least one, the row itself among them
   * @param ttl how long a key is kept after a row
   */
  public static OverRange rows(int most, Duration ttl) {
    return new AutoValue_OverRange(OptionalInt.of(most), ttl);
  }

  /** How many rows count at most; absent where their time alone says which. */
  public abstract OptionalInt most();

  /** How far back rows count; of so many rows, how far the next one may be behind one. */
  public abstract Duration length();

  /** As the spec writes it. */
  public String words() {
    return most().isPresent()
        ? "the last " + most().getAsInt() + " rows"
        : "last " + Durations.text(length());
  }
}
