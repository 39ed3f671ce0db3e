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
      @Nullable TriggerRules trigger,
      @Nullable OutputTag<Object[]> late) {
    super(keys, keySerializer, rows, times, trigger, late);
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
    Firing firing = firing();
    if (firing != null) {
      counted(firing, slices, position, time);
    } else if (!open) {
      emit(key, end, Pane.LATE, slices.accumulator(position));
    }
  }

  /** A window with a trigger has got a row. */
  private void counted(Firing firing, KeySlices slices, int position, long time) throws Exception {
    TriggerRules rules = firing.rules();
    long end = slices.start(position);
    long waiting = store().waitsToo(slices, position);
    if (end - 1 > now()) {
      if (rules.isEarly(waiting)) {
        give(firing, slices, position, Pane.EARLY);
      } else if (waiting == 1 && rules.isEarlyByTime()) {
        firing.early(slices.key(), reachedEarly(rules, time));
      }
    } else if (!rules.gathersLate()) {
      give(firing, slices, position, Pane.LATE);
    } else if (waiting == 1) {
      firing.late(slices.key(), now(), end + times().lateness());
    }
  }

  private void give(Firing firing, KeySlices slices, int position, Pane pane) {
    emit(slices.key(), slices.start(position), pane, slices.accumulator(position));
    if (firing.rules().deltas()) {
      store().empty(slices, position);
    } else {
      store().given(slices, position);
    }
  }

  @Override
  void due(RowKey key, long end) throws Exception {
    KeySlices slices = store().of(key);
    int position = store().position(slices, end);
    if (position < 0) {
      return;
    }
    Firing firing = firing();
    if (firing == null) {
      emit(key, end, Pane.ON_TIME, slices.accumulator(position));
    } else if (!firing.rules().deltas() || store().waiting(slices, position) > 0) {
      give(firing, slices, position, Pane.ON_TIME);
    }
    if (times().lateness() == 0) {
      remove(slices, position);
    } else {
      requireNonNull(gone).add(end, key);
    }
  }

  @Override
  void noteEarly(Firing firing) throws Exception {
    for (RowKey key : store().storedKeys()) {
      firing.early(key, reachedEarly(firing.rules(), 0));
    }
  }

  /** What ends with the input is not early any more. */
  @Override
  void giveEarly(RowKey key) throws Exception {
    if (now() < Slices.NEVER) {
      giveWaiting(key, Pane.EARLY, now() + 2, Long.MAX_VALUE);
    }
  }

  /** What waits in the windows of a key whose ends are from one time on, and not behind another. */
  private void giveWaiting(RowKey key, Pane pane, long from, long to) throws Exception {
    Firing firing = requireNonNull(firing());
    KeySlices slices = store().of(key);
    store().load(slices);
    for (int i = slices.positionFrom(from); i < slices.count() && slices.start(i) <= to; i++) {
      if (store().waiting(slices, i) > 0) {
        give(firing, slices, i, pane);
      }
    }
    removeIfEmpty(slices);
  }

  @Override
  void fireOnceMore(RowKey key) throws Exception {
    KeySlices slices = store().of(key);
    store().load(slices);
    for (int i = 0; i < slices.count(); i++) {
      long end = slices.start(i);
      if (end - 1 <= now()) {
        fires().add(end, key);
      }
    }
    removeIfEmpty(slices);
  }

  @Override
  long firstOther() {
    Firing firing = firing();
    return firing == null
        ? firstGone()
        : Math.min(firstGone(), Math.min(firing.firstLate(), firing.firstEarly(now())));
  }

  /** By their ends, whatever the lateness was when they got there. */
  private long firstGone() {
    long end = gone == null ? Long.MAX_VALUE : gone.first();
    return end == Long.MAX_VALUE ? end : end + times().lateness();
  }

  @Override
  void takeFirstOther() throws Exception {
    Firing firing = firing();
    long first = firstOther();
    if (first == firstGone()) {
      takeGone();
    } else if (requireNonNull(firing).firstLate() == first) {
      firing.takeLate(
          key -> {
            giveWaiting(key, Pane.LATE, Long.MIN_VALUE, first);
            store().shrinkInTurn();
          });
    } else {
      takeEarly();
    }
  }

  private void takeGone() throws Exception {
    KeyIndex<RowKey> index = requireNonNull(gone);
    long end = index.first();
    Firing firing = firing();
    index.takeFirst(
        key -> {
          KeySlices slices = store().of(key);
          int position = firing == null ? slices.position(end) : store().position(slices, end);
          if (position >= 0) {
            if (firing != null && store().waiting(slices, position) > 0) {
              give(firing, slices, position, Pane.LATE);
            }
            remove(slices, position);
          } else {
            store().removeStored(key, end);
            removeIfEmpty(slices);
          }
          store().shrinkInTurn();
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
