// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.operator.KeyColumns;
import dev.drey.operator.ShapeGuard;
import dev.drey.row.RowKey;
import dev.drey.row.RowSerializer;
import dev.drey.state.StateShape;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Windows that fire when a time has come. What a row goes into, and what is done then, is the
 * subclass's; here are the times, and what comes in and goes out.
 *
 * <p>Law: a window fires when the watermark is at its last millisecond, and again for each row that
 * comes after that while it is kept, which is until the watermark is the allowed lateness further.
 * A row all of whose windows are gone is late. So it is with Flink's window operator.
 *
 * <p>By the clock a window fires when its last millisecond is over, or when the input ends.
 */
public abstract class TimedOperator extends AbstractStreamOperator<Object[]>
    implements OneInputStreamOperator<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  /** Rows that wait in blocks have this part of memory. */
  private static final int SHARE_OF_BLOCKS = 8;

  private final KeyColumns keys;
  private final TypeSerializer<RowKey> keySerializer;
  private final long lateness;
  private final boolean byClock;
  private final long cacheBytes;
  private final @Nullable OutputTag<Object[]> late;
  private transient @Nullable Frontier frontier;
  private transient @Nullable Counter lateDropped;
  private transient @Nullable StreamRecord<Object[]> result;

  /**
   * Up to where windows have fired. A restored job goes on with the time that it had, where its
   * sources begin without a watermark: a row that was late is late, and no window that has fired
   * and gone is begun anew.
   */
  private transient long now;

  /** Windows up to this time were gone before the job was restored, also by a lesser lateness. */
  private transient long goneBefore;

  private @Nullable StateShape shape;

  /** Whether those behind know of a time that was restored. */
  private transient boolean told;

  /** Whether anything is done by the clock of the machine. */
  private transient boolean hasClock;

  private transient long clockTimer;
  private transient @Nullable ScheduledFuture<?> clockCall;

  /**
   * @param late where late rows go; null where they are dropped
   */
  TimedOperator(
      KeyColumns keys,
      TypeSerializer<RowKey> keySerializer,
      long lateness,
      boolean byClock,
      long cacheBytes,
      @Nullable OutputTag<Object[]> late) {
    this.keys = keys;
    this.keySerializer = keySerializer;
    this.lateness = lateness;
    this.byClock = byClock;
    this.cacheBytes = cacheBytes;
    this.late = late;
  }

  /** Says what its state means: it does not go on with one that means something else. */
  public final void means(StateShape newShape) {
    this.shape = newShape;
  }

  /**
   * Registers what is kept.
   *
   * @param storedUpTo the greatest that was given to the last snapshot
   */
  abstract void begin(KeyedStateBackend<RowKey> backend, boolean restored, long storedUpTo)
      throws Exception;

  /** Whether state is right that was written before an operator wrote how far it was. */
  boolean goesOnWithoutFrontier() {
    return false;
  }

  /** Puts a row into its windows; false where it has none that is not gone. */
  abstract boolean add(RowKey key, Object[] row, long time) throws Exception;

  /** Whether something is done by the clock of the machine where windows go by another time. */
  boolean alsoByClock() {
    return false;
  }

  /** When that is to be done next, a millisecond later. */
  long firstByClock() {
    return Long.MAX_VALUE;
  }

  /** Does it, for the first time of these. */
  void takeFirstByClock() throws Exception {
    throw new IllegalStateException("nothing is done by the clock");
  }

  /** Keeps within the bounds of memory. */
  abstract void shrink() throws Exception;

  /** When something is to be done next, a millisecond later; the greatest number where never. */
  abstract long first();

  /** Does it, for the first time of these. */
  abstract void takeFirst() throws Exception;

  /**
   * Writes what a snapshot needs.
   *
   * @return a time that the next run is told of
   */
  abstract long flush() throws Exception;

  /** The record has its key; state is asked for it where it is not in memory. */
  @Override
  public boolean hasKeyContext1() {
    return false;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    boolean found =
        shape != null && ShapeGuard.check(context, shape, getRuntimeContext().getTaskInfo());
    Frontier restored =
        Frontier.restored(context.getOperatorStateStore(), getRuntimeContext().getTaskInfo());
    if (found && !restored.isFound() && !goesOnWithoutFrontier()) {
      throw ShapeGuard.ofAnotherForm();
    }
    frontier = restored;
    // A clock that a subtask had seen others would have seen, had they had something to do by it.
    now = byClock ? restored.reached() : restored.now();
    goneBefore = restored.gone();
    told = now == Long.MIN_VALUE;
    begin(backend(), context.isRestored(), restored.storedUpTo());
  }

  final KeyedStateBackend<RowKey> backend() {
    return requireNonNull(this.<RowKey>getKeyedStateBackend());
  }

  /** Times at which keys are looked at, under a name of their own in state. */
  final KeyIndex<RowKey> index(String name, boolean restored) throws Exception {
    return index(name, keySerializer, key -> key, key -> KeyIndex.KEY_BYTES, cacheBytes, restored);
  }

  /** The same where it is used, or where a savepoint has some that a spec before has used. */
  final @Nullable KeyIndex<RowKey> indexOrLeft(String name, boolean used, boolean restored)
      throws Exception {
    return used || (restored && isLeft(name)) ? index(name, restored) : null;
  }

  private boolean isLeft(String name) {
    try (Stream<RowKey> keys = backend().getKeys(name, VoidNamespace.INSTANCE)) {
      return keys.findAny().isPresent();
    }
  }

  /**
   * The same, of something that has a key.
   *
   * @param bytesOf how many bytes of memory it takes, about
   * @param bound how many are used, about
   */
  final <E> KeyIndex<E> index(
      String name,
      TypeSerializer<E> serializer,
      Function<E, RowKey> keyOf,
      ToLongFunction<E> bytesOf,
      long bound,
      boolean restored)
      throws Exception {
    KeyIndex<E> index =
        new KeyIndex<>(
            name, backend(), serializer, keyOf, bytesOf, getRuntimeContext().getTaskInfo(), bound);
    if (restored) {
      index.restore();
    }
    return index;
  }

  /** Rows that wait, in as much memory as there is. */
  final WaitingRows waiting(RowSerializer rows, long storedUpTo, boolean restored)
      throws Exception {
    return waiting(rows, cacheBytes, storedUpTo, restored);
  }

  /**
   * Rows that wait; those in blocks have a part of the memory.
   *
   * @param bytes how many bytes of memory are used, about
   * @param storedUpTo the greatest number that was given to the last snapshot
   */
  final WaitingRows waiting(RowSerializer rows, long bytes, long storedUpTo, boolean restored)
      throws Exception {
    long blocks = bytes / SHARE_OF_BLOCKS;
    return new WaitingRows(
        keys,
        rows,
        () -> bytes - blocks,
        Math.max(0, storedUpTo),
        serializer ->
            index(
                "waiting",
                serializer,
                entry -> keys.getKey(rows.current(entry.f2)),
                WaitingRows::bytes,
                blocks,
                restored));
  }

  @Override
  public void open() throws Exception {
    super.open();
    hasClock = byClock || alsoByClock();
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
        byClock
            ? Math.max(getProcessingTimeService().getCurrentProcessingTime(), now + 1)
            : element.getTimestamp();
    // Between windows that leave gaps a row is in none, early or late.
    if (!add(keys.getKey(row), row, time) && time <= goneUpTo()) {
      putAside(element);
    }
    shrink();
    waitForClock();
  }

  /** What becomes of a row that is late. */
  void putAside(StreamRecord<Object[]> element) {
    if (late == null) {
      dropLate(1);
    } else {
      output.collect(late, element);
    }
  }

  final void dropLate(long count) {
    requireNonNull(lateDropped).inc(count);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (!byClock && mark.getTimestamp() < now) {
      tell();
      return;
    }
    told = true;
    if (!byClock || mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp()) {
      advance(mark.getTimestamp());
    }
    super.processWatermark(behind(mark));
  }

  /** How far those behind are where this operator is at a watermark. */
  Watermark behind(Watermark mark) {
    return mark;
  }

  /** Late rows say how late they are by the watermark. */
  private void tell() {
    if (!told) {
      told = true;
      if (!byClock) {
        output.emitWatermark(behind(new Watermark(now)));
      }
    }
  }

  private void advance(long time) throws Exception {
    // A clock may be behind the one by which the job was stopped.
    now = Math.max(now, time);
    for (long first = first(); first < Long.MAX_VALUE && first - 1 <= now; first = first()) {
      takeFirst();
    }
  }

  /** Has the clock call when there is something to do by it. */
  final void waitForClock() {
    if (!hasClock) {
      return;
    }
    long first = byClock ? first() : firstByClock();
    if (first < Math.min(clockTimer, Slices.NEVER)) {
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
    if (byClock) {
      advance(time);
    } else {
      while (firstByClock() - 1 <= time) {
        takeFirstByClock();
      }
    }
    waitForClock();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    requireNonNull(frontier).write(now, flush(), goneUpTo());
  }

  final long lateness() {
    return lateness;
  }

  /** Whether the clock of the machine says what time it is. */
  final boolean byClock() {
    return byClock;
  }

  /** About how many bytes of memory a subtask uses before it goes to its state. */
  final long cacheBytes() {
    return cacheBytes;
  }

  /** Up to where windows have fired. */
  final long now() {
    return now;
  }

  /** Whether a window with this end is not kept any more. */
  final boolean isGone(long end) {
    return end - 1 <= goneUpTo();
  }

  /** Windows with this last millisecond, and those before it, are not kept any more. */
  private long goneUpTo() {
    return now == Long.MIN_VALUE ? goneBefore : Math.max(goneBefore, now - lateness);
  }

  /** Up to where windows have fired in any subtask before the job was restored. */
  final long reachedBefore() {
    return requireNonNull(frontier).reached();
  }

  /** A row without a time. */
  final void emit(Object[] row) {
    output.collect(requireNonNull(result).replace(row));
  }

  final void emit(Object[] row, long time) {
    output.collect(requireNonNull(result).replace(row, time));
  }
}
