// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static java.util.Objects.requireNonNull;

import dev.drey.row.RowSerializer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.runtime.io.disk.iomanager.IOManager;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Brings rows that come on several ways into one order that does not depend on which way is faster.
 * Reads rows that {@link LegFunction} marked, in one subtask.
 *
 * <p>Law: a row goes out once no way can bring one that belongs before it, and it meets the
 * watermark that it met on its own way, if it is behind that. So whether a row is late is decided
 * where it comes from, never by how far another way happens to be. Rows go by their time; one that
 * is behind its watermark goes by that instead; equals go by way, then as they came, or, where
 * several subtasks sent them, by their columns.
 *
 * <p>What is ahead of the slowest way waits: in memory as far as {@link #MEMORY} goes, then in
 * files.
 */
public final class MeetingOperator extends AbstractStreamOperator<Object[]>
    implements OneInputStreamOperator<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  /** Bytes that waiting rows may take, about; less where all memory is little. */
  public static final long MEMORY = 32 << 20;

  private static final int SHARE_OF_ALL = 32;

  private final RowSerializer serializer;
  private final RowOrder order;
  private final boolean[] spread;
  private final int columns;
  private final boolean eachWatermark;
  private final long memory;
  // By the watermark behind which a row goes out.
  private transient @Nullable HeldRows held;
  private transient long emitted;

  /** What marks the rows of a way, which counts from 0. */
  public static ProcessFunction<Object[], Object[]> marking(int way) {
    return new LegFunction(way);
  }

  /**
   * @param serializer of rows with the columns that {@link LegFunction} adds
   * @param spread for each way whether several subtasks send on it
   * @param columns of rows without these
   * @param eachWatermark whether each row comes behind the watermark that it waited for
   * @param memory bytes that waiting rows may take
   */
  public MeetingOperator(
      RowSerializer serializer, boolean[] spread, int columns, boolean eachWatermark, long memory) {
    this.serializer = serializer;
    this.order = new RowOrder(serializer);
    this.spread = spread;
    this.columns = columns;
    this.eachWatermark = eachWatermark;
    this.memory = memory;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    IOManager files = getContainingTask().getEnvironment().getIOManager();
    HeldRows rows =
        new HeldRows(
            serializer,
            () -> files.createChannel().getPathFile(),
            Math.min(memory, Runtime.getRuntime().maxMemory() / SHARE_OF_ALL));
    emitted = Long.MIN_VALUE;
    held = rows;
    state().restore(rows, context, getUserCodeClassloader());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state().write(held(), context);
  }

  private HeldRowsState state() {
    return new HeldRowsState(serializer, "rows that wait where streams meet");
  }

  private HeldRows held() {
    return requireNonNull(held, "initializeState() comes first");
  }

  @Override
  public void processElement(StreamRecord<Object[]> element) throws Exception {
    Object[] row = element.getValue();
    held().add(isBehind(row) ? watermark(row) : time(row) - 1, row);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    long reached = mark.getTimestamp();
    HeldRows waiting = held();
    while (!waiting.isEmpty() && waiting.firstKey() < reached) {
      if (eachWatermark) {
        emit(waiting.firstKey());
      }
      List<Object[]> rows = waiting.takeFirst();
      if (rows.size() > 1) {
        rows.sort(Comparator.comparingLong(this::leg).thenComparing(this::compareEquals));
      }
      for (Object[] row : rows) {
        if (isBehind(row)) {
          emit(watermark(row));
        }
        output.collect(new StreamRecord<>(Arrays.copyOf(row, columns), time(row)));
      }
    }
    // Rows of the next millisecond may be held still; a session that ends there takes them in.
    emit(reached == Long.MAX_VALUE ? reached : Math.max(reached, Long.MIN_VALUE + 1) - 1);
  }

  @Override
  public void close() throws Exception {
    if (held != null) {
      held.close();
    }
    super.close();
  }

  private int compareEquals(Object[] a, Object[] b) {
    return spread[(int) leg(a)] ? order.compare(a, b) : 0;
  }

  private void emit(long watermark) throws Exception {
    if (watermark > emitted) {
      emitted = watermark;
      super.processWatermark(new Watermark(watermark));
    }
  }

  private boolean isBehind(Object[] row) {
    return time(row) <= watermark(row);
  }

  private long time(Object[] row) {
    return (Long) row[columns];
  }

  private long watermark(Object[] row) {
    return (Long) row[columns + 1];
  }

  private long leg(Object[] row) {
    return (Long) row[columns + 2];
  }
}
