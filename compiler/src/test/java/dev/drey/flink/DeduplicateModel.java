// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code deduplicate} should give, straight from the definition and slow: keeps every row for
 * ever, and looks through all of them.
 */
final class DeduplicateModel {
  private final boolean keepsLast;
  private final long within;
  private final Map<String, List<Row>> passed = new HashMap<>();
  private final Map<String, List<Row>> waiting = new HashMap<>();
  private long watermark = Long.MIN_VALUE;

  /** As {@link DeduplicateOperators#results} writes them. */
  final List<String> results = new ArrayList<>();

  DeduplicateModel(boolean keepsLast, long within) {
    this.keepsLast = keepsLast;
    this.within = within;
  }

  private static final class Row {
    private final String key;
    private final int value;
    private final long time;

    Row(String key, int value, long time) {
      this.key = key;
      this.value = value;
      this.time = time;
    }
  }

  void row(String key, int value, long time) {
    Row row = new Row(key, value, time);
    if (keepsLast) {
      last(row);
    } else if (time > watermark) {
      waiting.computeIfAbsent(key, none -> new ArrayList<>()).add(row);
    } else if (remembered(key).filter(known -> Math.abs(known - time) < within).isEmpty()) {
      pass(row, "");
    }
  }

  /** The greatest time that went out for a key, while the watermark is not the while behind it. */
  private Optional<Long> remembered(String key) {
    return passed.getOrDefault(key, List.of()).stream()
        .map(row -> row.time)
        .max(Comparator.naturalOrder())
        .filter(time -> time + within > watermark);
  }

  private void last(Row row) {
    Optional<Long> known = remembered(row.key);
    boolean tooLate = known.isEmpty() && row.time + within <= watermark;
    if (!tooLate && known.filter(time -> time > row.time).isEmpty()) {
      pass(row, " PUT");
    }
  }

  private void pass(Row row, String change) {
    passed.computeIfAbsent(row.key, none -> new ArrayList<>()).add(row);
    results.add("[" + row.key + ", " + row.value + "] @" + row.time + change);
  }

  void watermark(long to) {
    watermark = Math.max(watermark, to);
    for (List<Row> rows : waiting.values()) {
      // A stable sort: of equal times the first that came is the first.
      rows.sort(Comparator.comparingLong(row -> row.time));
      while (!rows.isEmpty() && rows.get(0).time <= watermark) {
        Row row = rows.remove(0);
        boolean again =
            passed.getOrDefault(row.key, List.of()).stream()
                .anyMatch(before -> Math.abs(before.time - row.time) < within);
        if (!again) {
          pass(row, "");
        }
      }
    }
  }
}
