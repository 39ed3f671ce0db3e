// SPDX-License-Identifier: Apache-2.0
package dev.drey.function;

import java.util.Locale;

/**
 * What one call may make of one row: without a bound a short text in a record, such as a count for
 * REPEAT, would take all memory of a job.
 */
public final class Limits {
  /** The longest text that a function makes, in Java's {@code char}s. */
  public static final int TEXT = 1 << 24;

  /** The most elements that a function puts into an array. */
  public static final int ELEMENTS = 1 << 20;

  private Limits() {}

  /** Fails where a text would become too long. */
  public static int text(long length, String function) {
    if (length > TEXT) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s would make a text of %,d characters; at most %,d are possible",
              function,
              length,
              TEXT));
    }
    return (int) Math.max(0, length);
  }

  /** Fails where an array would become too long. */
  public static int elements(long count, String function) {
    if (count > ELEMENTS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s would make an array of %,d elements; at most %,d are possible",
              function,
              count,
              ELEMENTS));
    }
    return (int) count;
  }
}
