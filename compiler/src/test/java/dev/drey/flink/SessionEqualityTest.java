// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowShape;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/** Sessions, whose gap is the same for all rows or each row's own. */
class SessionEqualityTest extends WindowEquality {
  private static final int GAP = 3;
  private static final long[] TIMES = {1, 1, 70, 6_000, 400_000};

  /** How far apart the rows of the case are. */
  private long times;

  @Override
  WindowNode window(Random random) {
    // A clock by hand can show a row behind the firing of its last millisecond, which a real one
    // does not: here rows have even times, and the last milliseconds are odd.
    boolean clock = random.nextInt(5) == 0;
    times = TIMES[random.nextInt(TIMES.length)];
    long gap = (clock ? 2 : 1) * times * (1 + random.nextInt(random.nextInt(4) == 0 ? 200 : 20));
    OptionalInt ownGap = random.nextBoolean() ? OptionalInt.of(GAP) : OptionalInt.empty();
    long lateness = clock ? 0 : times * random.nextInt(3) * random.nextInt(60);
    return WindowPlans.window(
            WindowShape.session(Duration.ofMillis(gap), clock),
            Duration.ofMillis(lateness),
            calls(random, 2))
        .toBuilder()
        .gap(ownGap)
        .build();
  }

  @Override
  List<WindowRuns.Step> steps(Random random, WindowNode window) {
    return WindowRuns.slower(
        super.steps(random, window), random, window.shape().processingTime(), times);
  }

  @Override
  void check(Case done) {
    assertThat(done.expected.results).as(done.what).isNotEmpty();
    assertThat(done.actual.entries).as("state behind the end, " + done.what).isZero();
  }
}
