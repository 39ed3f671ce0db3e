// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowShape;
import java.time.Duration;
import java.util.Random;

/** Windows by slices: tumbling, sliding and cumulating ones, of event time and by the clock. */
class SliceEqualityTest extends WindowEquality {
  @Override
  WindowNode window(Random random) {
    WindowShape shape = shape(random);
    long lateness = shape.processingTime() ? 0 : random.nextInt(3) * (long) random.nextInt(30);
    return WindowPlans.window(shape, Duration.ofMillis(lateness), calls(random, 4));
  }

  @Override
  void check(Case done) {
    assertThat(done.expected.results).as(done.what).isNotEmpty();
    assertThat(done.actual.entries).as("state behind the end, " + done.what).isZero();
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
