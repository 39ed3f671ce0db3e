// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.operator.KeyColumns;
import dev.drey.row.RowKey;
import dev.drey.row.RowSerializer;
import dev.drey.type.RowType;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.jspecify.annotations.Nullable;

/**
 * Each left row with the right row of its key that held at its time: the last one up to then. The
 * rows of both sides come as one stream, so its watermark is that of the side which is behind.
 *
 * <p>Law: a left row waits until the watermark is at its time, for until then a right row can come
 * that holds at it; it goes out with its own time. One that is behind the watermark is dropped and
 * counted in {@code numLateRecordsDropped}. A right row that is late holds for what comes; one that
 * can hold for nothing that comes, since a newer one or a delete is there up to the watermark, or
 * since it has held for as long as it may, is dropped and counted. NULL is equal to nothing.
 */
public final class AsOfOperator extends TimedOperator {
  private static final long serialVersionUID = 1;

  /** Of all memory what the index of rows that wait may use beside them. */
  private static final int SHARE_OF_INDEX = 8;

  private final KeyColumns keys;
  private final RowSerializer all;
  private final JoinRows rows;
  private final AsOfRules rules;
  private transient @Nullable WaitingRows waiting;
  private transient @Nullable Versions versions;

  /**
   * @param keys of a row with the columns of both sides
   * @param rowType all of these columns
   * @param cacheBytes about how many bytes of memory a subtask uses before it goes to its state
   */
  public AsOfOperator(
      KeyColumns keys,
      TypeSerializer<RowKey> keySerializer,
      RowType rowType,
      JoinRows rows,
      AsOfRules rules,
      long cacheBytes) {
    super(keys, keySerializer, 0, false, cacheBytes, null);
    this.keys = keys;
    this.all = new RowSerializer(rowType);
    this.rows = rows;
    this.rules = rules;
  }

  @Override
  void begin(KeyedStateBackend<RowKey> backend, boolean restored, long storedUpTo)
      throws Exception {
    long share = cacheBytes() / SHARE_OF_INDEX;
    waiting =
        new WaitingRows(
            keys,
            all,
            () -> cacheBytes() / 2 - share,
            Math.max(0, storedUpTo),
            serializer ->
                index(
                    "waiting",
                    serializer,
                    entry -> keys.getKey(all.current(entry.f2)),
                    WaitingRows::bytes,
                    share,
                    restored));
    versions =
        new Versions(
            new RowsByTime(
                "versions",
                backend,
                rows.serializer(false),
                index("versions due", restored),
                cacheBytes() / 2,
                restored,
                getMetricGroup()),
            rules.ttl(),
            rules.deleted());
  }

  @Override
  boolean add(RowKey key, Object[] row, long time) throws Exception {
    boolean isLeft = rows.isLeft(row);
    if (isLeft && isGone(time + 1)) {
      return false;
    }
    if (!rows.isMatchable(key)) {
      if (isLeft && rules.alone()) {
        emit(rows.result(key, rows.own(row, true), null), time);
      }
    } else if (isLeft) {
      waiting().add(key, row, time, now());
    } else if (!versions().add(key, time, rows.own(row, false), now())) {
      dropLate(1);
    }
    return true;
  }

  private void pass(RowKey key, Object[] row, long time, long number) throws Exception {
    Object[] version = versions().at(key, time);
    if (version != null || rules.alone()) {
      emit(rows.result(key, rows.own(row, true), version), time);
    }
  }

  @Override
  long first() {
    long first = Math.min(waiting().first(), versions().first());
    return first == Long.MAX_VALUE ? first : first + 1;
  }

  /** What holds at a time is known to the rows of that time. */
  @Override
  void takeFirst() throws Exception {
    if (waiting().first() <= versions().first()) {
      waiting().takeFirst(this::pass);
      shrink();
    } else {
      versions().takeFirst();
    }
  }

  @Override
  void shrink() throws Exception {
    versions().shrink();
  }

  @Override
  long flush() throws Exception {
    versions().flush();
    return waiting().flush(now());
  }

  private WaitingRows waiting() {
    return requireNonNull(waiting, "state comes first");
  }

  private Versions versions() {
    return requireNonNull(versions, "state comes first");
  }
}
