// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.operator.KeyColumns;
import dev.drey.row.RowKey;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Windows that overlap: a row goes into one slice, which all of its windows share.
 *
 * <p>A key that has slices is looked at when the first window ends that has one of them and has not
 * fired, or when a slice goes; once it is, the next such time is found. So there is one time for a
 * key, however many windows have its rows.
 */
public final class SharedSliceOperator extends SliceOperator {
  private static final long serialVersionUID = 1;

  private final Slices grid;

  public SharedSliceOperator(
      KeyColumns keys,
      TypeSerializer<RowKey> keySerializer,
      WindowRows rows,
      WindowTimes times,
      @Nullable OutputTag<Object[]> late) {
    super(keys, keySerializer, rows, times, late);
    this.grid = times.slices();
  }

  @Override
  boolean looksAhead() {
    return true;
  }

  @Override
  void prepare(boolean restored) {}

  @Override
  void flushMore() {}

  @Override
  long firstOther() {
    return Long.MAX_VALUE;
  }

  @Override
  void takeFirstOther() {
    throw new IllegalStateException("there is one index");
  }

  @Override
  boolean add(RowKey key, Object[] row, long time) throws Exception {
    long start = grid.start(time);
    long last = grid.lastEnd(start);
    if (isGone(last)) {
      return false;
    }
    KeySlices slices = store().of(key);
    store().add(slices, store().position(slices, start), start, row, times().ofRow(time));
    long open = Math.max(grid.firstEnd(start), openEnd());
    if (times().lateness() > 0) {
      fireAgain(slices, start, Math.min(open, last + 1));
    }
    long next = open <= last ? open : last + times().lateness();
    if (next < slices.next()) {
      slices.next(next);
      fires().add(next, key);
    }
    return true;
  }

  /** The first end of a window that has not fired. */
  private long openEnd() {
    return now() == Long.MIN_VALUE ? Long.MIN_VALUE : grid.endFrom(now() + 2);
  }

  /**
   * The windows of a slice that have fired and are kept, one after the other: each slice that they
   * share is merged twice for all of them.
   */
  private void fireAgain(KeySlices slices, long start, long before) throws Exception {
    for (long end = grid.firstEnd(start); end < before; end = grid.endFrom(end + 1)) {
      if (!isGone(end)) {
        store().load(slices);
        int from = slices.positionFrom(grid.windowStart(end));
        int to = slices.positionFrom(end);
        emit(slices.key(), end, store().window(slices, from, to, end, grid.block(end)));
      }
    }
  }

  @Override
  void due(RowKey key, long time) throws Exception {
    KeySlices slices = store().of(key);
    if (slices.next() != time) {
      return;
    }
    store().load(slices);
    if (grid.isEnd(time)) {
      int from = slices.positionFrom(grid.windowStart(time));
      int to = slices.positionFrom(time);
      if (from < to) {
        emit(key, time, store().window(slices, from, to, time, grid.block(time)));
      }
    }
    while (!slices.isEmpty()
        && grid.lastEnd(slices.start(slices.from())) + times().lateness() <= time) {
      store().remove(slices, slices.from());
    }
    if (slices.isEmpty()) {
      store().removeKey(slices);
      return;
    }
    long next = next(slices, time);
    slices.next(next);
    fires().add(next, key);
  }

  /** When there is something to do next behind a time: a window ends, or the first slice goes. */
  private long next(KeySlices slices, long time) {
    long goes = grid.lastEnd(slices.start(slices.from())) + times().lateness();
    // Of the slices that a window has which is still to come the first is in the first of these.
    long end = grid.endFrom(time + 1);
    int position = slices.positionFrom(grid.windowStart(end));
    if (position == slices.to()) {
      return goes;
    }
    long fires = Math.max(grid.firstEnd(slices.start(position)), end);
    return times().lateness() == 0 ? fires : Math.min(goes, fires);
  }
}
