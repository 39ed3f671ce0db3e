// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.plan.WindowShape;
import dev.drey.plan.WindowShape.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What windows should give, straight from the definition and slow: keeps every row, and computes
 * each firing from all rows of the window.
 */
final class WindowModel {
  private final WindowShape shape;
  private final long lateness;
  private final Map<String, List<Pane>> panes = new TreeMap<>();
  private long watermark = Long.MIN_VALUE;

  /** By window, {@code key start end}: its results, first to last. */
  final Map<String, List<String>> results = new TreeMap<>();

  /** {@code key x time late_by watermark}. */
  final List<String> late = new ArrayList<>();

  WindowModel(WindowShape shape, long lateness) {
    this.shape = shape;
    this.lateness = lateness;
  }

  private static final class Pane {
    private final long start;
    private final long end;
    private final List<Object[]> rows = new ArrayList<>();

    Pane(long start, long end) {
      this.start = start;
      this.end = end;
    }
  }

  void row(long time, Object[] row) {
    List<Pane> all = panes.computeIfAbsent((String) row[0], key -> new ArrayList<>());
    boolean taken = false;
    for (long[] bounds : windows(time)) {
      Pane pane = pane(all, bounds[0], bounds[1]);
      if (isOver(pane)) {
        continue;
      }
      taken = true;
      if (!all.contains(pane)) {
        all.add(pane);
      }
      pane.rows.add(row);
      if (pane.end - 1 <= watermark) {
        fire((String) row[0], pane);
      }
    }
    if (!taken) {
      late.add(row[0] + " " + row[1] + " " + row[2] + " " + (watermark - time) + " " + watermark);
    }
  }

  private boolean isOver(Pane pane) {
    return pane.end - 1 + lateness <= watermark;
  }

  private List<long[]> windows(long time) {
    long size = shape.size().toMillis();
    if (shape.kind() == Kind.SESSION) {
      return List.of(new long[] {time, time + size});
    }
    long every = shape.every().toMillis();
    List<long[]> windows = new ArrayList<>();
    long last = time - Math.floorMod(time - shape.offset().toMillis(), every);
    for (long start = last; start > time - size; start -= every) {
      windows.add(new long[] {start, start + size});
    }
    return windows;
  }

  /** The pane of a window; for sessions one that takes in all that it touches. */
  private Pane pane(List<Pane> all, long start, long end) {
    if (shape.kind() != Kind.SESSION) {
      return all.stream()
          .filter(pane -> pane.start == start)
          .findFirst()
          .orElseGet(() -> new Pane(start, end));
    }
    List<Pane> touched =
        all.stream()
            .filter(pane -> pane.start <= end && start <= pane.end)
            .collect(Collectors.toList());
    Pane merged =
        new Pane(
            touched.stream().mapToLong(pane -> pane.start).reduce(start, Math::min),
            touched.stream().mapToLong(pane -> pane.end).reduce(end, Math::max));
    touched.forEach(pane -> merged.rows.addAll(pane.rows));
    all.removeAll(touched);
    return merged;
  }

  void watermark(long to) {
    if (to <= watermark) {
      return;
    }
    long from = watermark;
    watermark = to;
    panes.forEach(
        (key, all) -> {
          for (Pane pane : all) {
            if (pane.end - 1 > from && pane.end - 1 <= to) {
              fire(key, pane);
            }
          }
          all.removeIf(this::isOver);
        });
  }

  private void fire(String key, Pane pane) {
    results
        .computeIfAbsent(key + " " + pane.start + " " + pane.end, window -> new ArrayList<>())
        .add(aggregates(pane.rows) + " @" + (pane.end - 1));
  }

  /** Of {@link WindowPlans#CALLS}. */
  static List<@Nullable Object> aggregates(List<Object[]> rows) {
    List<Integer> numbers =
        rows.stream()
            .map(row -> (Integer) row[1])
            .filter(Objects::nonNull)
            .sorted()
            .collect(Collectors.toList());
    boolean none = numbers.isEmpty();
    int sum = numbers.stream().mapToInt(Integer::intValue).sum();
    long[] times = rows.stream().mapToLong(row -> (Long) row[2]).sorted().toArray();
    return Arrays.asList(
        (long) rows.size(),
        (long) numbers.size(),
        none ? null : sum,
        none ? null : sum / numbers.size(),
        numbers.stream().min(Comparator.naturalOrder()).orElse(null),
        numbers.stream().max(Comparator.naturalOrder()).orElse(null),
        numbers.stream().distinct().count(),
        none ? null : numbers.stream().distinct().mapToInt(Integer::intValue).sum(),
        times[0],
        times[times.length - 1],
        none ? null : numbers);
  }
}
