// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a top N of all rows so far should give, straight from the definition and slow: keeps every
 * row, puts all in order for each that comes, and compares what was the first before.
 */
final class TopModel {
  private final int most;
  private final boolean ranked;
  private final long ttl;
  private final Comparator<Row> order;
  private final Map<String, Group> groups = new TreeMap<>();
  private long watermark = Long.MIN_VALUE;

  /** As {@link TopOperators#results} writes them. */
  final List<String> results = new ArrayList<>();

  TopModel(int most, boolean ranked, long ttl, Comparator<Row> order) {
    this.most = most;
    this.ranked = ranked;
    this.ttl = ttl;
    this.order = order;
  }

  /** A row of a group. */
  static final class Row {
    final String key;
    final @Nullable Integer value;
    final @Nullable String other;

    Row(String key, @Nullable Integer value, @Nullable String other) {
      this.key = key;
      this.value = value;
      this.other = other;
    }

    @Override
    public String toString() {
      return "[" + key + ", " + value + ", " + other + "]";
    }
  }

  private static final class Group {
    private final List<Row> rows = new ArrayList<>();
    private long latest = Long.MIN_VALUE;
  }

  void row(Row row, long time) {
    Group group = groups.get(row.key);
    if (group == null) {
      if (time + ttl <= watermark) {
        return;
      }
      group = new Group();
      groups.put(row.key, group);
    }
    group.latest = Math.max(group.latest, time);
    List<Row> before = first(group);
    group.rows.add(row);
    // A stable sort: of equal rows the first that came is the first.
    group.rows.sort(order);
    List<Row> after = first(group);
    if (ranked) {
      for (int i = 0; i < after.size(); i++) {
        if (i >= before.size() || before.get(i) != after.get(i)) {
          results.add("+ " + after.get(i) + " " + (i + 1));
        }
      }
      return;
    }
    before.stream().filter(each -> !after.contains(each)).forEach(each -> results.add("- " + each));
    after.stream().filter(each -> !before.contains(each)).forEach(each -> results.add("+ " + each));
  }

  private List<Row> first(Group group) {
    return new ArrayList<>(group.rows.subList(0, Math.min(most, group.rows.size())));
  }

  void watermark(long to) {
    watermark = Math.max(watermark, to);
    groups.values().removeIf(group -> group.latest + ttl <= watermark);
  }
}
