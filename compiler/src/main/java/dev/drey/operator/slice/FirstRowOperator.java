// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.operator.KeyColumns;
import dev.drey.row.RowKey;
import dev.drey.row.RowSerializer;
import dev.drey.type.RowType;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.jspecify.annotations.Nullable;

/**
 * Of the rows of a key the first by event time, and no other that is less than a while behind it.
 *
 * <p>Law: a row waits until the watermark reaches its time, for until then an earlier one can come;
 * then rows go by their time, and of equal ones the first that came. So what passes does not depend
 * on the order in which rows come. A row that is late passes at once, unless one that passed is
 * known to be less than the while away. The rest is counted in the metric {@code duplicates}.
 *
 * <p>Kept are the rows that wait, and each key with the time of the last one that passed, which is
 * known until the watermark is the while behind it.
 */
public final class FirstRowOperator extends TimedOperator {
  private static final long serialVersionUID = 1;

  /** Rows that wait in blocks have this part of memory, those that wait by themselves at least. */
  private static final int SHARE_OF_ROWS = 8;

  private final KeyColumns keys;
  private final TypeSerializer<RowKey> keySerializer;
  private final RowSerializer rows;
  private final long within;
  private transient @Nullable PassedKeys passed;
  private transient @Nullable WaitingRows waiting;
  private transient @Nullable Counter duplicates;

  /**
   * @param within milliseconds
   * @param cacheBytes about how many bytes of memory a subtask uses before it goes to its state
   */
  public FirstRowOperator(
      KeyColumns keys,
      TypeSerializer<RowKey> keySerializer,
      RowType rowType,
      long within,
      long cacheBytes) {
    super(keys, keySerializer, 0, false, cacheBytes, null);
    this.keys = keys;
    this.keySerializer = keySerializer;
    this.rows = new RowSerializer(rowType);
    this.within = within;
  }

  @Override
  void begin(KeyedStateBackend<RowKey> backend, boolean restored, long storedUpTo)
      throws Exception {
    duplicates = getMetricGroup().counter("duplicates");
    long share = cacheBytes() / SHARE_OF_ROWS;
    waiting =
        new WaitingRows(
            keys,
            rows,
            () -> Math.max(share, cacheBytes() - share - passed().bytes()),
            Math.max(0, storedUpTo),
            serializer ->
                index(
                    "waiting",
                    serializer,
                    entry -> keys.getKey(rows.current(entry.f2)),
                    WaitingRows::bytes,
                    share,
                    restored));
    passed =
        new PassedKeys(
            "passed",
            backend,
            keySerializer,
            getRuntimeContext().getTaskInfo(),
            within,
            cacheBytes() - 2 * share,
            getMetricGroup());
    if (restored) {
      passed().restore();
    }
  }

  @Override
  boolean add(RowKey key, Object[] row, long time) throws Exception {
    if (time <= now()) {
      pass(key, row, time, now());
    } else if (isKnown(time, passed().find(key, now()))) {
      requireNonNull(duplicates).inc();
    } else {
      waiting().add(key, row, time, now());
    }
    return true;
  }

  private boolean isKnown(long time, long last) {
    return last != PassedKeys.NONE && Math.abs(time - last) < within;
  }

  /**
   * @param at up to where the watermark has come, as far as this row is concerned
   */
  private void pass(RowKey key, Object[] row, long time, long at) throws Exception {
    long last = passed().find(key, at);
    if (isKnown(time, last)) {
      requireNonNull(duplicates).inc();
      return;
    }
    emit(row, time);
    if (last < time && (time > Long.MAX_VALUE - within || time + within > at)) {
      passed().add(key, time);
    }
  }

  @Override
  void shrink() throws Exception {
    passed().shrink();
  }

  @Override
  long first() {
    long first = Math.min(waiting().first(), passed().first());
    return first == Long.MAX_VALUE ? first : first + 1;
  }

  @Override
  void takeFirst() throws Exception {
    if (passed().first() <= waiting().first()) {
      passed().forgetFirst();
    } else {
      waiting().takeFirst((key, row, time, number) -> pass(key, row, time, time));
      shrink();
    }
  }

  @Override
  long flush() throws Exception {
    passed().flush();
    return waiting().flush(now());
  }

  private PassedKeys passed() {
    return requireNonNull(passed, "state comes first");
  }

  private WaitingRows waiting() {
    return requireNonNull(waiting, "state comes first");
  }
}
