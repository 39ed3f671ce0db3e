// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import dev.drey.format.BadRecordException;
import dev.drey.row.RowChange;
import dev.drey.row.RowFunction;
import dev.drey.type.RowType;
import java.io.Serializable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a row needs so that the job can go on with it: a value in each column that is NOT NULL, and
 * an event time, and nothing that keeps its watermark from being computed. What ends a row has its
 * key, and may have nothing else.
 */
final class RowNeeds implements Serializable {
  private static final long serialVersionUID = 1;

  private final String[] names;
  private final int[] requiredSlots;
  private final ReadTime readTime = new ReadTime();
  private @Nullable RowFunction eventTime;
  private @Nullable RowFunction watermark;

  RowNeeds(RowType produced) {
    this.names = produced.names().toArray(new String[0]);
    this.requiredSlots =
        IntStream.range(0, produced.size())
            .filter(i -> !produced.field(i).type().nullable())
            .toArray();
  }

  /**
   * Called before the tasks have it.
   *
   * @param function epoch milliseconds over the emitted rows
   */
  void eventTime(RowFunction function) {
    this.eventTime = function;
  }

  /**
   * Called before the tasks have it.
   *
   * @param function epoch milliseconds over the emitted rows, or NULL
   */
  void watermark(RowFunction function) {
    this.watermark = function;
  }

  ReadTime readTime() {
    return readTime;
  }

  void open() {
    if (eventTime != null) {
      eventTime.open();
    }
    if (watermark != null) {
      watermark.open();
    }
  }

  boolean areMetBy(Object[] row) {
    try {
      check(row);
      return true;
    } catch (BadRecordException lacking) {
      return false;
    }
  }

  /**
   * @throws BadRecordException which says what the row lacks
   */
  void check(Object[] row) throws BadRecordException {
    if (row.length > names.length && RowChange.in(row) == RowChange.DELETE) {
      return;
    }
    for (int slot : requiredSlots) {
      if (row[slot] == null) {
        throw new BadRecordException(
            "`" + names[slot] + "` is declared NOT NULL but the record has no value for it");
      }
    }
    if (eventTime != null) {
      readTime.set(row, checkedTime(eventTime, row));
    }
    if (watermark != null) {
      value("watermark", watermark, row);
    }
  }

  private static Long checkedTime(RowFunction eventTime, Object[] row) throws BadRecordException {
    Object time = value("event time", eventTime, row);
    if (time == null) {
      throw new BadRecordException("its event time is NULL");
    }
    if (!EventTimes.exists((Long) time)) {
      throw new BadRecordException(
          "its event time, " + time + " milliseconds since 1970, is not in the years 1 to 9999");
    }
    return (Long) time;
  }

  private static @Nullable Object value(String what, RowFunction function, Object[] row)
      throws BadRecordException {
    try {
      return function.apply(row);
    } catch (RuntimeException failure) {
      throw new BadRecordException("its " + what + " cannot be computed: " + failure.getMessage());
    }
  }
}
