// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.operator.KeyColumns;
import dev.drey.row.RowKey;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of rows of two sides that have the same key, and are no further apart in time than they may
 * be. The rows of both come as one stream, so its watermark is that of the side which is behind.
 *
 * <p>Law: a pair goes out when its second row comes, with the later of their times. A row that has
 * no pair goes out alone, where its side is asked for, when the watermark says that nothing can
 * come any more that belongs to it, with the last time that this could have had. So no result is
 * behind the watermark. A row that is behind it is dropped and counted in {@code
 * numLateRecordsDropped}. A row is kept as long as something can come that belongs to it. NULL is
 * equal to nothing.
 */
public final class JoinOperator extends TimedOperator {
  private static final long serialVersionUID = 1;

  private final JoinRows rows;
  private final JoinRules rules;
  private transient @Nullable JoinSide left;
  private transient @Nullable JoinSide right;

  /**
   * @param keys of a row with the columns of both sides
   * @param cacheBytes about how many bytes of memory a subtask uses before it goes to its state
   */
  public JoinOperator(
      KeyColumns keys,
      TypeSerializer<RowKey> keySerializer,
      JoinRows rows,
      JoinRules rules,
      long cacheBytes) {
    super(keys, keySerializer, 0, false, cacheBytes, null);
    this.rows = rows;
    this.rules = rules;
  }

  @Override
  void begin(KeyedStateBackend<RowKey> backend, boolean restored, long storedUpTo)
      throws Exception {
    left = side("left", true, backend, restored);
    right = side("right", false, backend, restored);
  }

  private JoinSide side(
      String name, boolean isLeft, KeyedStateBackend<RowKey> backend, boolean restored)
      throws Exception {
    return new JoinSide(
        new RowsByTime(
            name,
            backend,
            rows.serializer(isLeft),
            index(name + " due", restored),
            cacheBytes() / 2,
            restored,
            getMetricGroup()),
        RunningRules.kept(rules.kept(isLeft), false),
        rules.isAlone(isLeft));
  }

  @Override
  boolean add(RowKey key, Object[] row, long time) throws Exception {
    if (isGone(time + 1)) {
      return false;
    }
    boolean isLeft = rows.isLeft(row);
    JoinSide own = isLeft ? left() : right();
    JoinSide other = isLeft ? right() : left();
    Object[] values = rows.own(row, isLeft);
    if (!rows.isMatchable(key)) {
      if (own.isAlone()) {
        alone(key, isLeft, time + own.kept(), values);
      }
      return true;
    }
    boolean matched =
        other.match(
            key,
            time - other.kept(),
            time + own.kept(),
            found -> pair(key, isLeft, time, values, found));
    own.add(key, time, values, matched, now());
    return true;
  }

  private void pair(RowKey key, boolean isLeft, long time, Object[] values, JoinedRows.Kept found) {
    emit(
        isLeft
            ? rows.result(key, values, found.values())
            : rows.result(key, found.values(), values),
        Math.max(time, found.time()));
  }

  private void alone(RowKey key, boolean isLeft, long time, Object[] values) {
    emit(isLeft ? rows.result(key, values, null) : rows.result(key, null, values), time);
  }

  @Override
  long first() {
    long first = Math.min(left().first(), right().first());
    return first == Long.MAX_VALUE ? first : first + 1;
  }

  @Override
  void takeFirst() throws Exception {
    if (left().first() <= right().first()) {
      left().takeFirst(now(), (key, end, row) -> alone(key, true, end, row));
    } else {
      right().takeFirst(now(), (key, end, row) -> alone(key, false, end, row));
    }
  }

  @Override
  void shrink() throws Exception {
    left().shrink();
    right().shrink();
  }

  @Override
  long flush() throws Exception {
    left().flush();
    right().flush();
    return now();
  }

  private JoinSide left() {
    return requireNonNull(left, "state comes first");
  }

  private JoinSide right() {
    return requireNonNull(right, "state comes first");
  }
}
