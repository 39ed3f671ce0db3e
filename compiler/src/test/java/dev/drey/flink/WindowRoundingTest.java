// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.aggregate.AggregateCall;
import dev.drey.aggregate.Aggregates;
import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowShape;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.junit.jupiter.api.Test;

/**
 * Numbers that are rounded have one result to the last digit, whatever was written to state and
 * read again, whatever a late row fired anew, and wherever the job was stopped and went on. Other
 * cases by -Ddrey.seed, more by -Ddrey.slice.cases.
 */
class WindowRoundingTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int CASES = Integer.getInteger("drey.slice.cases", 100);
  private static final long[] CACHES = {0, 3_000, 1L << 20};
  private static final DataType DOUBLE = DataType.of(TypeKind.DOUBLE);
  private static final List<AggregateCall> CALLS =
      List.of(
          WindowPlans.call(Aggregates.find("SUM").orElseThrow(), false, DOUBLE, 1),
          WindowPlans.call(Aggregates.find("AVG").orElseThrow(), false, DOUBLE, 1),
          WindowPlans.call(Aggregates.find("VAR_POP").orElseThrow(), false, DOUBLE, 1));

  @Test
  void nothingButTheRowsDecides() throws Exception {
    System.out.println("WindowRoundingTest: -Ddrey.seed=" + SEED);
    Random seeds = new Random(SEED);
    int rounded = 0;
    for (int i = 0; i < CASES; i++) {
      rounded += check(seeds.nextLong()) ? 1 : 0;
    }
    assertThat(rounded).as("cases in which the order of adding is seen").isGreaterThan(CASES / 2);
  }

  /** Whether Flink's operator, which adds rows as they come, has other last digits. */
  private static boolean check(long seed) throws Exception {
    Random random = new Random(seed);
    WindowShape shape = shape(random);
    long lateness = random.nextInt(3) * (long) random.nextInt(30);
    WindowNode node = WindowPlans.window(shape, Duration.ofMillis(lateness), CALLS);
    List<WindowRuns.Step> steps = new ArrayList<>();
    for (WindowRuns.Step step : WindowRuns.steps(random, false)) {
      Object[] row = step.row;
      steps.add(row == null ? step : new WindowRuns.Step(rounded(row, random), step.time));
    }
    int parallelism = 1 + random.nextInt(3);
    int cut = random.nextInt(steps.size());
    HashMapStateBackend backend = new HashMapStateBackend();

    WindowRuns.Rows expected =
        WindowRuns.run(node, operator(node, 1L << 20), backend, parallelism, steps);
    WindowRuns.Rows actual =
        WindowRuns.run(
            node,
            operator(node, CACHES[random.nextInt(CACHES.length)]),
            backend,
            parallelism,
            1 + random.nextInt(3),
            steps,
            cut);

    String what = String.format("seed %d, case %d, %s, lateness %d", SEED, seed, shape, lateness);
    WindowRuns.same(expected, actual, what);
    WindowRuns.Rows flinks =
        WindowRuns.run(node, FlinkWindows.operator(node), backend, parallelism, steps);
    assertThat(expected.results.keySet()).as(what).isEqualTo(flinks.results.keySet());
    return !expected.results.equals(flinks.results);
  }

  private static OneInputTransformation<Object[], Object[]> operator(WindowNode node, long cache) {
    return WindowOperators.operator(WindowPlans.plan(node, cache), node);
  }

  private static Object[] rounded(Object[] row, Random random) {
    Object[] rounded = row.clone();
    if (row[1] != null) {
      rounded[1] = Math.scalb(random.nextDouble() - 0.5, random.nextInt(40));
    }
    return rounded;
  }

  private static WindowShape shape(Random random) {
    int every = 1 + random.nextInt(12);
    Duration size = Duration.ofMillis(every + random.nextInt(60));
    Duration step = Duration.ofMillis(every);
    Duration offset = Duration.ofMillis(random.nextInt(100) - 50);
    return random.nextInt(4) == 0
        ? WindowShape.cumulating(size, step, offset, false)
        : WindowShape.sliding(size, step, offset, false);
  }
}
