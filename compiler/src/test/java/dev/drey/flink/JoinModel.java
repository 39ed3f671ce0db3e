// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.plan.JoinType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a join should give, straight from the definition and slow: keeps every row that is in time,
 * compares each that comes with all of the other side, and looks through all at each watermark.
 */
final class JoinModel {
  private final JoinType type;
  private final long before;
  private final long after;
  private final List<Row> rows = new ArrayList<>();
  private long watermark = Long.MIN_VALUE;

  /** As {@link JoinOperators#results} writes them. */
  final List<String> results = new ArrayList<>();

  JoinModel(JoinType type, long before, long after) {
    this.type = type;
    this.before = before;
    this.after = after;
  }

  private static final class Row {
    private final boolean isLeft;
    private final @Nullable String key;
    private final int value;
    private final long time;
    private boolean done;

    Row(boolean isLeft, @Nullable String key, int value, long time) {
      this.isLeft = isLeft;
      this.key = key;
      this.value = value;
      this.time = time;
    }
  }

  void row(boolean isLeft, @Nullable String key, int value, long time) {
    if (time <= watermark) {
      return;
    }
    Row row = new Row(isLeft, key, value, time);
    for (Row other : rows) {
      if (other.isLeft != isLeft && key != null && key.equals(other.key)) {
        Row left = isLeft ? row : other;
        Row right = isLeft ? other : row;
        if (right.time >= left.time - before && right.time <= left.time + after) {
          left.done = true;
          right.done = true;
          result(Math.max(left.time, right.time), key, left.value, right.value);
        }
      }
    }
    rows.add(row);
  }

  void watermark(long to) {
    watermark = Math.max(watermark, to);
    for (Row row : rows) {
      long end = row.time + (row.isLeft ? after : before);
      boolean asked = row.isLeft ? type.keepsLeft() : type.keepsRight();
      if (asked && !row.done && end <= watermark) {
        row.done = true;
        result(end, row.key, row.isLeft ? row.value : null, row.isLeft ? null : row.value);
      }
    }
  }

  private void result(
      long time, @Nullable String key, @Nullable Integer left, @Nullable Integer right) {
    results.add(time + " [" + key + ", " + left + ", " + right + "]");
  }
}
