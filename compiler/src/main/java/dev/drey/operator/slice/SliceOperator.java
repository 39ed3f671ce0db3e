// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.operator.KeyColumns;
import dev.drey.row.RowKey;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.typeutils.runtime.TupleSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Windows of a fixed length. What a row goes into, and what is done when a time has come, is the
 * subclass's; here are the cache, the times, and what comes in and goes out.
 *
 * <p>Law: a window fires when the watermark is at its last millisecond, and again for each row that
 * comes after that while it is kept, which is until the watermark is the allowed lateness further.
 * A row all of whose windows are gone is late. So it is with Flink's window operator.
 *
 * <p>By the clock a window fires when its last millisecond is over, or when the input ends.
 */
abstract class SliceOperator extends AbstractStreamOperator<Object[]>
    implements OneInputStreamOperator<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  private final KeyColumns keys;
  private final TypeSerializer<RowKey> keySerializer;
  private final WindowRows rows;
  private final WindowTimes times;
  private final @Nullable OutputTag<Object[]> late;
  private transient @Nullable SliceStore store;
  private transient @Nullable KeyIndex fires;
  private transient @Nullable ListState<Tuple2<Long, Long>> frontier;
  private transient @Nullable Counter lateDropped;
  private transient @Nullable StreamRecord<Object[]> result;

  /**
   * Up to where windows have fired. A restored job goes on with the time that it had, where its
   * sources begin without a watermark: a row that was late is late, and no window that has fired
   * and gone is begun anew.
   */
  private transient long now;

  /** Up to where windows have fired in any subtask before the job was restored. */
  private transient long reachedBefore;

  /** Whether those behind know of a time that was restored. */
  private transient boolean told;

  private transient long clockTimer;
  private transient @Nullable ScheduledFuture<?> clockCall;

  /**
   * @param late where late rows go; null where they are dropped
   */
  SliceOperator(
      KeyColumns keys,
      TypeSerializer<RowKey> keySerializer,
      WindowRows rows,
      WindowTimes times,
      @Nullable OutputTag<Object[]> late) {
    this.keys = keys;
    this.keySerializer = keySerializer;
    this.rows = rows;
    this.times = times;
    this.late = late;
  }

  /** Puts a row into its slices; false where it has no window that is not gone. */
  abstract boolean add(RowKey key, Object[] row, long time) throws Exception;

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

  /** The record has its key; state is asked for it where it is not in memory. */
  @Override
  public boolean hasKeyContext1() {
    return false;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    reachedBefore = Long.MIN_VALUE;
    long least = Long.MAX_VALUE;
    long storedUpTo = Long.MIN_VALUE;
    frontier = context.getOperatorStateStore().getUnionListState(frontierState());
    for (Tuple2<Long, Long> each : requireNonNull(frontier).get()) {
      if (each.f0 < Long.MAX_VALUE) {
        reachedBefore = Math.max(reachedBefore, each.f0);
        least = Math.min(least, each.f0);
      }
      storedUpTo = Math.max(storedUpTo, each.f1);
    }
    // Of a job whose input had ended nothing is left, and another one may begin at any time.
    now = least == Long.MAX_VALUE ? Long.MIN_VALUE : least;
    told = now == Long.MIN_VALUE;
    store =
        new SliceStore(
            // Slices and windows have other times: one is not gone on from as the other.
            looksAhead() ? "slices" : "windows",
            backend(),
            rows.aggregator(),
            times.cacheBytes(),
            looksAhead(),
            storedUpTo,
            getMetricGroup());
    fires = index("due", context.isRestored());
    prepare(context.isRestored());
  }

  @SuppressWarnings("unchecked") // a class has no type arguments
  private static ListStateDescriptor<Tuple2<Long, Long>> frontierState() {
    return new ListStateDescriptor<>(
        "frontier",
        new TupleSerializer<>(
            (Class<Tuple2<Long, Long>>) (Class<?>) Tuple2.class,
            new TypeSerializer<?>[] {LongSerializer.INSTANCE, LongSerializer.INSTANCE}));
  }

  private KeyedStateBackend<RowKey> backend() {
    return requireNonNull(this.<RowKey>getKeyedStateBackend());
  }

  /** Times at which keys are looked at, under a name of their own in state. */
  final KeyIndex index(String name, boolean restored) throws Exception {
    KeyIndex index =
        new KeyIndex(
            name, backend(), keySerializer, getRuntimeContext().getTaskInfo(), times.cacheBytes());
    if (restored) {
      index.restore();
    }
    return index;
  }

  @Override
  public void open() throws Exception {
    super.open();
    clockTimer = Long.MAX_VALUE;
    result = new StreamRecord<>(new Object[0]);
    lateDropped = getMetricGroup().counter("numLateRecordsDropped");
    waitForClock();
  }

  @Override
  public void processElement(StreamRecord<Object[]> element) throws Exception {
    tell();
    Object[] row = element.getValue();
    long time =
        times.byClock()
            ? Math.max(getProcessingTimeService().getCurrentProcessingTime(), now + 1)
            : element.getTimestamp();
    // Between windows that leave gaps a row is in none, early or late.
    if (!add(keys.getKey(row), row, time) && time + times.lateness() <= now) {
      if (late == null) {
        requireNonNull(lateDropped).inc();
      } else {
        output.collect(late, element);
      }
    }
    store().shrink();
    waitForClock();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (!times.byClock() && mark.getTimestamp() < now) {
      tell();
      return;
    }
    told = true;
    if (!times.byClock() || mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp()) {
      advance(mark.getTimestamp());
    }
    super.processWatermark(mark);
  }

  /** Late rows say how late they are by the watermark. */
  private void tell() {
    if (!told) {
      told = true;
      if (!times.byClock()) {
        output.emitWatermark(new Watermark(now));
      }
    }
  }

  private void advance(long time) throws Exception {
    if (time <= now) {
      return;
    }
    now = time;
    while (true) {
      long fire = fires().first();
      long other = firstOther();
      if (Math.min(fire, other) - 1 > time || Math.min(fire, other) == Long.MAX_VALUE) {
        return;
      }
      if (fire <= other) {
        // A run that goes on where the watermark is behind can have a key twice.
        Set<RowKey> seen = fire - 1 <= reachedBefore ? new HashSet<>() : null;
        fires()
            .takeFirst(
                key -> {
                  if (seen == null || seen.add(key)) {
                    due(key, fire);
                    store().shrink();
                  }
                });
      } else {
        takeFirstOther();
      }
    }
  }

  /** Has the clock call when the first window ends. */
  private void waitForClock() {
    if (!times.byClock()) {
      return;
    }
    long first = Math.min(fires().first(), firstOther());
    if (first < clockTimer) {
      if (clockCall != null) {
        clockCall.cancel(false);
      }
      clockTimer = first;
      clockCall = getProcessingTimeService().registerTimer(first - 1, this::clock);
    }
  }

  private void clock(long time) throws Exception {
    clockTimer = Long.MAX_VALUE;
    clockCall = null;
    advance(time);
    waitForClock();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    store().flush();
    fires().flush();
    flushMore();
    requireNonNull(frontier).update(Arrays.asList(Tuple2.of(now, store().storedUpTo())));
  }

  final SliceStore store() {
    return requireNonNull(store, "state comes first");
  }

  final KeyIndex fires() {
    return requireNonNull(fires, "state comes first");
  }

  final WindowTimes times() {
    return times;
  }

  /** Up to where windows have fired. */
  final long now() {
    return now;
  }

  /** Whether a window with this end is not kept any more. */
  final boolean isGone(long end) {
    return end - 1 + times.lateness() <= now;
  }

  /** Whether a window with this end may have fired in an earlier run, and has not in this one. */
  final boolean firedBefore(long end) {
    return end - 1 > now && end - 1 <= reachedBefore;
  }

  final void emit(RowKey key, long end, Object[] accumulator) {
    Object[] row = rows.row(key, times.slices().windowStart(end), end, accumulator);
    output.collect(requireNonNull(result).replace(row, end - 1));
  }
}
