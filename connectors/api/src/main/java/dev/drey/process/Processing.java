// SPDX-License-Identifier: Apache-2.0
package dev.drey.process;

import org.jspecify.annotations.Nullable;

/**
 * A row, or a time that has come, while it is processed. Times are milliseconds since 1970 in UTC.
 */
public interface Processing {
  /**
   * Whether the row has an event time; where a time has come on the machine's clock, it has not.
   */
  boolean hasTime();

  /** The event time of the row, or that which has come. */
  long time();

  /**
   * Up to which event time rows have come, of an operator with {@link ProcessLayout#eventTimers};
   * the least number before the first watermark, also behind a restart.
   */
  long watermark();

  /** The machine's clock. */
  long clock();

  /**
   * A value of the present key.
   *
   * @param position in the order of {@link ProcessUse#keys}
   */
  @Nullable Object key(int position);

  /** Sends a row on, with the event time of this one. */
  void emit(Object[] row);

  /** Sends a row on, with an event time of its own. */
  void emit(Object[] row, long time);

  /** Sends a row to one of the further outputs, with the event time of this one. */
  void emit(String output, Object[] row);

  /** Sends a row to one of the further outputs, with an event time of its own. */
  void emit(String output, Object[] row, long time);

  /** Asks to be called for the present key when the watermark has come to a time. */
  void eventTimer(long time);

  void cancelEventTimer(long time);

  /** Asks to be called for the present key when the machine's clock has come to a time. */
  void clockTimer(long time);

  void cancelClockTimer(long time);
}
