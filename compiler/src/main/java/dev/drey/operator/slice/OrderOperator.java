// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.operator.KeyColumns;
import dev.drey.operator.RowRanking;
import dev.drey.row.RowKey;
import dev.drey.row.RowSerializer;
import dev.drey.type.RowType;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the order of their event time.
 *
 * <p>Law: a row goes out when the watermark has reached its time, behind all of earlier times; of
 * one time the first by a ranking goes first, of equal ones the one that came first. A row whose
 * time the watermark had reached when it came is late. A subtask does so with all its keys.
 */
public final class OrderOperator extends TimedOperator {
  private static final long serialVersionUID = 1;

  private final RowSerializer rows;
  private final RowRanking ties;
  private final int columns;
  private transient @Nullable WaitingRows waiting;
  private transient @Nullable MomentRows moments;

  /**
   * @param rows all columns that come in
   * @param ties which of the rows of one time go first
   * @param columns how many of the columns go out
   * @param cacheBytes about how many bytes of memory a subtask uses before it goes to its state
   * @param late where late rows go; null where they are dropped
   */
  public OrderOperator(
      KeyColumns keys,
      TypeSerializer<RowKey> keySerializer,
      RowType rows,
      RowRanking ties,
      int columns,
      long cacheBytes,
      @Nullable OutputTag<Object[]> late) {
    super(keys, keySerializer, 0, false, cacheBytes, late);
    this.rows = new RowSerializer(rows);
    this.ties = ties;
    this.columns = columns;
  }

  @Override
  void begin(KeyedStateBackend<RowKey> backend, boolean restored, long storedUpTo)
      throws Exception {
    waiting = waiting(rows, storedUpTo, restored);
    moments = new MomentRows(waiting, ties);
  }

  @Override
  boolean add(RowKey key, Object[] row, long time) throws Exception {
    if (isGone(time + 1)) {
      return false;
    }
    waiting().add(key, row, time, now());
    return true;
  }

  @Override
  long first() {
    long first = moments().first();
    return first == Long.MAX_VALUE ? first : first + 1;
  }

  @Override
  void takeFirst() throws Exception {
    moments().takeFirst(this::give);
  }

  private void give(List<MomentRows.Row> together, long time) {
    for (MomentRows.Row row : together) {
      Object[] values = row.values();
      emit(values.length == columns ? values : Arrays.copyOf(values, columns), time);
    }
  }

  @Override
  void shrink() {}

  @Override
  long flush() throws Exception {
    return waiting().flush(now());
  }

  private WaitingRows waiting() {
    return requireNonNull(waiting, "state comes first");
  }

  private MomentRows moments() {
    return requireNonNull(moments, "state comes first");
  }
}
