// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.operator.KeyColumns;
import dev.drey.row.RowKey;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Each window is one slice, named by its start: windows side by side, and those that overlap where
 * a result depends on the order in which all of its rows came.
 */
public final class WholeWindowOperator extends SliceOperator {
  private static final long serialVersionUID = 1;

  private final long size;
  private final long every;
  private transient @Nullable KeyIndex gone;

  public WholeWindowOperator(
      KeyColumns keys,
      TypeSerializer<RowKey> keySerializer,
      WindowRows rows,
      WindowTimes times,
      @Nullable OutputTag<Object[]> late) {
    super(keys, keySerializer, rows, times, late);
    this.size = times.slices().size();
    this.every = times.slices().every();
  }

  @Override
  boolean looksAhead() {
    return false;
  }

  @Override
  void prepare(boolean restored) throws Exception {
    gone = times().lateness() > 0 ? index("gone", restored) : null;
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
    for (long start = times().slices().lastStart(time);
        start > time - size && !isGone(start + size);
        start -= every) {
      taken = true;
      add(key, row, time, start);
    }
    return taken;
  }

  private void add(RowKey key, Object[] row, long time, long start) throws Exception {
    long end = start + size;
    KeySlices slices = store().of(key);
    int known = store().position(slices, start);
    int position = store().add(slices, known, start, row, times().ofRow(time));
    boolean open = end - 1 > now();
    if (open && (known < 0 || firedBefore(end))) {
      fires().add(end, key);
    } else if (known < 0) {
      requireNonNull(gone).add(end + times().lateness(), key);
    }
    if (!open) {
      emit(key, end, slices.accumulator(position));
    }
  }

  @Override
  void due(RowKey key, long end) throws Exception {
    KeySlices slices = store().of(key);
    int position = store().position(slices, end - size);
    if (position < 0) {
      return;
    }
    emit(key, end, slices.accumulator(position));
    if (times().lateness() == 0) {
      remove(slices, position);
    } else {
      requireNonNull(gone).add(end + times().lateness(), key);
    }
  }

  @Override
  long firstOther() {
    return gone == null ? Long.MAX_VALUE : gone.first();
  }

  @Override
  void takeFirstOther() throws Exception {
    KeyIndex index = requireNonNull(gone);
    long start = index.first() - times().lateness() - size;
    index.takeFirst(
        key -> {
          KeySlices slices = store().of(key);
          int position = slices.position(start);
          if (position >= 0) {
            remove(slices, position);
          } else {
            store().removeStored(key, start);
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
