// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowShape;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Windows of so many rows: side by side, sliding and with gaps. */
class CountEqualityTest extends WindowEquality {
  @Override
  WindowNode window(Random random) {
    long size = 1L + random.nextInt(random.nextBoolean() ? 6 : 40);
    long every = random.nextInt(3) == 0 ? size : 1L + random.nextInt((int) size + 5);
    boolean untimed = random.nextInt(3) == 0;
    return WindowPlans.window(
        WindowShape.count(size, every, untimed), Duration.ZERO, calls(random, 2));
  }

  /** Rows with watermarks between them, also where nobody asks for these. */
  @Override
  List<WindowRuns.Step> steps(Random random, WindowNode window) {
    return WindowRuns.steps(random, false);
  }

  @Override
  void check(Case done) {
    assertThat(done.actual.late).isEmpty();
    if (done.onTheHeap) {
      // A key has one entry, and none where it has no window that is not full.
      assertThat(done.actual.entries).as(done.what).isEqualTo(begun(done));
    }
  }

  /** How many keys have rows that a window will have which is still to come. */
  private static int begun(Case done) {
    long size = done.window.shape().rows();
    long every = done.window.shape().everyRows();
    Map<Object, Long> rows = new HashMap<>();
    for (WindowRuns.Step step : done.steps) {
      Object[] row = step.row;
      if (row != null) {
        rows.merge(row[0], 1L, Long::sum);
      }
    }
    return (int) rows.values().stream().filter(n -> n % every != 0 || every < size).count();
  }
}
