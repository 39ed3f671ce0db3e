// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static java.util.Objects.requireNonNull;

import dev.drey.row.RowChange;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link Announcement}s of rows that every subtask behind it holds. It runs in one subtask,
 * so that all get them in one order: what a subtask holds at a barrier is what every other one
 * does.
 *
 * <p>Law: the time that it announces is that of its input, and the greatest there is while the
 * input is idle and when it has ended. It gives no watermark of its own. A row behind the watermark
 * is dropped and counted: some rows that it would have held for may have gone by.
 */
public final class AnnouncingOperator extends AbstractStreamOperator<Object[]>
    implements OneInputStreamOperator<Object[], Object[]>, BoundedOneInput {
  private static final long serialVersionUID = 1;

  private final int columns;
  private final boolean byTime;
  private transient @Nullable Counter late;
  private transient @Nullable ListState<Long> frontier;
  private transient long reached;

  /**
   * @param columns how many a row has
   * @param byTime whether rows hold from their time on; else from when they come
   */
  public AnnouncingOperator(int columns, boolean byTime) {
    this.columns = columns;
    this.byTime = byTime;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    ListState<Long> kept =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("frontier", LongSerializer.INSTANCE));
    reached = Long.MIN_VALUE;
    for (long each : kept.get()) {
      reached = Math.max(reached, each);
    }
    frontier = kept;
    late = getMetricGroup().counter("lateRecordsDropped");
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    requireNonNull(frontier).update(List.of(reached));
  }

  @Override
  public void processElement(StreamRecord<Object[]> element) {
    Object[] row = element.getValue();
    long time = byTime ? element.getTimestamp() : 0;
    if (byTime && time <= reached) {
      requireNonNull(late).inc();
      return;
    }
    announce(row, time, RowChange.isDelete(row) ? Announcement.DELETE : Announcement.PUT);
  }

  @Override
  public void processWatermark(Watermark mark) {
    if (byTime && mark.getTimestamp() > reached) {
      reached = mark.getTimestamp();
      announce(new Object[0], reached, Announcement.REACHED);
    }
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) {
    if (byTime) {
      announce(new Object[0], status.isIdle() ? Long.MAX_VALUE : reached, Announcement.REACHED);
    }
  }

  @Override
  public void endInput() {
    announce(new Object[0], Long.MAX_VALUE, Announcement.REACHED);
  }

  private void announce(Object[] row, long time, int says) {
    output.collect(new StreamRecord<>(Announcement.of(row, columns, time, says)));
  }
}
