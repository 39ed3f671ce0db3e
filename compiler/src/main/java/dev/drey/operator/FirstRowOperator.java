// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static java.util.Objects.requireNonNull;

import dev.drey.row.RowKey;
import dev.drey.row.RowSerializer;
import dev.drey.state.StateShape;
import dev.drey.type.RowType;
import java.util.Optional;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Of the rows of a key the first by event time, and no other that is less than a while behind it.
 *
 * <p>Law: a row waits until the watermark reaches its time, for until then an earlier one can come;
 * then rows go by their time, and of equal ones the first that came. So what passes does not depend
 * on the order in which rows come. A row that is late passes at once, unless one that passed is
 * known to be less than the while away. The rest is counted in the metric {@code duplicates}.
 *
 * <p>Kept are, by key, the rows that wait, and the time of the last one that passed until the
 * watermark is the while behind it.
 */
public final class FirstRowOperator extends AbstractStreamOperator<Object[]>
    implements OneInputStreamOperator<Object[], Object[]>, Triggerable<RowKey, VoidNamespace> {
  private static final long serialVersionUID = 1;

  private final long within;
  private final RowSerializer times;
  private final RowSerializer rows;
  private final @Nullable StateShape shape;
  private transient @Nullable ValueStateDescriptor<Object[]> waitingRows;
  private transient @Nullable ValueState<Object[]> kept;
  private transient @Nullable InternalTimerService<VoidNamespace> timers;
  private transient @Nullable Counter duplicates;

  /**
   * @param within milliseconds
   * @param time the one column in which a time is kept
   * @param shape what its state means; empty where that is not looked at
   */
  public FirstRowOperator(long within, RowType time, RowType rowType, Optional<StateShape> shape) {
    this.within = within;
    this.shape = shape.orElse(null);
    this.times = new RowSerializer(time);
    this.rows = new RowSerializer(rowType);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    if (shape != null) {
      ShapeGuard.check(context, shape, getRuntimeContext().getTaskInfo());
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    duplicates = getMetricGroup().counter("duplicates");
    timers = getInternalTimerService("times", VoidNamespaceSerializer.INSTANCE, this);
    kept =
        getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new ValueStateDescriptor<>("kept", times));
    waitingRows = new ValueStateDescriptor<>("waiting", rows);
    waiting(0);
  }

  /** The row of the present key that waits for the watermark to reach this time. */
  private ValueState<Object[]> waiting(long time) throws Exception {
    return getPartitionedState(time, LongSerializer.INSTANCE, requireNonNull(waitingRows));
  }

  @Override
  public void processElement(StreamRecord<Object[]> element) throws Exception {
    long time = element.getTimestamp();
    Long last = kept();
    if (last != null && Math.abs(time - last) < within) {
      requireNonNull(duplicates).inc();
    } else if (time <= timers().currentWatermark()) {
      output.collect(element);
      if (end(time) > timers().currentWatermark() && (last == null || last < time)) {
        keep(time);
      }
    } else {
      ValueState<Object[]> waiting = waiting(time);
      if (waiting.value() == null) {
        waiting.update(element.getValue());
        timers().registerEventTimeTimer(VoidNamespace.INSTANCE, time);
      } else {
        requireNonNull(duplicates).inc();
      }
    }
  }

  @Override
  public void onEventTime(InternalTimer<RowKey, VoidNamespace> timer) throws Exception {
    long time = timer.getTimestamp();
    Long last = kept();
    boolean free = last == null || end(last) <= time;
    if (free && last != null) {
      requireNonNull(kept).clear();
    } else if (last != null) {
      // Of a run that remembered rows for less long, the time had no timer that far away.
      timers().registerEventTimeTimer(VoidNamespace.INSTANCE, end(last));
    }
    ValueState<Object[]> waiting = waiting(time);
    Object[] row = waiting.value();
    if (row == null) {
      return;
    }
    waiting.clear();
    if (free) {
      keep(time);
      output.collect(new StreamRecord<>(rows.current(row), time));
    } else {
      requireNonNull(duplicates).inc();
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<RowKey, VoidNamespace> timer) {
    throw new IllegalStateException("no timer goes by the clock");
  }

  private void keep(long time) throws Exception {
    requireNonNull(kept).update(new Object[] {time});
    timers().registerEventTimeTimer(VoidNamespace.INSTANCE, end(time));
  }

  private @Nullable Long kept() throws Exception {
    Object[] value = requireNonNull(kept).value();
    return value == null ? null : (Long) times.current(value)[0];
  }

  private InternalTimerService<VoidNamespace> timers() {
    return requireNonNull(timers, "open() comes first");
  }

  /** When a row of this time is not remembered any more; times end before numbers do. */
  private long end(long time) {
    return time > Long.MAX_VALUE - within ? Long.MAX_VALUE : time + within;
  }
}
