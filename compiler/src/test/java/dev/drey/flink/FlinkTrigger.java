// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowTrigger;
import java.time.Duration;
import org.apache.flink.api.common.functions.ReduceFunction;
import org.apache.flink.api.common.state.ReducingState;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.triggers.TriggerResult;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * A plan's trigger for Flink's window operator, of timers of a window's own and a count as Flink's
 * {@code EventTimeTrigger}, {@code ContinuousEventTimeTrigger}, {@code
 * ContinuousProcessingTimeTrigger}, {@code CountTrigger} and {@code PurgingTrigger} have them.
 */
final class FlinkTrigger extends Trigger<Object, TimeWindow> {
  private static final long serialVersionUID = 1;

  /** The end of a window that has none. */
  static final long NEVER = Long.MAX_VALUE - 1;

  /** The watermark that says that the input has ended. */
  private static final long INPUT_END = Long.MAX_VALUE;

  /** Of the window that fires; Flink calls its function next, on the same thread. */
  private static final ThreadLocal<String> PANE = ThreadLocal.withInitial(() -> "");

  private final boolean clock;
  private final boolean earlyByClock;
  private final long every;
  private final long count;
  private final long lateEvery;
  private final long lateness;
  private final boolean deltas;
  private final long offset;
  private final ReducingStateDescriptor<Long> rows =
      new ReducingStateDescriptor<>("rows", new Sum(), LongSerializer.INSTANCE);

  private static final class Sum implements ReduceFunction<Long> {
    private static final long serialVersionUID = 1;

    @Override
    public Long reduce(Long a, Long b) {
      return a + b;
    }
  }

  FlinkTrigger(WindowNode node) {
    WindowTrigger trigger = node.trigger();
    this.clock = node.shape().processingTime();
    this.earlyByClock = clock || trigger.earlyByClock();
    this.every = trigger.earlyEvery().map(Duration::toMillis).orElse(0L);
    this.count = trigger.earlyCount().orElse(Integer.MAX_VALUE);
    this.lateEvery = trigger.lateEvery().map(Duration::toMillis).orElse(0L);
    this.lateness = node.allowedLateness().toMillis();
    this.deltas = trigger.emitsDeltas();
    this.offset = node.shape().offset().toMillis();
  }

  static String lastPane() {
    return PANE.get();
  }

  /** The first of the points behind a time; one at 10 is reached with the millisecond before it. */
  private long point(long time, long distance) {
    long point = Math.floorDiv(time - offset, distance) * distance + offset;
    while (point - 1 <= time) {
      point += distance;
    }
    return point - 1;
  }

  @Override
  public TriggerResult onElement(Object row, long time, TimeWindow window, TriggerContext context)
      throws Exception {
    ReducingState<Long> waiting = context.getPartitionedState(rows);
    waiting.add(1L);
    if (!clock && window.maxTimestamp() <= context.getCurrentWatermark()) {
      if (lateEvery == 0) {
        return fire("LATE", context);
      }
      context.registerEventTimeTimer(
          Math.min(
              point(context.getCurrentWatermark(), lateEvery), window.maxTimestamp() + lateness));
      return TriggerResult.CONTINUE;
    }
    if (clock) {
      context.registerEventTimeTimer(INPUT_END);
      if (window.getEnd() < NEVER) {
        context.registerProcessingTimeTimer(window.maxTimestamp());
      }
    } else {
      context.registerEventTimeTimer(window.maxTimestamp());
    }
    if (waiting.get() >= count) {
      return fire("EARLY", context);
    }
    if (every > 0 && earlyByClock) {
      context.registerProcessingTimeTimer(point(context.getCurrentProcessingTime(), every));
    } else if (every > 0) {
      context.registerEventTimeTimer(point(context.getCurrentWatermark(), every));
    }
    return TriggerResult.CONTINUE;
  }

  private TriggerResult fire(String pane, TriggerContext context) {
    context.getPartitionedState(rows).clear();
    PANE.set(pane);
    return deltas ? TriggerResult.FIRE_AND_PURGE : TriggerResult.FIRE;
  }

  private TriggerResult fireIfWaiting(String pane, TriggerContext context) throws Exception {
    return context.getPartitionedState(rows).get() == null
        ? TriggerResult.CONTINUE
        : fire(pane, context);
  }

  private TriggerResult end(TriggerContext context) throws Exception {
    return deltas ? fireIfWaiting("ON_TIME", context) : fire("ON_TIME", context);
  }

  @Override
  public TriggerResult onProcessingTime(long time, TimeWindow window, TriggerContext context)
      throws Exception {
    if (clock && time == window.maxTimestamp()) {
      return end(context);
    }
    boolean open = clock || window.maxTimestamp() > context.getCurrentWatermark();
    return open ? fireIfWaiting("EARLY", context) : TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onEventTime(long time, TimeWindow window, TriggerContext context)
      throws Exception {
    if (clock) {
      TriggerResult last = end(context);
      return last == TriggerResult.FIRE ? TriggerResult.FIRE_AND_PURGE : last;
    }
    if (time == window.maxTimestamp()) {
      return end(context);
    }
    if (time > window.maxTimestamp()) {
      // A timer of an early result may be left, of which none comes behind the end.
      boolean late =
          lateEvery > 0
              && (time == window.maxTimestamp() + lateness || point(time - 1, lateEvery) == time);
      return late ? fireIfWaiting("LATE", context) : TriggerResult.CONTINUE;
    }
    // The step of the watermark that brings the end brings no early result.
    return window.maxTimestamp() > context.getCurrentWatermark()
        ? fireIfWaiting("EARLY", context)
        : TriggerResult.CONTINUE;
  }

  @Override
  public void clear(TimeWindow window, TriggerContext context) {
    context.getPartitionedState(rows).clear();
  }
}
