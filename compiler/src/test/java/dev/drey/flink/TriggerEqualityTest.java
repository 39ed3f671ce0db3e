// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.aggregate.AggregateCall;
import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowShape;
import dev.drey.plan.WindowTrigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.junit.jupiter.api.Test;

/**
 * Windows with triggers, and global ones, beside Flink's own window operator with {@link
 * FlinkTrigger}: random windows, triggers, aggregates, rows, times and bounds of memory. Ours is
 * stopped at a savepoint and goes on at another parallelism, as if it had not been; at the end no
 * state is left. Other cases by -Ddrey.seed, more by -Ddrey.slice.cases.
 */
class TriggerEqualityTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int CASES = Integer.getInteger("drey.slice.cases", 100);
  private static final long[] CACHES = {0, 3_000, 1L << 20};

  @Test
  void onTheHeap() throws Exception {
    System.out.println("TriggerEqualityTest: -Ddrey.seed=" + SEED);
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
    boolean earlyByClock = !clock && random.nextInt(6) == 0;
    WindowShape shape = shape(random, clock, clock || earlyByClock ? 2 : 1);
    long lateness = clock || !shape.isBounded() ? 0 : random.nextInt(3) * (long) random.nextInt(30);
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : WindowPlans.CALLS) {
      boolean ordered = call.function().keepsRows();
      if (calls.isEmpty() || random.nextInt(ordered ? 4 : 2) == 0) {
        calls.add(call);
      }
    }
    WindowTrigger trigger = trigger(random, clock, earlyByClock, lateness);
    WindowNode node =
        WindowPlans.window(
            WindowPlans.window(shape, Duration.ofMillis(lateness), calls),
            trigger,
            random.nextBoolean());
    long cache = CACHES[random.nextInt(CACHES.length)];
    OneInputTransformation<Object[], Object[]> ours =
        WindowOperators.operator(WindowPlans.plan(node, cache), node);
    OneInputTransformation<Object[], Object[]> flinks = FlinkWindows.operator(node);
    int parallelism = 1 + random.nextInt(3);
    int rescaled = 1 + random.nextInt(3);
    List<WindowRuns.Step> steps = new ArrayList<>();
    if (!clock) {
      // Before the first one each window would have points of its own for early results.
      steps.add(WindowRuns.Step.watermark(-2000));
    }
    steps.addAll(WindowRuns.steps(random, clock, earlyByClock));
    int cut = random.nextInt(steps.size());

    WindowRuns.Rows expected = WindowRuns.run(node, flinks, backend, parallelism, steps);
    WindowRuns.Rows actual = WindowRuns.run(node, ours, backend, parallelism, rescaled, steps, cut);

    String what =
        String.format(
            "seed %d, case %d, %s, lateness %d, %s, cache %d, %s",
            SEED, seed, shape, lateness, trigger, cache, calls);
    WindowRuns.same(expected, actual, what);
    assertThat(expected.results).as(what).isNotEmpty();
    assertThat(actual.entries).as("state behind the end, " + what).isZero();
  }

  private static WindowTrigger trigger(
      Random random, boolean clock, boolean earlyByClock, long lateness) {
    if (!earlyByClock && random.nextInt(8) == 0) {
      return WindowTrigger.none();
    }
    long unit = clock || earlyByClock ? 2 : 1;
    boolean every = earlyByClock || random.nextBoolean();
    boolean late = lateness > 0 && random.nextBoolean();
    return WindowTrigger.builder()
        .earlyEvery(every ? millis(unit * (1 + random.nextInt(25))) : Optional.empty())
        .earlyByClock(earlyByClock)
        .earlyCount(random.nextInt(3) == 0 ? Optional.of(1 + random.nextInt(6)) : Optional.empty())
        .lateEvery(late ? millis(1 + random.nextInt(20)) : Optional.empty())
        .emitsDeltas(random.nextInt(3) == 0)
        .build();
  }

  private static Optional<Duration> millis(long length) {
    return Optional.of(Duration.ofMillis(length));
  }

  private static WindowShape shape(Random random, boolean clock, long unit) {
    int size = 1 + random.nextInt(40);
    int every = 1 + random.nextInt(random.nextBoolean() ? size : 1 + size / 4);
    Duration length = Duration.ofMillis(unit * size);
    Duration step = Duration.ofMillis(unit * Math.min(every, size));
    Duration offset = Duration.ofMillis(unit * (random.nextInt(100) - 50));
    switch (random.nextInt(7)) {
      case 0:
        return WindowShape.global(clock);
      case 1:
      case 2:
        return WindowShape.tumbling(length, offset, clock);
      case 3:
        Duration gaps = Duration.ofMillis(unit * (size + random.nextInt(20)));
        return WindowShape.sliding(length, gaps, offset, clock);
      case 4:
        return WindowShape.cumulating(length, step, offset, clock);
      default:
        return WindowShape.sliding(length, step, offset, clock);
    }
  }
}
