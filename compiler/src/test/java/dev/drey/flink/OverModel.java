// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The definition of the values of {@link OverOperators#calls} as loops over all rows of a key: a
 * row looks at those before it, one after the other.
 */
final class OverModel {
  private final int most;
  private final long length;
  private final boolean growing;
  private final List<Row> waiting = new ArrayList<>();
  private final Map<String, List<Row>> given = new TreeMap<>();
  private final Map<String, List<String>> results = new TreeMap<>();

  private static final class Row {
    private final Object[] values;
    private final long time;

    Row(Object[] values, long time) {
      this.values = values;
      this.time = time;
    }

    String key() {
      return (String) values[0];
    }

    @Nullable Integer value() {
      return (Integer) values[1];
    }
  }

  /**
   * @param most how many rows count; 0 for those of the last {@code length}
   */
  OverModel(int most, long length, boolean growing) {
    this.most = most;
    this.length = length;
    this.growing = growing;
  }

  void row(Object[] values, long time) {
    waiting.add(new Row(values, time));
  }

  void watermark(long watermark) {
    List<Row> now = new ArrayList<>(waiting);
    now.removeIf(row -> row.time > watermark);
    waiting.removeAll(now);
    now.sort(Comparator.comparingLong(row -> row.time));
    now.forEach(row -> given.computeIfAbsent(row.key(), first -> new ArrayList<>()).add(row));
    now.forEach(this::give);
  }

  private void give(Row row) {
    List<Row> all = given.getOrDefault(row.key(), List.of());
    int place = all.indexOf(row);
    int from = place;
    int to = place;
    if (most == 0) {
      while (from > 0 && all.get(from - 1).time >= row.time - length) {
        from--;
      }
      while (to + 1 < all.size() && all.get(to + 1).time == row.time) {
        to++;
      }
    } else {
      while (from > 0
          && place - from + 1 < most
          && all.get(from - 1).time >= all.get(from).time - length) {
        from--;
      }
    }
    results
        .computeIfAbsent(row.key(), first -> new ArrayList<>())
        .add(
            row.time + " " + Arrays.toString(values(row, all.subList(from, to + 1), place - from)));
  }

  private Object[] values(Row row, List<Row> counting, int place) {
    Integer[] numbers =
        counting.stream().map(Row::value).filter(Objects::nonNull).toArray(Integer[]::new);
    List<@Nullable Object> values = new ArrayList<>(Arrays.asList(row.values));
    values.add(place < 1 ? null : counting.get(place - 1).values[2]);
    values.add((long) counting.size());
    long sum = 0;
    Integer least = null;
    for (Integer number : numbers) {
      sum += number;
      least = least == null || number < least ? number : least;
    }
    values.add(numbers.length == 0 ? null : sum);
    values.add(least);
    values.add(numbers.length == 0 ? null : numbers[numbers.length - 1]);
    int back = most == 2 ? 1 : 2;
    values.add(place < back ? null : counting.get(place - back).value());
    if (growing) {
      values.add(Arrays.stream(numbers).distinct().count());
    }
    return values.toArray();
  }

  /** By key, in order. */
  Map<String, List<String>> results() {
    return results;
  }
}
