// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.jspecify.annotations.Nullable;

/** Rows and times through the operators of a window, and what comes out of them. */
final class WindowRuns {
  private static final int BEHIND_BARRIER = 60;

  private WindowRuns() {}

  /** A row, or where there is none a time: a watermark, or the clock's. */
  static final class Step {
    final Object @Nullable [] row;
    final long time;
    private final boolean clock;

    private Step(Object @Nullable [] row, boolean clock, long time) {
      this.row = row;
      this.clock = clock;
      this.time = time;
    }

    Step(Object[] row, long time) {
      this(row, false, time);
    }

    static Step watermark(long time) {
      return new Step(null, false, time);
    }

    private static Step clock(long time) {
      return new Step(null, true, time);
    }
  }

  /**
   * Some hundred rows with disorder, ties, rows that come twice, and times before 1970.
   *
   * @param clock whether there are times of the machine's clock between them, else watermarks
   */
  static List<Step> steps(Random random, boolean clock) {
    return steps(random, clock, false);
  }

  /**
   * The same.
   *
   * @param both whether there are times of the machine's clock beside watermarks too
   */
  static List<Step> steps(Random random, boolean clock, boolean both) {
    List<Step> steps = new ArrayList<>();
    long machine = 0;
    Set<String> ends = new HashSet<>();
    int keys = random.nextInt(4) == 0 ? 60 : 1 + random.nextInt(5);
    int gaps = random.nextInt(3) == 0 ? 200 : 4;
    long now = clock ? 0 : random.nextInt(1000) - 500;
    long watermark = Long.MIN_VALUE;
    for (int i = 0; i < 300; i++) {
      now +=
          (clock ? 2L : 1L) * (random.nextInt(20) == 0 ? random.nextInt(gaps) : random.nextInt(3));
      long time =
          clock ? now : now - random.nextInt(random.nextInt(5) == 0 ? 90 : 12) + random.nextInt(4);
      Object x = random.nextInt(5) == 0 ? null : random.nextInt(9) - 4;
      if (clock) {
        steps.add(Step.clock(now));
      }
      if (both && random.nextInt(4) == 0) {
        machine += 2L * random.nextInt(random.nextInt(10) == 0 ? 40 : 8);
        steps.add(Step.clock(machine));
      }
      String key = "k" + random.nextInt(keys);
      Object[] row = {key, x, time, gap(random, clock, key, time, ends)};
      steps.add(new Step(row, time));
      if (random.nextInt(10) == 0) {
        Object[] again = {key, x, time, gap(random, clock, key, time, ends)};
        steps.add(new Step(again, time));
      }
      if (!clock && random.nextInt(6) == 0 && now - 10 > watermark) {
        watermark = Math.max(watermark, now - random.nextInt(20));
        steps.add(Step.watermark(watermark));
      }
    }
    return steps;
  }

  /** The same with times so many times as far apart, and rows a little later than that. */
  static List<Step> slower(List<Step> steps, Random random, boolean clock, long times) {
    List<Step> slower = new ArrayList<>();
    for (Step step : steps) {
      Object[] row = step.row;
      if (row == null) {
        slower.add(new Step(null, step.clock, step.time * times));
        continue;
      }
      long time = step.time * times + (clock ? 0 : random.nextInt((int) times));
      slower.add(new Step(new Object[] {row[0], row[1], time, (Long) row[3] * times}, time));
    }
    return slower;
  }

  /**
   * How long a session goes on after a row. Flink loses what a session has where a row alone has
   * its very start and end: no two rows of a key end together.
   */
  private static long gap(Random random, boolean clock, String key, long time, Set<String> ends) {
    long unit = clock ? 2 : 1;
    long gap = unit * (1 + random.nextInt(random.nextInt(9) == 0 ? 300 : 30));
    while (!ends.add(key + (time + gap))) {
      gap += unit;
    }
    return gap;
  }

  /** What came out. */
  static final class Rows {
    final Map<String, List<String>> results = new TreeMap<>();
    final List<String> late = new ArrayList<>();
    int entries;

