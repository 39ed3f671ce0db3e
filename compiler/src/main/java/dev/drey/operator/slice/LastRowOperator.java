// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.operator.ShapeGuard;
import dev.drey.row.RowChange;
import dev.drey.row.RowKey;
import dev.drey.row.RowSerializer;
import dev.drey.state.StateShape;
import dev.drey.type.RowType;
import java.util.Optional;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Of the rows of a key each that is not older, by event time, than those that came before it: it
 * takes their place.
 *
 * <p>Law: the last row that goes out for a key is the one with the greatest time, of equal ones the
 * last that came. Older ones are counted in the metric {@code outdatedRows}. The greatest time of a
 * key is kept until the watermark is a while behind it. A row that is the whole while late and
 * finds none is dropped and counted in {@code numLateRecordsDropped}: it could be older than one
 * that is forgotten. So it is in a restored job, which goes on with its watermark.
 */
public final class LastRowOperator extends AbstractStreamOperator<Object[]>
    implements OneInputStreamOperator<Object[], Object[]>, Triggerable<RowKey, VoidNamespace> {
  private static final long serialVersionUID = 1;

  private final long within;
  private final RowSerializer times;
  private final @Nullable StateShape shape;
  private transient @Nullable Frontier frontier;
  private transient @Nullable ValueState<Object[]> latest;
  private transient @Nullable InternalTimerService<VoidNamespace> timers;
  private transient @Nullable Counter outdated;
  private transient @Nullable Counter late;

  /** How far the watermark has come, also before the job was restored. */
  private transient long now;

  /**
   * @param within milliseconds
   * @param time the one column in which a time is kept
   * @param shape what its state means; empty where that is not looked at
   */
  public LastRowOperator(long within, RowType time, Optional<StateShape> shape) {
    this.within = within;
    this.shape = shape.orElse(null);
    this.times = new RowSerializer(time);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    if (shape != null) {
      ShapeGuard.check(context, shape, getRuntimeContext().getTaskInfo());
    }
    // A savepoint of a version that did not write it has the times of keys all the same.
    frontier =
        Frontier.restored(context.getOperatorStateStore(), getRuntimeContext().getTaskInfo());
    now = requireNonNull(frontier).now();
  }

  @Override
  public void open() throws Exception {
    super.open();
    latest = getRuntimeContext().getState(new ValueStateDescriptor<>("latest", times));
    timers = getInternalTimerService("user-timers", VoidNamespaceSerializer.INSTANCE, this);
    outdated = getMetricGroup().counter("outdatedRows");
    late = getMetricGroup().counter("numLateRecordsDropped");
  }

  @Override
  public void processElement(StreamRecord<Object[]> element) throws Exception {
    long time = element.getTimestamp();
    Long last = latest();
    if (last == null && end(time) <= now) {
      requireNonNull(late).inc();
    } else if (last != null && time < last) {
      requireNonNull(outdated).inc();
    } else {
      if (last == null) {
        forgetAt(end(time));
      }
      if (last == null || last < time) {
        requireNonNull(latest).update(new Object[] {time});
      }
      output.collect(element.replace(RowChange.PUT.of(element.getValue())));
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    now = Math.max(now, mark.getTimestamp());
    super.processWatermark(mark);
  }

  /** One timer a key: it goes on to where the latest row ends. */
  @Override
  public void onEventTime(InternalTimer<RowKey, VoidNamespace> timer) throws Exception {
    Long last = latest();
    if (last == null || end(last) <= timer.getTimestamp()) {
      requireNonNull(latest).clear();
    } else {
      forgetAt(end(last));
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<RowKey, VoidNamespace> timer) {
    throw new IllegalStateException("nothing is done by the clock");
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    requireNonNull(frontier).write(now, now, now);
  }

  private void forgetAt(long time) {
    requireNonNull(timers).registerEventTimeTimer(VoidNamespace.INSTANCE, time);
  }

  private @Nullable Long latest() throws Exception {
    Object[] value = requireNonNull(latest).value();
    return value == null ? null : (Long) times.current(value)[0];
  }

  /** When a row of this time is not remembered any more; times end before numbers do. */
  private long end(long time) {
    return time > Long.MAX_VALUE - within ? Long.MAX_VALUE : time + within;
  }
}
