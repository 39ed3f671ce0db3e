// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.aggregate.AggregateCall;
import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.junit.jupiter.api.Test;

/**
 * Windows by slices beside Flink's own window operator: random windows, aggregates, rows,
 * watermarks and bounds of memory. Ours is stopped at a savepoint and goes on at another
 * parallelism, as if it had not been. Other cases by -Ddrey.seed, more by -Ddrey.slice.cases.
 */
class SliceEqualityTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int CASES = Integer.getInteger("drey.slice.cases", 100);
  private static final long[] CACHES = {0, 3_000, 1L << 20};

  @Test
  void onTheHeap() throws Exception {
    System.out.println("SliceEqualityTest: -Ddrey.seed=" + SEED);
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
    WindowShape shape = shape(random);
    long lateness = shape.processingTime() ? 0 : random.nextInt(3) * (long) random.nextInt(30);
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : WindowPlans.CALLS) {
      boolean ordered = call.function().keepsRows();
      if (calls.isEmpty() || random.nextInt(ordered ? 4 : 2) == 0) {
        calls.add(call);
      }
    }
    WindowNode node = WindowPlans.window(shape, Duration.ofMillis(lateness), calls);
    long cache = CACHES[random.nextInt(CACHES.length)];
    OneInputTransformation<Object[], Object[]> ours =
        WindowOperators.operator(WindowPlans.plan(node, cache), node);
    OneInputTransformation<Object[], Object[]> flinks = FlinkWindows.operator(node);
    int parallelism = 1 + random.nextInt(3);
    int rescaled = 1 + random.nextInt(3);
    List<WindowRuns.Step> steps = WindowRuns.steps(random, shape.processingTime());
    int cut = random.nextInt(steps.size());

    WindowRuns.Rows expected = WindowRuns.run(node, flinks, backend, parallelism, steps);
    WindowRuns.Rows actual = WindowRuns.run(node, ours, backend, parallelism, rescaled, steps, cut);

    String what =
        String.format(
            "seed %d, case %d, %s, lateness %d, cache %d, %s",
            SEED, seed, shape, lateness, cache, calls);
    WindowRuns.same(expected, actual, what);
    assertThat(expected.results).as(what).isNotEmpty();
    assertThat(actual.entries).as("state behind the end, " + what).isZero();
  }

  private static WindowShape shape(Random random) {
    // A clock by hand can show a row behind the firing of its last millisecond, which a real one
    // does not: here rows have even times, and the last milliseconds are odd.
    boolean clock = random.nextInt(5) == 0;
    long unit = clock ? 2 : 1;
    int size = 1 + random.nextInt(40);
    int every = 1 + random.nextInt(random.nextBoolean() ? size : 1 + size / 4);
    Duration length = Duration.ofMillis(unit * size);
    Duration step = Duration.ofMillis(unit * Math.min(every, size));
    Duration offset = Duration.ofMillis(unit * (random.nextInt(100) - 50));
    switch (random.nextInt(8)) {
      case 0:
      case 1:
        return WindowShape.tumbling(length, offset, clock);
      case 2:
        Duration gaps = Duration.ofMillis(unit * (size + random.nextInt(20)));
        return WindowShape.sliding(length, gaps, offset, clock);
      case 3:
      case 4:
        return WindowShape.cumulating(length, step, offset, clock);
      default:
        return WindowShape.sliding(length, step, offset, clock);
    }
  }
}
