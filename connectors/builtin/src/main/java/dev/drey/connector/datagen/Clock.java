// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

import dev.drey.shape.OptionValues;

/**
 * Event time, in milliseconds: {@code start + row * step}, moved back at random by up to the
 * disorder, and for the late share of rows by 10 to 20 times the longer of disorder and step.
 */
final class Clock implements ValueGenerator {
  private static final long serialVersionUID = 1;
  private static final int LATE_FROM = 10;

  private final long start;
  private final long stepNanos;
  private final long disorder;
  private final double late;

  private Clock(long start, long stepNanos, long disorder, double late) {
    this.start = start;
    this.stepNanos = stepNanos;
    this.disorder = disorder;
    this.late = late;
  }

  static Clock of(OptionValues options) {
    return new Clock(
        options.get(ClockOptions.START).toEpochMilli(),
        options.get(ClockOptions.STEP).toNanos(),
        options.get(ClockOptions.DISORDER).toMillis(),
        options.get(ClockOptions.LATE));
  }

  @Override
  public Long value(long row, RowRandom random) {
    // In two parts, as the product of nanoseconds overflows after a few hundred million rows.
    long millis = row * (stepNanos / 1_000_000) + row * (stepNanos % 1_000_000) / 1_000_000;
    long time = start + millis;
    if (late > 0 && random.share() < late) {
      long unit = Math.max(1, Math.max(disorder, stepNanos / 1_000_000));
      return time - random.between(LATE_FROM * unit, 2 * LATE_FROM * unit);
    }
    return time - random.between(0, disorder);
  }
}
