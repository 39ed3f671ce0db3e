// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static java.util.Objects.requireNonNull;

import dev.drey.row.RowChange;
import dev.drey.row.RowKey;
import dev.drey.row.RowSerializer;
import dev.drey.state.StateShape;
import dev.drey.type.RowType;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Of the rows of a key each that is not older, by event time, than those that came before it: it
 * takes their place.
 *
 * <p>Law: the last row that goes out for a key is the one with the greatest time, of equal ones the
 * last that came. Older ones are counted in the metric {@code outdatedRows}. The greatest time of a
 * key is kept until the watermark is a while behind it. A row that is the whole while late and
 * finds none is dropped and counted in {@code numLateRecordsDropped}: it could be older than one
 * that is forgotten.
 */
public final class LastRowFunction extends KeyedProcessFunction<RowKey, Object[], Object[]>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;

  private final long within;
  private final RowSerializer times;
  private final @Nullable StateShape shape;
  private transient @Nullable ValueState<Object[]> latest;
  private transient @Nullable Counter outdated;
  private transient @Nullable Counter late;

  /**
   * @param within milliseconds
   * @param time the one column in which a time is kept
   * @param shape what its state means; empty where that is not looked at
   */
  public LastRowFunction(long within, RowType time, Optional<StateShape> shape) {
    this.within = within;
    this.shape = shape.orElse(null);
    this.times = new RowSerializer(time);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    if (shape != null) {
      ShapeGuard.check(context, shape, getRuntimeContext().getTaskInfo());
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // All is in state already.
  }

  @Override
  public void open(OpenContext context) {
    latest = getRuntimeContext().getState(new ValueStateDescriptor<>("latest", times));
    outdated = getRuntimeContext().getMetricGroup().counter("outdatedRows");
    late = getRuntimeContext().getMetricGroup().counter("numLateRecordsDropped");
  }

  @Override
  public void processElement(Object[] row, Context context, Collector<Object[]> out)
      throws Exception {
    long time = context.timestamp();
    Long last = latest();
    if (last == null && end(time) <= context.timerService().currentWatermark()) {
      requireNonNull(late).inc();
    } else if (last != null && time < last) {
      requireNonNull(outdated).inc();
    } else {
      if (last == null) {
        context.timerService().registerEventTimeTimer(end(time));
      }
      if (last == null || last < time) {
        requireNonNull(latest).update(new Object[] {time});
      }
      out.collect(RowChange.PUT.of(row));
    }
  }

  /** One timer a key: it goes on to where the latest row ends. */
  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Object[]> out) throws Exception {
    Long last = latest();
    if (last == null || end(last) <= time) {
      requireNonNull(latest).clear();
    } else {
      context.timerService().registerEventTimeTimer(end(last));
    }
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
