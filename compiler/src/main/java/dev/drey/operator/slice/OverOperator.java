// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.operator.KeyColumns;
import dev.drey.operator.RowRanking;
import dev.drey.row.RowKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Each row with what the rows of its key up to it come to, in the order of event time.
 *
 * <p>Law: a row goes out when the watermark has reached its time, behind all of earlier times. The
 * rows that count for it are those of its key by {@link OverRules}, itself among them. Where these
 * are bounded by time, rows of one time count for each other, as in SQL's {@code RANGE}; where by
 * their number, those that came before do, as in {@code ROWS}. A row whose time the watermark had
 * reached when it came is late.
 *
 * <p>A key is forgotten when each row to come begins anew.
 */
public final class OverOperator extends TimedOperator {
  private static final long serialVersionUID = 1;

  private final OverRules rules;
  private final OverRows rows;
  private transient @Nullable WaitingRows waiting;
  private transient @Nullable MomentRows moments;
  private transient @Nullable OverStore store;
  private transient @Nullable KeyIndex<RowKey> due;

  /**
   * @param cacheBytes about how many bytes of memory a subtask uses before it goes to its state:
   *     half of it for rows that wait, half for those that count
   * @param late where late rows go; null where they are dropped
   */
  public OverOperator(
      KeyColumns keys,
      TypeSerializer<RowKey> keySerializer,
      OverRules rules,
      OverRows rows,
      long cacheBytes,
      @Nullable OutputTag<Object[]> late) {
    super(keys, keySerializer, 0, false, cacheBytes, late);
    this.rules = rules;
    this.rows = rows;
  }

  @Override
  void begin(KeyedStateBackend<RowKey> backend, boolean restored, long storedUpTo)
      throws Exception {
    long half = cacheBytes() / 2;
    waiting = waiting(rows.input(), half, storedUpTo, restored);
    moments = new MomentRows(waiting, RowRanking.none());
    store = new OverStore(backend, rows, half, restored, getMetricGroup());
    due = index("due", restored);
  }

  @Override
  boolean add(RowKey key, Object[] row, long time) throws Exception {
    if (isGone(time + 1)) {
      return false;
    }
    waiting().add(key, row, time, now());
    return true;
  }

  /** At one time rows come before keys are forgotten: the key's may count for them. */
  @Override
  long first() {
    long first = Math.min(moments().first(), due().first());
    return first == Long.MAX_VALUE ? first : first + 1;
  }

  @Override
  void takeFirst() throws Exception {
    if (due().first() < moments().first()) {
      forget();
    } else {
      moments().takeFirst(this::give);
    }
  }

  private void give(List<MomentRows.Row> together, long time) throws Exception {
    Map<RowKey, List<Object[]>> byKey = new LinkedHashMap<>();
    for (MomentRows.Row row : together) {
      byKey.computeIfAbsent(row.key(), first -> new ArrayList<>(1)).add(row.values());
    }
    for (Map.Entry<RowKey, List<Object[]>> each : byKey.entrySet()) {
      give(each.getKey(), each.getValue(), time);
      store().shrink();
    }
  }

  private void give(RowKey key, List<Object[]> coming, long time) throws Exception {
    OverKey known = store().find(key);
    if (known == null) {
      known = store().create(key);
    }
    long before = known.bytes();
    if (rules.isOver(known.last(), time)) {
      known.clear();
    }
    known.last(time);
    if (known.due() == OverKey.NEVER) {
      lookAgain(known);
    }
    if (rules.areTogether()) {
      giveTogether(known, coming, time);
    } else {
      giveEach(known, coming, time);
    }
    store().resized(known, before);
  }

  private void giveTogether(OverKey known, List<Object[]> coming, long time) {
    while (known.size() > 0 && rules.isBehind(known.firstTime(), time)) {
      known.removeFirst();
    }
    int place = known.size();
    coming.forEach(row -> known.add(time, rows.kept(row)));
    Object[] results = rows.results(known);
    for (Object[] row : coming) {
      emit(rows.row(row, results, known, place++), time);
    }
  }

  private void giveEach(OverKey known, List<Object[]> coming, long time) {
    for (Object[] row : coming) {
      known.add(time, rows.kept(row));
      if (known.size() > rules.most()) {
        known.removeFirst();
      }
      emit(rows.row(row, rows.results(known), known, known.size() - 1), time);
    }
  }

  private void lookAgain(OverKey known) throws Exception {
    known.due(rules.due(known.last()));
    due().add(known.due(), known.key());
  }

  private void forget() throws Exception {
    long at = due().first();
    due()
        .takeFirst(
            key -> {
              OverKey known = store().find(key);
              if (known == null || known.due() != at) {
                return;
              }
              if (rules.isForgotten(known.last(), at)) {
                store().remove(known);
              } else {
                lookAgain(known);
                store().release(known);
              }
            });
  }

  /** A row that comes waits first; what counts is held within its bound when it goes out. */
  @Override
  void shrink() {}

  @Override
  long flush() throws Exception {
    store().flush();
    due().flush();
    return waiting().flush(now());
  }

  private WaitingRows waiting() {
    return requireNonNull(waiting, "state comes first");
  }

  private MomentRows moments() {
    return requireNonNull(moments, "state comes first");
  }

  private OverStore store() {
    return requireNonNull(store, "state comes first");
  }

  private KeyIndex<RowKey> due() {
    return requireNonNull(due, "state comes first");
  }
}
