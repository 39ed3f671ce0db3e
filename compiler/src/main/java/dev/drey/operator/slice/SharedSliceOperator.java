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
      @Nullable TriggerRules trigger,
      @Nullable OutputTag<Object[]> late) {
    super(keys, keySerializer, rows, times, trigger, late);
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
    Firing firing = firing();
    return firing == null ? Long.MAX_VALUE : firing.firstEarly(now());
  }

  @Override
  void takeFirstOther() throws Exception {
    takeEarly();
  }

  @Override
  boolean add(RowKey key, Object[] row, long time) throws Exception {
    long start = grid.start(time);
    long last = grid.lastEnd(start);
    if (isGone(last)) {
      return false;
    }
    KeySlices slices = store().of(key);
    int position =
        store().add(slices, store().position(slices, start), start, row, times().ofRow(time));
    Firing firing = firing();
    if (firing != null && last - 1 > now() && store().waitsToo(slices, position) == 1) {
      firing.early(key, reachedEarly(firing.rules(), time));
    }
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
        int from = slices.positionFrom(grid.windowStart(end));
        int to = slices.positionFrom(end);
        Object[] window = store().window(slices, from, to, end, grid.block(end));
        emit(slices.key(), end, Pane.LATE, window);
      }
    }
  }

  @Override
  void due(RowKey key, long time) throws Exception {
    KeySlices slices = store().of(key);
    if (slices.next() != time) {
      return;
    }
    if (grid.isEnd(time)) {
      int from = slices.positionFrom(grid.windowStart(time));
      int to = slices.positionFrom(time);
      if (from < to) {
        Object[] window = store().window(slices, from, to, time, grid.block(time));
        emit(key, time, Pane.ON_TIME, window);
      }
    }
    while (!slices.isEmpty() && grid.lastEnd(slices.start(0)) + times().lateness() <= time) {
      store().remove(slices, 0);
    }
    if (slices.isEmpty()) {
      store().removeKey(slices);
      return;
    }
    long next = next(slices, time);
    slices.next(next);
    fires().add(next, key);
  }

  /** All windows that have not ended and have a slice with rows that wait. */
  @Override
  void giveEarly(RowKey key) throws Exception {
    KeySlices slices = store().of(key);
    store().load(slices);
    if (slices.isEmpty()) {
      store().removeKey(slices);
      return;
    }
    RunningWindow running = store().running();
    long from = openEnd();
    for (int i = 0; i < slices.count(); i++) {
      // What ends with the input is not early any more.
      if (store().waiting(slices, i) == 0 || now() >= Slices.NEVER) {
        continue;
      }
      store().given(slices, i);
      long last = grid.lastEnd(slices.start(i));
      long end = Math.max(from, grid.firstEnd(slices.start(i)));
      for (; end <= last; end = grid.endFrom(end + 1)) {
        int first = slices.positionFrom(grid.windowStart(end));
        int behind = slices.positionFrom(end);
        emit(
            key,
            end,
            Pane.EARLY,
            running == null
                ? store().merged(slices, first, behind, grid.block(end))
                : running.window(slices, first, behind, end, grid.block(end)));
      }
      from = end;
    }
  }

  /** Late records give a result each. */
  @Override
  void fireOnceMore(RowKey key) {
    throw new IllegalStateException("late results are not gathered");
  }

  /** When there is something to do next behind a time: a window ends, or the first slice goes. */
  private long next(KeySlices slices, long time) {
    long goes = grid.lastEnd(slices.start(0)) + times().lateness();
    // Of the slices that a window has which is still to come the first is in the first of these.
    long end = grid.endFrom(time + 1);
    int position = slices.positionFrom(grid.windowStart(end));
    if (position == slices.count()) {
      return goes;
    }
    long fires = Math.max(grid.firstEnd(slices.start(position)), end);
    return times().lateness() == 0 ? fires : Math.min(goes, fires);
  }
}
