// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.aggregate.AggregateCall;
import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.junit.jupiter.api.Test;

/**
 * Sessions beside Flink's own window operator: random gaps, the same for all rows or each its own,
 * aggregates, rows, watermarks and bounds of memory. Ours is stopped at a savepoint and goes on at
 * another parallelism, as if it had not been. Other cases by -Ddrey.seed, more by
 * -Ddrey.slice.cases.
 */
class SessionEqualityTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int CASES = Integer.getInteger("drey.slice.cases", 100);
  private static final int GAP = 3;
  private static final long[] TIMES = {1, 1, 70, 6_000, 400_000};
  private static final long[] CACHES = {0, 3_000, 1L << 20};

  @Test
  void onTheHeap() throws Exception {
    System.out.println("SessionEqualityTest: -Ddrey.seed=" + SEED);
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
    // A clock by hand can show a row behind the firing of its last millisecond, which a real one
    // does not: here rows have even times, and the last milliseconds are odd.
    boolean clock = random.nextInt(5) == 0;
    long times = TIMES[random.nextInt(TIMES.length)];
    long gap = (clock ? 2 : 1) * times * (1 + random.nextInt(random.nextInt(4) == 0 ? 200 : 20));
    OptionalInt ownGap = random.nextBoolean() ? OptionalInt.of(GAP) : OptionalInt.empty();
    WindowShape shape = WindowShape.session(Duration.ofMillis(gap), clock);
    long lateness = clock ? 0 : times * random.nextInt(3) * random.nextInt(60);
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : WindowPlans.CALLS) {
      if (calls.isEmpty() || random.nextBoolean()) {
        calls.add(call);
      }
    }
    WindowNode node =
        WindowPlans.window(shape, Duration.ofMillis(lateness), calls).toBuilder()
            .gap(ownGap)
            .build();
    long cache = CACHES[random.nextInt(CACHES.length)];
    OneInputTransformation<Object[], Object[]> ours =
        WindowOperators.operator(WindowPlans.plan(node, cache), node);
    OneInputTransformation<Object[], Object[]> flinks = FlinkWindows.operator(node);
    int parallelism = 1 + random.nextInt(3);
    int rescaled = 1 + random.nextInt(3);
    List<WindowRuns.Step> steps =
        WindowRuns.slower(WindowRuns.steps(random, clock), random, clock, times);
    int cut = random.nextInt(steps.size());

    WindowRuns.Rows expected = WindowRuns.run(node, flinks, backend, parallelism, steps);
    WindowRuns.Rows actual = WindowRuns.run(node, ours, backend, parallelism, rescaled, steps, cut);

    String what =
        String.format(
            "seed %d, case %d, %s, %s, lateness %d, cache %d, %s",
            SEED, seed, shape, ownGap, lateness, cache, calls);
    WindowRuns.same(expected, actual, what);
    assertThat(expected.results).as(what).isNotEmpty();
    assertThat(actual.entries).as("state behind the end, " + what).isZero();
  }
}
