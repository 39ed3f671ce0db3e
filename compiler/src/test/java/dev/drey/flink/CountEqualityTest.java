// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.aggregate.AggregateCall;
import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.junit.jupiter.api.Test;

/**
 * Windows of so many rows beside Flink's own: random sizes and slides, aggregates, rows and bounds
 * of memory. Ours is stopped at a savepoint and goes on at another parallelism, as if it had not
 * been. Other cases by -Ddrey.seed, more by -Ddrey.slice.cases.
 */
class CountEqualityTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int CASES = Integer.getInteger("drey.slice.cases", 100);
  private static final long[] CACHES = {0, 3_000, 1L << 20};

  @Test
  void onTheHeap() throws Exception {
    System.out.println("CountEqualityTest: -Ddrey.seed=" + SEED);
    Random seeds = new Random(SEED);
    for (int i = 0; i < CASES; i++) {
      check(seeds.nextLong(), new HashMapStateBackend());
    }
  }

  @Test
  void inRocksDb() throws Exception {
    Random seeds = new Random(SEED + 1);
    for (int i = 0; i < CASES / 10; i++) {
      check(seeds.nextLong(), new EmbeddedRocksDBStateBackend());
    }
  }

  private static void check(long seed, StateBackend backend) throws Exception {
    Random random = new Random(seed);
    long size = 1L + random.nextInt(random.nextBoolean() ? 6 : 40);
    long every = random.nextInt(3) == 0 ? size : 1L + random.nextInt((int) size + 5);
    boolean untimed = random.nextInt(3) == 0;
    WindowShape shape = WindowShape.count(size, every, untimed);
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : WindowPlans.CALLS) {
      if (calls.isEmpty() || random.nextBoolean()) {
        calls.add(call);
      }
    }
    WindowNode node = WindowPlans.window(shape, Duration.ZERO, calls);
    long cache = CACHES[random.nextInt(CACHES.length)];
    OneInputTransformation<Object[], Object[]> ours =
        WindowOperators.operator(WindowPlans.plan(node, cache), node);
    OneInputTransformation<Object[], Object[]> flinks = FlinkWindows.operator(node);
    int parallelism = 1 + random.nextInt(3);
    int rescaled = 1 + random.nextInt(3);
    List<WindowRuns.Step> steps = WindowRuns.steps(random, false);
    int cut = random.nextInt(steps.size());

    WindowRuns.Rows expected = WindowRuns.run(node, flinks, backend, parallelism, steps);
    WindowRuns.Rows actual = WindowRuns.run(node, ours, backend, parallelism, rescaled, steps, cut);

    String what =
        String.format("seed %d, case %d, %s, cache %d, %s", SEED, seed, shape, cache, calls);
    WindowRuns.same(expected, actual, what);
    assertThat(actual.late).isEmpty();
    if (backend instanceof HashMapStateBackend) {
      // A key has one entry, and none where it has no window that is not full.
      assertThat(actual.entries).as(what).isEqualTo(begun(steps, size, every));
    }
  }

  /** How many keys have rows that a window will have which is still to come. */
  private static int begun(List<WindowRuns.Step> steps, long size, long every) {
    Map<Object, Long> rows = new HashMap<>();
    for (WindowRuns.Step step : steps) {
      Object[] row = step.row;
      if (row != null) {
        rows.merge(row[0], 1L, Long::sum);
      }
    }
    return (int) rows.values().stream().filter(n -> n % every != 0 || every < size).count();
  }
}
