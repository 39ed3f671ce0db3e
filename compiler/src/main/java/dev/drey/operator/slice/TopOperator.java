// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.operator.KeyColumns;
import dev.drey.row.RowChange;
import dev.drey.row.RowKey;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of each group, of all so far or of each window.
 *
 * <p>Law: of all rows so far, a row that is among the first goes out as it comes. With places each
 * row whose place is another one now takes the place of the one before there; without, the row that
 * is not among the first any more is taken back before. Of equal rows the first that came is the
 * first. A group is forgotten when time is a while past its last row.
 *
 * <p>Of windows, the rows of a group are those of one window: they go out in their order, once,
 * when time reaches its end. A row behind that is dropped and counted in {@code
 * numLateRecordsDropped}.
 */
public final class TopOperator extends TimedOperator {
  private static final long serialVersionUID = 1;

  private final TopRows top;
  private final RunningRules rules;
  private transient @Nullable TopStore store;
  private transient @Nullable KeyIndex<RowKey> due;

  /**
   * @param rules how long a group is kept that is of no window
   * @param cacheBytes about how many bytes of memory a subtask uses before it goes to its state
   */
  public TopOperator(
      KeyColumns keys,
      TypeSerializer<RowKey> keySerializer,
      TopRows top,
      RunningRules rules,
      long cacheBytes) {
    super(
        keys,
        keySerializer,
        top.isOfWindows() ? 0 : rules.ttl(),
        rules.byClock(),
        cacheBytes,
        null);
    this.top = top;
    this.rules = rules;
  }

  @Override
  void begin(KeyedStateBackend<RowKey> backend, boolean restored, long storedUpTo)
      throws Exception {
    store =
        new TopStore("top", backend, top.serializer(), cacheBytes(), restored, getMetricGroup());
    due = index("due", restored);
  }

  @Override
  boolean add(RowKey key, Object[] row, long time) throws Exception {
    return top.isOfWindows() ? addToWindow(key, row) : addToAll(key, row, time);
  }

  private boolean addToWindow(RowKey key, Object[] row) throws Exception {
    long end = top.windowEnd(row);
    if (isGone(end)) {
      // Its time may be another one.
      dropLate(1);
      return true;
    }
    TopGroup group = store().find(key);
    if (group == null) {
      group = store().create(key);
      group.due(end - 1);
      due().add(end - 1, key);
    }
    insert(group, row);
    return true;
  }

  private boolean addToAll(RowKey key, Object[] row, long time) throws Exception {
    TopGroup group = store().find(key);
    if (group != null && rules.isForgotten(group.used(), byClock() ? time : now())) {
      store().remove(group);
      group = null;
    }
    if (group == null) {
      if (isGone(time + 1)) {
        return false;
      }
      group = store().create(key);
    }
    group.used(time);
    if (group.due() == TopGroup.NEVER) {
      lookAgain(group);
    }
    boolean full = group.rows().size() >= top.most();
    Object[] last = full ? group.rows().get(top.most() - 1) : null;
    int place = insert(group, row);
    if (place < top.most()) {
      show(group.rows(), place, last, time);
    }
    return true;
  }

  /** Gives the place at which a row is now, or the greatest number where it is not among them. */
  private int insert(TopGroup group, Object[] row) {
    int place = top.place(group.rows(), row);
    if (place >= top.most()) {
      return Integer.MAX_VALUE;
    }
    long before = group.bytes();
    group.insert(place, row);
    while (group.rows().size() > top.most()) {
      group.removeLast();
    }
    store().resized(group, before);
    return place;
  }

  /**
   * @param last that is not among the first any more; null where all still are
   */
  private void show(List<Object[]> rows, int place, Object @Nullable [] last, long time) {
    if (top.isRanked()) {
      for (int i = place; i < rows.size(); i++) {
        give(top.row(RowChange.PUT, rows.get(i), i), time);
      }
      return;
    }
    if (last != null) {
      give(top.row(RowChange.DELETE, last, rows.size()), time);
    }
    give(top.row(RowChange.PUT, rows.get(place), place), time);
  }

  private void give(Object[] row, long time) {
    if (byClock()) {
      emit(row);
    } else {
      emit(row, time);
    }
  }

  private void lookAgain(TopGroup group) throws Exception {
    group.due(rules.due(group.used()));
    due().add(group.due(), group.key());
  }

  @Override
  void takeFirst() throws Exception {
    long at = due().first();
    due()
        .takeFirst(
            key -> {
              TopGroup group = store().find(key);
              if (group == null || group.due() != at) {
                return;
              }
              if (top.isOfWindows()) {
                end(group, at);
              } else if (rules.isForgotten(group.used(), now())) {
                store().remove(group);
              } else {
                lookAgain(group);
                store().release(group);
              }
            });
  }

  private void end(TopGroup group, long time) throws Exception {
    for (int i = 0; i < group.rows().size(); i++) {
      emit(top.row(group.rows().get(i), i), time);
    }
    store().remove(group);
  }

  @Override
  long first() {
    long first = due().first();
    return first == Long.MAX_VALUE ? first : first + 1;
  }

  @Override
  void shrink() throws Exception {
    store().shrink();
  }

  @Override
  long flush() throws Exception {
    store().flush();
    due().flush();
    return now();
  }

  private TopStore store() {
    return requireNonNull(store, "state comes first");
  }

  private KeyIndex<RowKey> due() {
    return requireNonNull(due, "state comes first");
  }
}
