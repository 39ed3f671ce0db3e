// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What running aggregates should give, straight from the definition and slow: keeps every value of
 * a key, and looks through all keys whenever time goes on.
 */
final class RunningModel {
  private final boolean takesBack;
  private final long ttl;
  private final long every;

  /** Of the number of rows of a key. */
  private final Predicate<Long> having;

  private final Map<String, Key> keys = new TreeMap<>();
  private long watermark = Long.MIN_VALUE;

  /** As {@link RunningOperators#results} writes them. */
  final List<String> results = new ArrayList<>();

  RunningModel(boolean takesBack, long ttl, long every, Predicate<Long> having) {
    this.takesBack = takesBack;
    this.ttl = ttl;
    this.every = every;
    this.having = having;
  }

  private static final class Key {
    private final List<Integer> values = new ArrayList<>();
    private long rows;
    private long known;
    private long sum;
    private long latest = Long.MIN_VALUE;
    private boolean shown;

    /** At which there is a result; none waits for the least time. */
    private long point = Long.MIN_VALUE;
  }

  void row(String name, @Nullable Integer value, long time, boolean isBack) {
    Key key = keys.get(name);
    if (key == null) {
      if (isBack || time + ttl <= watermark) {
        return;
      }
      key = new Key();
      keys.put(name, key);
    }
    int one = isBack ? -1 : 1;
    key.rows += one;
    if (value != null) {
      key.known += one;
      key.sum += one * value;
      key.values.add(value);
    }
    key.latest = Math.max(key.latest, time);
    if (every == 0) {
      show(name, key);
    } else if (key.point == Long.MIN_VALUE) {
      // Points are full multiples; one is reached in the millisecond before it.
      long point = Math.floorDiv(time, every) * every + every;
      while (point - 1 <= watermark) {
        point += every;
      }
      key.point = point;
    }
  }

  private void show(String name, Key key) {
    key.point = Long.MIN_VALUE;
    boolean empty = takesBack && key.rows <= 0;
    if (!empty && having.test(key.rows)) {
      key.shown = true;
      results.add(row(name, key));
    } else if (key.shown) {
      key.shown = false;
      results.add("[" + name + ", gone] @" + key.latest);
    }
    if (empty) {
      keys.remove(name);
    }
  }

  private String row(String name, Key key) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(name);
    row.add(key.rows);
    row.add(key.known);
    row.add(key.known == 0 ? null : key.sum);
    row.add(key.known == 0 ? null : key.sum / key.known);
    if (!takesBack) {
      row.add(key.values.stream().min(Integer::compare).orElse(null));
      row.add(key.values.stream().max(Integer::compare).orElse(null));
      row.add(key.values.stream().distinct().count());
    }
    return Arrays.toString(row.toArray()) + " @" + key.latest;
  }

  void watermark(long to) {
    watermark = Math.max(watermark, to);
    for (String name : new ArrayList<>(keys.keySet())) {
      Key key = Objects.requireNonNull(keys.get(name));
      boolean forgotten = key.latest + ttl <= watermark;
      if (key.point != Long.MIN_VALUE && (forgotten || key.point - 1 <= watermark)) {
        show(name, key);
      }
      if (forgotten) {
        keys.remove(name);
      }
    }
  }
}
