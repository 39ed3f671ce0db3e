// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowShape;
import dev.drey.plan.WindowTrigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Windows with triggers, and global ones, beside Flink's operator with {@link FlinkTrigger}. */
class TriggerEqualityTest extends WindowEquality {
  @Override
  WindowNode window(Random random) {
    // A clock by hand can show a row behind the firing of its last millisecond, which a real one
    // does not: here rows have even times, and the last milliseconds are odd.
    boolean clock = random.nextInt(5) == 0;
    boolean earlyByClock = !clock && random.nextInt(6) == 0;
    WindowShape shape = shape(random, clock, clock || earlyByClock ? 2 : 1);
    long lateness = clock || !shape.isBounded() ? 0 : random.nextInt(3) * (long) random.nextInt(30);
    return WindowPlans.window(
        WindowPlans.window(shape, Duration.ofMillis(lateness), calls(random, 4)),
        trigger(random, clock, earlyByClock, lateness),
        random.nextBoolean());
  }

  @Override
  List<WindowRuns.Step> steps(Random random, WindowNode window) {
    boolean clock = window.shape().processingTime();
    List<WindowRuns.Step> steps = new ArrayList<>();
    if (!clock) {
      // Before the first one each window would have points of its own for early results.
      steps.add(WindowRuns.Step.watermark(-2000));
    }
    steps.addAll(WindowRuns.steps(random, clock, window.trigger().earlyByClock()));
    return steps;
  }

  @Override
  void check(Case done) {
    assertThat(done.expected.results).as(done.what).isNotEmpty();
    assertThat(done.actual.entries).as("state behind the end, " + done.what).isZero();
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
