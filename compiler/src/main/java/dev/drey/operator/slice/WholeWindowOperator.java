// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.operator.KeyColumns;
import dev.drey.row.RowKey;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Each window is one slice, named by its end: windows side by side or with gaps, and those that
 * overlap where a result depends on the order in which all of its rows came.
 */
public final class WholeWindowOperator extends SliceOperator {
  private static final long serialVersionUID = 1;

  private final Slices windows;
  private transient @Nullable KeyIndex<RowKey> gone;

  public WholeWindowOperator(
      KeyColumns keys,
      TypeSerializer<RowKey> keySerializer,
      WindowRows rows,
      WindowTimes times,
      @Nullable OutputTag<Object[]> late) {
    super(keys, keySerializer, rows, times, late);
    this.windows = times.slices();
  }

  @Override
  boolean looksAhead() {
    return false;
  }

  @Override
  void prepare(boolean restored) throws Exception {
    // Of a run that took late rows for longer something may be kept still.
    gone = times().lateness() > 0 || restored ? index("gone", restored) : null;
  }

  @Override
  void flushMore() throws Exception {
    if (gone != null) {
      gone.flush();
    }
  }

  @Override
  boolean add(RowKey key, Object[] row, long time) throws Exception {
    boolean taken = false;
    long start = windows.start(time);
    long last = windows.lastEnd(start);
    for (long end = windows.firstEnd(start); end <= last; end = windows.endFrom(end + 1)) {
      if (!isGone(end)) {
        taken = true;
        add(key, row, time, end);
      }
    }
    return taken;
  }

  private void add(RowKey key, Object[] row, long time, long end) throws Exception {
    KeySlices slices = store().of(key);
    int known = store().position(slices, end);
    int position = store().add(slices, known, end, row, times().ofRow(time));
    boolean open = end - 1 > now();
    if (open && (known < 0 || firedBefore(end))) {
      fires().add(end, key);
    } else if (known < 0) {
      requireNonNull(gone).add(end, key);
    }
    if (!open) {
      emit(key, end, slices.accumulator(position));
    }
  }

  @Override
  void due(RowKey key, long end) throws Exception {
    KeySlices slices = store().of(key);
    int position = store().position(slices, end);
    if (position < 0) {
      return;
    }
    emit(key, end, slices.accumulator(position));
    if (times().lateness() == 0) {
      remove(slices, position);
    } else {
      requireNonNull(gone).add(end, key);
    }
  }

  @Override
  long firstOther() {
    // By their ends, whatever the lateness was when they got there.
    long end = gone == null ? Long.MAX_VALUE : gone.first();
    return end == Long.MAX_VALUE ? end : end + times().lateness();
  }

  @Override
  void takeFirstOther() throws Exception {
    KeyIndex<RowKey> index = requireNonNull(gone);
    long end = index.first();
    index.takeFirst(
        key -> {
          KeySlices slices = store().of(key);
          int position = slices.position(end);
          if (position >= 0) {
            remove(slices, position);
          } else {
            store().removeStored(key, end);
            removeIfEmpty(slices);
          }
          store().shrink();
        });
  }

  private void remove(KeySlices slices, int position) throws Exception {
    store().remove(slices, position);
    removeIfEmpty(slices);
  }

  private void removeIfEmpty(KeySlices slices) throws Exception {
    if (slices.isEmpty()) {
      store().removeKey(slices);
    }
  }
}
