// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.Unanswered;
import dev.drey.expression.calc.EvaluationException;
import dev.drey.operator.BroadcastRules.Waiting;
import dev.drey.row.RowKey;
import dev.drey.row.RowSerializer;
import dev.drey.state.StateShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.io.disk.iomanager.IOManager;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Each row of the first input with the rows that it belongs to, of those that every subtask holds:
 * the second input announces them ({@link AnnouncingOperator}).
 *
 * <p>Law: by time, a row sees what held at its time, whichever input is faster: it waits until the
 * second one has reached its time, and versions are kept until the first one has passed them. It
 * meets the watermark that it met when it came, so whether it is late does not depend on the wait.
 */
public final class BroadcastOperator extends AbstractStreamOperator<Object[]>
    implements TwoInputStreamOperator<Object[], Object[], Object[]> {
  private static final long serialVersionUID = 1;

  /** Of the memory, for rows that wait; what is more goes to files. */
  private static final int SHARE_OF_ALL = 32;

  private final BroadcastRules rules;
  private final BroadcastMatch match;
  private final RowSerializer announcements;
  private final RowSerializer waitingRows;
  private final @Nullable OutputTag<Object[]> aside;
  private @Nullable StateShape shape;

  private transient @Nullable HeldVersions versions;
  private transient @Nullable HeldRows waiting;
  private transient @Nullable ListState<Object[]> versionState;
  private transient @Nullable ListState<Long> frontier;
  private transient @Nullable Counter missing;

  /** The watermark of the rows. */
  private transient long watermark;

  /** How far what is held is known. */
  private transient long gate;

  private transient long emitted;

  /**
   * @param announcements serializes those
   * @param waitingRows serializes rows with their time, the watermark that they met and one more
   *     number behind them
   * @param aside where rows go that belong to nothing; null where they do not
   */
  public BroadcastOperator(
      BroadcastRules rules,
      BroadcastMatch match,
      RowSerializer announcements,
      RowSerializer waitingRows,
      @Nullable OutputTag<Object[]> aside) {
    this.rules = rules;
    this.match = match;
    this.announcements = announcements;
    this.waitingRows = waitingRows;
    this.aside = aside;
  }

  /** Says what its state means: it does not go on with one that means something else. */
  public void means(StateShape newShape) {
    this.shape = newShape;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    if (shape != null) {
      ShapeGuard.check(context, shape, getRuntimeContext().getTaskInfo());
    }
    match.open();
    watermark = Long.MIN_VALUE;
    emitted = Long.MIN_VALUE;
    gate = rules.waiting() == Waiting.NOT ? Long.MAX_VALUE : Long.MIN_VALUE;
    missing = getMetricGroup().counter("broadcastMissing");
    IOManager files = getContainingTask().getEnvironment().getIOManager();
    waiting =
        new HeldRows(
            waitingRows,
            () -> files.createChannel().getPathFile(),
            Math.min(MeetingOperator.MEMORY, Runtime.getRuntime().maxMemory() / SHARE_OF_ALL));
    versions = new HeldVersions(match::key, match::place);
    if (rules.waiting() != Waiting.BY_TIME) {
      versions.forget(0);
    }
    restore(context);
  }

  private void restore(StateInitializationContext context) throws Exception {
    ListState<Object[]> rows =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("versions", announcements));
    for (Object[] each : rows.get()) {
      take(announcements.current(each));
    }
    versionState = rows;
    ListState<Long> reached =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("frontier", LongSerializer.INSTANCE));
    for (long each : reached.get()) {
      gate = Math.max(gate, each);
    }
    frontier = reached;
    heldState().restore(waiting(), context, getUserCodeClassloader());
  }

  private HeldRowsState heldState() {
    return new HeldRowsState(waitingRows, "rows that wait for what is broadcast");
  }

  private HeldVersions versions() {
    return requireNonNull(versions, "initializeState() comes first");
  }

  private HeldRows waiting() {
    return requireNonNull(waiting, "initializeState() comes first");
  }

  @Override
  public void open() throws Exception {
    super.open();
    // Time comes with the announcements, so what Flink knows of the second input holds up nothing.
    processWatermarkStatus2(WatermarkStatus.IDLE);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    int subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    List<Object[]> written = new ArrayList<>();
    versions().write(subtask, subtasks, written::add);
    requireNonNull(versionState).update(written);
    requireNonNull(frontier).update(subtask == 0 ? List.of(gate) : List.of());
    heldState().write(waiting(), context);
  }

  @Override
  public void processElement1(StreamRecord<Object[]> element) throws Exception {
    Object[] row = element.getValue();
    if (rules.waiting() == Waiting.NOT) {
      meet(row, element, 0);
      return;
    }
    boolean byTime = rules.waiting() == Waiting.BY_TIME;
    long time = element.hasTimestamp() ? element.getTimestamp() : Long.MIN_VALUE;
    long behind = byTime && time > watermark ? time - 1 : watermark;
    if (behind < gate) {
      meet(row, element, byTime ? time : 0);
      return;
    }
    int size = rules.columns();
    Object[] held = Arrays.copyOf(row, size + 3);
    held[size] = time;
    held[size + 1] = watermark;
    held[size + 2] = element.hasTimestamp() ? 1L : 0L;
    waiting().add(behind, held);
  }

  /** Looks at the rows that can be looked at now. */
  private void release() throws Exception {
    HeldRows rows = waiting();
    int size = rules.columns();
    boolean byTime = rules.waiting() == Waiting.BY_TIME;
    while (!rows.isEmpty() && rows.firstKey() < gate) {
      for (Object[] held : rows.takeFirst()) {
        long time = (Long) held[size];
        if (!byTime || time <= (Long) held[size + 1]) {
          emit((Long) held[size + 1]);
        }
        StreamRecord<Object[]> record = new StreamRecord<>(held);
        if ((Long) held[size + 2] == 1) {
          record.setTimestamp(time);
        }
        meet(Arrays.copyOf(held, size), record, byTime ? time : 0);
      }
    }
  }

  /**
   * @param record has the row's time, if it has one
   * @param time for which versions are asked
   */
  private void meet(Object[] row, StreamRecord<Object[]> record, long time) {
    boolean[] found = new boolean[1];
    try {
      RowKey place = match.asked(row);
      versions()
          .at(
              place,
              time,
              held -> {
                Object[] both = match.with(row, held);
                if (match.holds(both)) {
                  found[0] = true;
                  output.collect(record.copy(both));
                }
              });
    } catch (EvaluationException failure) {
      throw new StreamException(rules.stream(), failure);
    }
    if (!found[0]) {
      requireNonNull(missing).inc();
      if (rules.onMissing() == Unanswered.KEEP) {
        output.collect(record.copy(match.with(row, null)));
      } else if (aside != null) {
        output.collect(aside, record.copy(row));
      }
    }
  }

  @Override
  public void processElement2(StreamRecord<Object[]> element) throws Exception {
    Object[] announcement = element.getValue();
    if (Announcement.says(announcement) != Announcement.REACHED) {
      take(announcement);
      return;
    }
    if (rules.waiting() != Waiting.NOT) {
      gate = Announcement.time(announcement);
      release();
      advance();
    }
  }

  private void take(Object[] announcement) {
    try {
      versions()
          .put(
              Announcement.columns(announcement),
              Announcement.time(announcement),
              Announcement.says(announcement) == Announcement.DELETE);
    } catch (EvaluationException failure) {
      throw new StreamException(rules.stream(), failure);
    }
  }

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    advance();
  }

  /** Tells those behind how far time is, and forgets what nobody asks for any more. */
  private void advance() throws Exception {
    long reached = Math.min(watermark, gate);
    if (rules.waiting() == Waiting.BY_TIME) {
      versions().forget(reached);
    }
    emit(reached);
  }

  private void emit(long reached) throws Exception {
    if (reached > emitted) {
      emitted = reached;
      processWatermark(new Watermark(reached));
    }
  }

  @Override
  public void processWatermark2(Watermark mark) {
    // That of the announcements is in them.
  }

  @Override
  public void close() throws Exception {
    if (waiting != null) {
      waiting.close();
    }
    super.close();
  }
}
