// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.plan.WindowShape;
import java.time.Duration;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.ProcessingTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.SlidingProcessingTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingProcessingTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/** Flink's window assigner for a shape. */
final class WindowAssigners {
  private WindowAssigners() {}

  static WindowAssigner<Object, TimeWindow> of(WindowShape shape) {
    Duration size = shape.size();
    Duration every = shape.every();
    switch (shape.kind()) {
      case TUMBLING:
        return shape.processingTime()
            ? TumblingProcessingTimeWindows.of(size, offset(shape))
            : TumblingEventTimeWindows.of(size, offset(shape));
      case SLIDING:
        return shape.processingTime()
            ? SlidingProcessingTimeWindows.of(size, every, offset(shape))
            : SlidingEventTimeWindows.of(size, every, offset(shape));
      case SESSION:
        return shape.processingTime()
            ? ProcessingTimeSessionWindows.withGap(size)
            : EventTimeSessionWindows.withGap(size);
    }
    throw new IllegalArgumentException("no window of kind " + shape.kind());
  }

  /** Flink takes less than a period only; offsets that are a period apart are the same. */
  private static Duration offset(WindowShape shape) {
    return Duration.ofMillis(Math.floorMod(shape.offset().toMillis(), shape.every().toMillis()));
  }
}
