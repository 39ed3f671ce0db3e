// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.operator.KeyColumns;
import dev.drey.row.RowKey;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Windows of a fixed length. What a row goes into, and what is done when a time has come, is the
 * subclass's; here are the cache and the times at which windows fire.
 */
abstract class SliceOperator extends TimedOperator {
  private static final long serialVersionUID = 1;

  private final WindowRows rows;
  private final WindowTimes times;
  private transient @Nullable SliceStore store;
  private transient @Nullable KeyIndex<RowKey> fires;

  /**
   * @param late where late rows go; null where they are dropped
   */
  SliceOperator(
      KeyColumns keys,
      TypeSerializer<RowKey> keySerializer,
      WindowRows rows,
      WindowTimes times,
      @Nullable OutputTag<Object[]> late) {
    super(keys, keySerializer, times.lateness(), times.byClock(), times.cacheBytes(), late);
    this.rows = rows;
    this.times = times;
  }

  /** Does for a key what is to be done when a time has come. */
  abstract void due(RowKey key, long time) throws Exception;

  /** Whether it is kept of each key when it is looked at. */
  abstract boolean looksAhead();

  /** What else is registered when the operator starts. */
  abstract void prepare(boolean restored) throws Exception;

  /** What else is written before a snapshot. */
  abstract void flushMore() throws Exception;

  /** When something else than {@link #due} is to be done; the greatest number where never. */
  abstract long firstOther();

  /** Does it, for the first time of these. */
  abstract void takeFirstOther() throws Exception;

  @Override
  final void begin(KeyedStateBackend<RowKey> backend, boolean restored, long storedUpTo)
      throws Exception {
    store =
        new SliceStore(
            // Slices and windows have other times: one is not gone on from as the other.
            looksAhead() ? "slices" : "windows",
            backend,
            rows.aggregator(),
            times.cacheBytes(),
            looksAhead(),
            storedUpTo,
            getMetricGroup());
    fires = index("due", restored);
    prepare(restored);
    SecondPhase told = rows.told();
    if (told != null) {
      told.tell(getRuntimeContext(), now());
    }
  }

  @Override
  final void shrink() throws Exception {
    store().shrink();
  }

  @Override
  void putAside(StreamRecord<Object[]> element) {
    PartialRows partials = rows.partials();
    if (partials == null) {
      super.putAside(element);
    } else if (partials.isPartial(element.getValue())) {
      // Where a job goes on from one whose window had one phase, and nobody wants late rows, the
      // first does not know how far this one is.
      dropLate(partials.rows(element.getValue()));
    } else {
      super.putAside(
          new StreamRecord<>(partials.original(element.getValue()), element.getTimestamp()));
    }
  }

  @Override
  final long first() {
    return Math.min(fires().first(), firstOther());
  }

  @Override
  final void takeFirst() throws Exception {
    long fire = fires().first();
    if (fire > firstOther()) {
      takeFirstOther();
      return;
    }
    // A run that goes on where the watermark is behind can have a key twice.
    Set<RowKey> seen = fire - 1 <= reachedBefore() ? new HashSet<>() : null;
    fires()
        .takeFirst(
            key -> {
              if (seen == null || seen.add(key)) {
                due(key, fire);
                store().shrink();
              }
            });
  }

  @Override
  final long flush() throws Exception {
    store().flush();
    fires().flush();
    flushMore();
    return store().storedUpTo();
  }

  final SliceStore store() {
    return requireNonNull(store, "state comes first");
  }

  final KeyIndex<RowKey> fires() {
    return requireNonNull(fires, "state comes first");
  }

  final WindowTimes times() {
    return times;
  }

  /** Whether a window with this end may have fired in an earlier run, and has not in this one. */
  final boolean firedBefore(long end) {
    return end - 1 > now() && end - 1 <= reachedBefore();
  }

  final void emit(RowKey key, long end, Object[] accumulator) {
    emit(rows.row(key, times.slices().windowStart(end), end, accumulator), end - 1);
  }
}
