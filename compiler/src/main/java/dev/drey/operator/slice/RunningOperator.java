// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.operator.KeyColumns;
import dev.drey.row.RowChange;
import dev.drey.row.RowKey;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates of all rows of a key as they come. A result takes the place of the one before, and
 * a delete ends it where there is no row of the key any more: none passes the condition, or all
 * were taken back.
 *
 * <p>Law: with each row there is a result, or at each point of time that all keys share one of each
 * key that has had rows since its last result. A key is forgotten when time is a while past its
 * last row; its result stays, and a row behind that begins it anew. A row that is the whole while
 * late and finds none is dropped and counted in {@code numLateRecordsDropped}: it could be one of a
 * key that is forgotten. A row taken back that finds none is counted in {@code unknownRows}.
 */
public final class RunningOperator extends TimedOperator {
  private static final long serialVersionUID = 1;

  private final RunningRows rows;
  private final RunningRules rules;
  private transient @Nullable RunningStore store;
  private transient @Nullable KeyIndex<RowKey> due;
  private transient @Nullable KeyIndex<RowKey> points;
  private transient @Nullable KeyIndex<RowKey> clockPoints;
  private transient @Nullable Counter unknownRows;

  /**
   * @param cacheBytes about how many bytes of memory a subtask uses before it goes to its state
   */
  public RunningOperator(
      KeyColumns keys,
      TypeSerializer<RowKey> keySerializer,
      RunningRows rows,
      RunningRules rules,
      long cacheBytes) {
    super(keys, keySerializer, rules.ttl(), rules.byClock(), cacheBytes, null);
    this.rows = rows;
    this.rules = rules;
  }

  @Override
  void begin(KeyedStateBackend<RowKey> backend, boolean restored, long storedUpTo)
      throws Exception {
    rows.open();
    unknownRows = getMetricGroup().counter("unknownRows");
    store =
        new RunningStore(
            "aggregates", backend, rows.aggregator(), cacheBytes(), restored, getMetricGroup());
    due = index("due", restored);
    points = indexOrLeft("every", rules.gathersByOwnTime(), restored);
    clockPoints = indexOrLeft("every-by-clock", rules.gathersByClock(), restored);
  }

  @Override
  boolean add(RowKey key, Object[] row, long time) throws Exception {
    RunningKey known = store().find(key);
    if (known != null && rules.isForgotten(known.used(), byClock() ? time : now())) {
      forget(known);
      known = null;
    }
    boolean isBack = rules.takesBack() && RowChange.in(row) == RowChange.DELETE;
    if (known == null) {
      if (isBack) {
        requireNonNull(unknownRows).inc();
        return true;
      }
      if (isGone(time + 1)) {
        return false;
      }
      known = store().create(key);
    }
    if (isBack) {
      store().retract(known, row, time);
    } else {
      // By the clock rows count as they come.
      store().add(known, row, byClock() ? 0 : time, time);
    }
    if (known.due() == RunningKey.NEVER) {
      lookAgain(known);
    }
    if (!rules.gathers()) {
      show(known);
    } else if (known.point() == RunningKey.NEVER) {
      await(known, time);
    }
    return true;
  }

  private void lookAgain(RunningKey known) throws Exception {
    known.due(rules.due(known.used()));
    due().add(known.due(), known.key());
  }

  private void await(RunningKey known, long time) throws Exception {
    if (rules.gathersByClock()) {
      long clock = getProcessingTimeService().getCurrentProcessingTime();
      known.point(rules.point(clock, clock));
      requireNonNull(clockPoints).add(known.point(), known.key());
    } else {
      known.point(rules.point(time, now()));
      requireNonNull(points).add(known.point(), known.key());
    }
  }

  /** Gives what there is of a key. */
  private void show(RunningKey known) throws Exception {
    known.point(RunningKey.NEVER);
    boolean empty = rules.takesBack() && known.rows() <= 0;
    Object[] row = empty ? null : rows.put(known.key(), known.accumulator());
    if (row != null) {
      known.shown(true);
      give(row, known.used());
    } else if (known.isShown()) {
      known.shown(false);
      give(rows.delete(known.key()), known.used());
    }
    if (empty) {
      store().remove(known);
    }
  }

  private void give(Object[] row, long time) {
    if (byClock()) {
      emit(row);
    } else {
      emit(row, time);
    }
  }

  private void forget(RunningKey known) throws Exception {
    boolean waits = known.point() != RunningKey.NEVER;
    boolean empty = rules.takesBack() && known.rows() <= 0;
    if (waits) {
      show(known);
    }
    if (!waits || !empty) {
      store().remove(known);
    }
  }

  /** Points first: a key that goes gives what it has before. */
  @Override
  void takeFirst() throws Exception {
    if (points != null && points.first() <= due().first()) {
      takePoints(points);
      return;
    }
    long at = due().first();
    due()
        .takeFirst(
            key -> {
              RunningKey known = store().find(key);
              if (known == null || known.due() != at) {
                return;
              }
              if (rules.isForgotten(known.used(), now())) {
                forget(known);
              } else {
                lookAgain(known);
                store().release(known);
              }
            });
  }

  private void takePoints(KeyIndex<RowKey> index) throws Exception {
    long at = index.first();
    index.takeFirst(
        key -> {
          RunningKey known = store().find(key);
          if (known != null && known.point() == at) {
            boolean stays = !rules.takesBack() || known.rows() > 0;
            show(known);
            if (stays) {
              store().release(known);
            }
          }
        });
  }

  @Override
  long first() {
    return behind(Math.min(due().first(), points == null ? Long.MAX_VALUE : points.first()));
  }

  /** What is done at a time is done a millisecond before the one that is told. */
  private static long behind(long time) {
    return time == Long.MAX_VALUE ? time : time + 1;
  }

  @Override
  boolean alsoByClock() {
    return clockPoints != null;
  }

  @Override
  long firstByClock() {
    return clockPoints == null ? Long.MAX_VALUE : behind(clockPoints.first());
  }

  @Override
  void takeFirstByClock() throws Exception {
    takePoints(requireNonNull(clockPoints));
  }

  /** Where the input ends nothing waits for the clock any more. */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp()) {
      while (firstByClock() < Long.MAX_VALUE) {
        takeFirstByClock();
      }
    }
    super.processWatermark(mark);
  }

  @Override
  void shrink() throws Exception {
    store().shrink();
  }

  @Override
  long flush() throws Exception {
    store().flush();
    due().flush();
    if (points != null) {
      points.flush();
    }
    if (clockPoints != null) {
      clockPoints.flush();
    }
    return now();
  }

  private RunningStore store() {
    return requireNonNull(store, "state comes first");
  }

  private KeyIndex<RowKey> due() {
    return requireNonNull(due, "state comes first");
  }
}