    void add(WindowOperators operators, WindowNode node) {
      boolean sessions = node.shape().kind() == WindowShape.Kind.SESSION;
      int first = node.layout().ofWindow();
      for (List<Object> values : operators.results()) {
        // Of Flink's windows without bounds no result has a time that means something.
        int last = values.size() - (node.shape().isBounded() ? 0 : 1);
        List<Object> calls = values.subList(first, last);
        results
            .computeIfAbsent(values.subList(0, first).toString(), absent -> new ArrayList<>())
            .add((sessions ? sorted(calls) : calls).toString());
      }
      operators.late().forEach(row -> late.add(Arrays.toString(row)));
    }
  }

  /** Flink merges sessions in any order, and with them the lists of their rows. */
  private static List<Object> sorted(List<Object> values) {
    List<Object> sorted = new ArrayList<>();
    for (Object value : values) {
      sorted.add(
          value instanceof List ? ((List<?>) value).stream().sorted().collect(toList()) : value);
    }
    return sorted;
  }

  /** That both gave the same. */
  static void same(Rows expected, Rows actual, String what) {
    // Those that differ alone: others hide them.
    Map<String, List<String>> missing = new TreeMap<>(expected.results);
    missing.entrySet().removeAll(actual.results.entrySet());
    Map<String, List<String>> added = new TreeMap<>(actual.results);
    added.entrySet().removeAll(expected.results.entrySet());
    assertThat(added).as(what).isEqualTo(missing);
    assertThat(actual.late).as(what).containsExactlyInAnyOrderElementsOf(expected.late);
  }

  /** Without a stop. */
  static Rows run(
      WindowNode node,
      OneInputTransformation<Object[], Object[]> operator,
      StateBackend backend,
      int parallelism,
      List<Step> steps)
      throws Exception {
    Rows rows = new Rows();
    try (WindowOperators operators =
        new WindowOperators(node, operator, backend, parallelism, null)) {
      send(node, operators, steps);
      operators.watermark(Long.MAX_VALUE);
      rows.add(operators, node);
    }
    return rows;
  }

  /** Stopped at a savepoint, and gone on from it before a watermark has come. */
  static Rows run(
      WindowNode node,
      OneInputTransformation<Object[], Object[]> operator,
      StateBackend backend,
      int parallelism,
      int rescaled,
      List<Step> steps,
      int cut)
      throws Exception {
    Rows rows = new Rows();
    List<OperatorSubtaskState> savepoint;
    long clock;
    try (WindowOperators before = new WindowOperators(node, operator, backend, parallelism, null)) {
      clock = send(node, before, steps.subList(0, cut));
      before.savepoint();
      List<OperatorSnapshotFutures> begun = before.beginSavepoint();
      rows.add(before, node);
      // Nothing of what comes behind the barrier is in it, although it is written only then.
      send(node, before, steps.subList(cut, Math.min(cut + BEHIND_BARRIER, steps.size())));
      savepoint = WindowOperators.finish(begun);
    }
    try (WindowOperators after =
        new WindowOperators(node, operator, backend, rescaled, savepoint)) {
      after.processingTime(clock);
      send(node, after, steps.subList(cut, steps.size()));
      after.watermark(Long.MAX_VALUE);
      after.savepoint();
      rows.entries = backend instanceof HashMapStateBackend ? after.stateEntries() : 0;
      rows.add(after, node);
    }
    return rows;
  }

  /** Gives what the clock says then. */
  private static long send(WindowNode node, WindowOperators to, List<Step> steps) throws Exception {
    long clock = 0;
    for (Step step : steps) {
      Object[] row = step.row;
      if (row != null) {
        to.row(step.time, Arrays.copyOf(row, WindowPlans.input(node).size()));
      } else if (step.clock) {
        clock = step.time;
        to.processingTime(clock);
      } else {
        to.watermark(step.time);
      }
    }
    return clock;
  }
}
