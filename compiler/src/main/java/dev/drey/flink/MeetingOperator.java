package dev.drey.flink;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Brings rows that come on several ways into one order that does not depend on which way is faster.
 * Reads rows that {@link LegOperation} marked, in one subtask.
 *
 * <p>Law: a row goes out once no way can bring one that belongs before it, and it meets the
 * watermark that it met on its own way, if it is behind that. So whether a row is late is decided
 * where it comes from, never by how far another way happens to be. Rows go by their time; one that
 * is behind its watermark goes by that instead; equals go by way, then as they came, or, where
 * several subtasks sent them, by their columns.
 *
 * <p>What is ahead of the slowest way waits in memory.
 */
final class MeetingOperator extends AbstractStreamOperator<Object[]>
    implements OneInputStreamOperator<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  private final TypeInformation<Object[]> markedType;
  private final RowOrder order;
  private final boolean[] spread;
  private final int columns;
  // The watermark behind which a row goes out, and such rows.
  private transient TreeMap<Long, List<Object[]>> held;
  private transient @Nullable ListState<Object[]> state;
  private transient long emitted;

  /**
   * @param markedType of rows with the columns that {@link LegOperation} adds
   * @param spread for each way whether several subtasks send on it
   * @param columns of rows without these
   */
  MeetingOperator(
      TypeInformation<Object[]> markedType, RowOrder order, boolean[] spread, int columns) {
    this.markedType = markedType;
    this.order = order;
    this.spread = spread;
    this.columns = columns;
    this.held = new TreeMap<>();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    held = new TreeMap<>();
    emitted = Long.MIN_VALUE;
    ListState<Object[]> rows =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("held rows", markedType));
    state = rows;
    for (Object[] row : rows.get()) {
      hold(row);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    List<Object[]> rows = new ArrayList<>();
    held.values().forEach(rows::addAll);
    requireNonNull(state).update(rows);
  }

  @Override
  public void processElement(StreamRecord<Object[]> element) {
    hold(element.getValue());
  }

  private void hold(Object[] row) {
    long behind = isBehind(row) ? watermark(row) : time(row) - 1;
    held.computeIfAbsent(behind, ignored -> new ArrayList<>()).add(row);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    long reached = mark.getTimestamp();
    while (!held.isEmpty() && held.firstKey() < reached) {
      Map.Entry<Long, List<Object[]>> next = requireNonNull(held.pollFirstEntry());
      List<Object[]> rows = next.getValue();
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
