// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.aggregate.AggregateCall;
import dev.drey.plan.WindowNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.junit.jupiter.api.Test;

/**
 * Windows of ours beside Flink's own operators: random windows, aggregates, rows, watermarks and
 * bounds of memory. Ours is stopped at a savepoint and goes on at another parallelism, as if it had
 * not been. Other cases by -Ddrey.seed, more by -Ddrey.slice.cases.
 */
abstract class WindowEquality {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int CASES = Integer.getInteger("drey.slice.cases", 100);
  private static final long[] CACHES = {0, 3_000, 1L << 20};

  /** One of the windows that are compared. */
  abstract WindowNode window(Random random);

  /** What goes through it. */
  List<WindowRuns.Step> steps(Random random, WindowNode window) {
    return WindowRuns.steps(random, window.shape().processingTime());
  }

  /** What else is to hold of a case; state is counted on the heap alone. */
  abstract void check(Case done);

  /** A case that gave what Flink's did. */
  static final class Case {
    final String what;
    final WindowNode window;
    final List<WindowRuns.Step> steps;
    final WindowRuns.Rows expected;
    final WindowRuns.Rows actual;
    final boolean onTheHeap;

    private Case(
        String what,
        WindowNode window,
        List<WindowRuns.Step> steps,
        WindowRuns.Rows expected,
        WindowRuns.Rows actual,
        boolean onTheHeap) {
      this.what = what;
      this.window = window;
      this.steps = steps;
      this.expected = expected;
      this.actual = actual;
      this.onTheHeap = onTheHeap;
    }
  }

  /**
   * Some aggregates, one at least.
   *
   * @param ordered how many cases there are for one with an aggregate that keeps rows in their
   *     order
   */
  static List<AggregateCall> calls(Random random, int ordered) {
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : WindowPlans.CALLS) {
      if (calls.isEmpty() || random.nextInt(call.function().keepsRows() ? ordered : 2) == 0) {
        calls.add(call);
      }
    }
    return calls;
  }

  @Test
  void onTheHeap() throws Exception {
    System.out.println(getClass().getSimpleName() + ": -Ddrey.seed=" + SEED);
    Random seeds = new Random(SEED);
    for (int i = 0; i < CASES; i++) {
      compare(seeds.nextLong(), new HashMapStateBackend());
    }
  }

  @Test
  void inRocksDb() throws Exception {
    Random seeds = new Random(SEED + 1);
    for (int i = 0; i < CASES / 10; i++) {
      compare(seeds.nextLong(), new EmbeddedRocksDBStateBackend());
    }
  }

  private void compare(long seed, StateBackend backend) throws Exception {
    Random random = new Random(seed);
    WindowNode window = window(random);
    long cache = CACHES[random.nextInt(CACHES.length)];
    OneInputTransformation<Object[], Object[]> ours =
        WindowOperators.operator(WindowPlans.plan(window, cache), window);
    OneInputTransformation<Object[], Object[]> flinks = FlinkWindows.operator(window);
    int parallelism = 1 + random.nextInt(3);
    int rescaled = 1 + random.nextInt(3);
    List<WindowRuns.Step> steps = steps(random, window);
    int cut = random.nextInt(steps.size());

    WindowRuns.Rows expected = WindowRuns.run(window, flinks, backend, parallelism, steps);
    WindowRuns.Rows actual =
        WindowRuns.run(window, ours, backend, parallelism, rescaled, steps, cut);

    String what =
        String.format(
            "seed %d, case %d, %s, %s, %s, lateness %s, cache %d, %s",
            SEED,
            seed,
            window.shape(),
            window.gap(),
            window.trigger(),
            window.allowedLateness(),
            cache,
            window.calls());
    WindowRuns.same(expected, actual, what);
    check(new Case(what, window, steps, expected, actual, backend instanceof HashMapStateBackend));
  }
}
