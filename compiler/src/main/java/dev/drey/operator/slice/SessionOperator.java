// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.operator.KeyColumns;
import dev.drey.row.RowKey;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.typeutils.runtime.TupleSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Sessions: a row begins one that ends a gap later, which is one with all that it meets or touches.
 *
 * <p>When a session that grows will end is not known, so its key is looked at when it would have
 * ended without the rows that came since, and then again. These times are a millisecond apart; for
 * those that are far ahead a key stands under a coarser one, and is put under a finer one when that
 * has come.
 */
public final class SessionOperator extends TimedOperator {
  private static final long serialVersionUID = 1;

  private final TypeSerializer<RowKey> keySerializer;
  private final WindowRows rows;
  private final SessionGap gap;
  private transient @Nullable PartStore store;
  private transient @Nullable KeyIndex<Tuple2<RowKey, Long>> due;

  /**
   * @param lateness milliseconds that sessions are kept after they have fired
   * @param cacheBytes about how many bytes of memory a subtask uses before it goes to its state
   * @param late where late rows go; null where they are dropped
   */
  public SessionOperator(
      KeyColumns keys,
      TypeSerializer<RowKey> keySerializer,
      WindowRows rows,
      SessionGap gap,
      long lateness,
      boolean byClock,
      long cacheBytes,
      @Nullable OutputTag<Object[]> late) {
    super(keys, keySerializer, lateness, byClock, cacheBytes, late);
    this.keySerializer = keySerializer;
    this.rows = rows;
    this.gap = gap;
  }

  @Override
  void begin(KeyedStateBackend<RowKey> backend, boolean restored, long storedUpTo)
      throws Exception {
    store =
        new PartStore(
            "sessions",
            backend,
            rows.aggregator(),
            cacheBytes(),
            Long.MAX_VALUE,
            restored,
            getMetricGroup());
    due =
        index(
            "due",
            serializer(),
            entry -> entry.f0,
            entry -> KeyIndex.KEY_BYTES,
            cacheBytes(),
            restored);
  }

  @SuppressWarnings("unchecked") // a class has no type arguments
  private TypeSerializer<Tuple2<RowKey, Long>> serializer() {
    return new TupleSerializer<>(
        (Class<Tuple2<RowKey, Long>>) (Class<?>) Tuple2.class,
        new TypeSerializer<?>[] {keySerializer, LongSerializer.INSTANCE});
  }

  @Override
  boolean add(RowKey key, Object[] row, long time) throws Exception {
    long end = time + gap.of(row);
    KeyParts sessions = store().of(key);
    List<Part> parts = sessions.parts();
    int from = parts.size();
    while (from > 0 && parts.get(from - 1).to() >= time) {
      from--;
    }
    int to = from;
    while (to < parts.size() && parts.get(to).from() <= end) {
      to++;
    }
    if (from == to && isGone(end)) {
      removeIfEmpty(sessions);
      return false;
    }
    Part session =
        from == to ? store().insert(sessions, from, time, end) : store().merge(sessions, from, to);
    session.cover(time, end);
    store().count(sessions, session, row, byClock() ? 0 : time);
    if (session.to() - 1 <= now()) {
      show(key, session, Pane.LATE);
    }
    lookAgain(sessions);
    return true;
  }

  private void show(RowKey key, Part session, Pane pane) {
    Object[] row = rows.row(key, session.from(), session.to(), pane, session.accumulator());
    emit(row, session.to() - 1);
    session.shown();
  }

  /** When there is something to do for a session. */
  private long next(Part session) {
    return session.isShown() ? session.to() + lateness() : session.to();
  }

  /** Has the key looked at when there is something to do for it, if it is not sooner. */
  private void lookAgain(KeyParts sessions) throws Exception {
    long next = Long.MAX_VALUE;
    for (Part session : sessions.parts()) {
      next = Math.min(next, next(session));
    }
    if (next < sessions.next()) {
      sessions.next(next);
      look(Tuple2.of(sessions.key(), next), now() + 1);
    }
  }

  /**
   * @param reached the last time at which keys were looked at
   */
  private void look(Tuple2<RowKey, Long> entry, long reached) throws Exception {
    due().add(Grains.start(entry.f1, reached), entry);
  }

  @Override
  long first() {
    return due().first();
  }

  @Override
  void takeFirst() throws Exception {
    long time = due().first();
    due()
        .takeFirst(
            entry -> {
              if (entry.f1 > time) {
                look(entry, time);
              } else {
                due(entry.f0, time);
                store().shrink();
              }
            });
  }

  /** A key can stand under a time that is none of its own any more. */
  private void due(RowKey key, long time) throws Exception {
    KeyParts sessions = store().of(key);
    if (sessions.next() == time) {
      List<Part> parts = sessions.parts();
      for (int i = parts.size() - 1; i >= 0; i--) {
        Part session = parts.get(i);
        if (next(session) > time) {
          continue;
        }
        if (!session.isShown()) {
          show(key, session, Pane.ON_TIME);
        }
        if (next(session) <= time) {
          store().remove(sessions, i, i + 1);
        }
      }
      sessions.next(Long.MAX_VALUE);
      lookAgain(sessions);
    }
    removeIfEmpty(sessions);
  }

  private void removeIfEmpty(KeyParts sessions) throws Exception {
    if (sessions.parts().isEmpty()) {
      store().removeKey(sessions);
    }
  }

  @Override
  void shrink() throws Exception {
    store().shrink();
  }

  @Override
  long flush() throws Exception {
    store().flush();
    due().flush();
    return Long.MIN_VALUE;
  }

  private PartStore store() {
    return requireNonNull(store, "state comes first");
  }

  private KeyIndex<Tuple2<RowKey, Long>> due() {
    return requireNonNull(due, "state comes first");
  }
}
