// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.triggers.TriggerResult;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * Fires a window when the machine's clock passes its end, as Flink's {@code ProcessingTimeTrigger},
 * or when the input ends before that: then the last watermark of all comes, and nobody waits for a
 * clock any more.
 */
final class ClockTrigger extends Trigger<Object, TimeWindow> {
  private static final long serialVersionUID = 1;

  /** The watermark that says that the input has ended. */
  private static final long END = Long.MAX_VALUE;

  @Override
  public TriggerResult onElement(
      Object row, long timestamp, TimeWindow window, TriggerContext context) {
    context.registerProcessingTimeTimer(window.maxTimestamp());
    context.registerEventTimeTimer(END);
    return TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onProcessingTime(long time, TimeWindow window, TriggerContext context) {
    return TriggerResult.FIRE;
  }

  @Override
  public TriggerResult onEventTime(long time, TimeWindow window, TriggerContext context) {
    return time == END ? TriggerResult.FIRE_AND_PURGE : TriggerResult.CONTINUE;
  }

  @Override
  public boolean canMerge() {
    return true;
  }

  @Override
  public void onMerge(TimeWindow window, OnMergeContext context) {
    // The window operator has dropped the timers of the windows that were merged.
    if (window.maxTimestamp() > context.getCurrentProcessingTime()) {
      context.registerProcessingTimeTimer(window.maxTimestamp());
    }
    context.registerEventTimeTimer(END);
  }

  @Override
  public void clear(TimeWindow window, TriggerContext context) {
    context.deleteProcessingTimeTimer(window.maxTimestamp());
    context.deleteEventTimeTimer(END);
  }
}
