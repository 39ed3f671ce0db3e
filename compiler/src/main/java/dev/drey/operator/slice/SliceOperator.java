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
import org.apache.flink.util.function.ThrowingConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Windows of a fixed length. What a row goes into, and what is done when a time has come, is the
 * subclass's; here are the cache and the times at which windows fire. With a trigger there are
 * other results too: {@link Firing}.
 */
abstract class SliceOperator extends TimedOperator {
  private static final long serialVersionUID = 1;

  private final WindowRows rows;
  private final WindowTimes times;
  private final @Nullable TriggerRules trigger;
  private transient @Nullable SliceStore store;
  private transient @Nullable Firing firing;
  private transient @Nullable KeyIndex<RowKey> fires;

  /**
   * @param trigger null where a window gives a result at its end, and one for each late row
   * @param late where late rows go; null where they are dropped
   */
  SliceOperator(
      KeyColumns keys,
      TypeSerializer<RowKey> keySerializer,
      WindowRows rows,
      WindowTimes times,
      @Nullable TriggerRules trigger,
      @Nullable OutputTag<Object[]> late) {
    super(keys, keySerializer, times.lateness(), times.byClock(), times.cacheBytes(), late);
    this.rows = rows;
    this.times = times;
    this.trigger = trigger;
  }

  /** Does for a key what is to be done when a time has come. */
  abstract void due(RowKey key, long time) throws Exception;

  /** Gives the early results of a key. */
  abstract void giveEarly(RowKey key) throws Exception;

  /** Has windows give their results again that have ended and are kept. */
  abstract void fireOnceMore(RowKey key) throws Exception;

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
    KeyIndex<RowKey> earlyKeys =
        indexOrLeft("early", trigger != null && trigger.isEarlyByOwnTime(), restored);
    KeyIndex<RowKey> clockKeys =
        indexOrLeft("early-by-clock", trigger != null && trigger.isEarlyByClock(), restored);
    KeyIndex<RowKey> lateKeys =
        indexOrLeft("late", trigger != null && trigger.gathersLate(), restored);
    if (trigger != null) {
      firing = new Firing(trigger, earlyKeys, clockKeys, lateKeys);
      if (restored && trigger.isEarlyByTime() && isEmpty(earlyKeys) && isEmpty(clockKeys)) {
        noteEarly(firing);
      }
    } else {
      forget(earlyKeys, key -> {});
      forget(clockKeys, key -> {});
      forget(lateKeys, this::fireOnceMore);
    }
    SecondPhase told = rows.told();
    if (told != null) {
      told.tell(getRuntimeContext(), now());
    }
  }

  private static boolean isEmpty(@Nullable KeyIndex<RowKey> index) {
    return index == null || index.first() == Long.MAX_VALUE;
  }

  /**
   * Has all keys looked at where the spec had a trigger before that did not go by time: what waited
   * for it is counted, and not noted.
   */
  void noteEarly(Firing firing) throws Exception {}

  /** Ends what a trigger began that the spec had before. */
  private static void forget(
      @Nullable KeyIndex<RowKey> left, ThrowingConsumer<RowKey, Exception> visitor)
      throws Exception {
    while (left != null && left.first() < Long.MAX_VALUE) {
      left.takeFirst(visitor);
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

  /** Gives the early results of the first point of time at which there are any. */
  final void takeEarly() throws Exception {
    requireNonNull(firing).takeEarly(this::giveEarlyAndShrink);
  }

  private void giveEarlyAndShrink(RowKey key) throws Exception {
    giveEarly(key);
    store().shrinkInTurn();
  }

  /** Up to where time has come by which early results are given, as a row sees it. */
  final long reachedEarly(TriggerRules rules, long rowTime) {
    if (times.byClock()) {
      // As for rows: the clock may be behind the one by which the job was stopped.
      return Math.max(getProcessingTimeService().getCurrentProcessingTime(), now());
    }
    if (rules.isEarlyByClock()) {
      return getProcessingTimeService().getCurrentProcessingTime();
    }
    // Before there is a watermark rows are all that is known of time.
    return now() == Long.MIN_VALUE ? rowTime - 1 : now();
  }

  @Override
  final boolean alsoByClock() {
    return firing != null && firing.hasClock();
  }

  @Override
  final long firstByClock() {
    return requireNonNull(firing).firstByClock();
  }

  @Override
  final void takeFirstByClock() throws Exception {
    requireNonNull(firing).takeByClock(this::giveEarlyAndShrink);
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
                store().shrinkInTurn();
              }
            });
  }

  @Override
  final long flush() throws Exception {
    store().flush();
    fires().flush();
    if (firing != null) {
      firing.flush();
    }
    flushMore();
    return store().storedUpTo();
  }

  final SliceStore store() {
    return requireNonNull(store, "state comes first");
  }

  final KeyIndex<RowKey> fires() {
    return requireNonNull(fires, "state comes first");
  }

  /** What a trigger adds; null where there is none. */
  final @Nullable Firing firing() {
    return firing;
  }

  final WindowTimes times() {
    return times;
  }

  /** Whether a window with this end may have fired in an earlier run, and has not in this one. */
  final boolean firedBefore(long end) {
    return end - 1 > now() && end - 1 <= reachedBefore();
  }

  final void emit(RowKey key, long end, Pane pane, Object[] accumulator) {
    Object[] row = rows.row(key, times.slices().windowStart(end), end, pane, accumulator);
    if (rows.isTimed()) {
      emit(row, end - 1);
    } else {
      emit(row);
    }
  }
}
