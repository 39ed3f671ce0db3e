// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import java.time.Instant;

/** Which event times there are: those of the years 1 to 9999, as SQL has them. Milliseconds. */
public final class EventTimes {
  private static final long LEAST = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
  private static final long GREATEST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  private EventTimes() {}

  public static boolean exists(long time) {
    return time >= LEAST && time <= GREATEST;
  }
}
