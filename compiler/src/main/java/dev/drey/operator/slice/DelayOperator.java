// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.operator.KeyColumns;
import dev.drey.operator.RowRanking;
import dev.drey.row.RowKey;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamElement;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.jspecify.annotations.Nullable;

/**
 * Rows a while later.
 *
 * <p>Law: by event time a row goes out when the watermark is the while ahead of its time, in the
 * order of times; one of which it is that far ahead already goes out at once. By the clock it goes
 * out the while after it came, or when the input ends. Rows keep their event time, and the
 * watermarks wait with them: what was in time is in time behind.
 *
 * <p>Kept is when a row came, by the time by which it waits, and not when it is due: a job that
 * goes on with another delay goes by that.
 */
public final class DelayOperator extends TimedOperator {
  private static final long serialVersionUID = 1;

  private final DelayRules rules;
  private transient @Nullable WaitingRows waiting;
  private transient @Nullable MomentRows moments;
  private transient @Nullable HeldMarks marks;
  private transient @Nullable Long eventTime;

  /**
   * @param cacheBytes about how many bytes of memory a subtask uses before it goes to its state
   */
  public DelayOperator(
      KeyColumns keys, TypeSerializer<RowKey> keySerializer, DelayRules rules, long cacheBytes) {
    super(keys, keySerializer, 0, rules.byClock(), cacheBytes, null);
    this.rules = rules;
  }

  @Override
  void begin(KeyedStateBackend<RowKey> backend, boolean restored, long storedUpTo)
      throws Exception {
    waiting = waiting(rules.waiting(), storedUpTo, restored);
    moments = new MomentRows(waiting, RowRanking.none());
    marks = new HeldMarks(rules);
  }

  @Override
  public void processElement(StreamRecord<Object[]> element) throws Exception {
    eventTime = element.hasTimestamp() ? element.getTimestamp() : null;
    super.processElement(element);
  }

  @Override
  boolean add(RowKey key, Object[] row, long time) throws Exception {
    long reached = rules.reached(now());
    if (byClock()) {
      waiting().add(key, rules.timed(row, eventTime), arrival(), reached);
    } else if (time > reached) {
      waiting().add(key, row, time, reached);
    } else {
      emit(rules.given(row), time);
    }
    return true;
  }

  /** When something comes, by a clock that may be behind that of the job before. */
  private long arrival() {
    long clock = getProcessingTimeService().getCurrentProcessingTime();
    return Math.max(clock, rules.reached(now()) + 1);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (byClock() && !HeldMarks.isEnd(mark)) {
      hold(mark);
    } else {
      super.processWatermark(mark);
    }
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    if (byClock()) {
      hold(status);
    } else {
      super.processWatermarkStatus(status);
    }
  }

  private void hold(StreamElement element) {
    marks().add(arrival(), element);
    waitForClock();
  }

  @Override
  Watermark behind(Watermark mark) {
    return byClock() || HeldMarks.isEnd(mark)
        ? mark
        : new Watermark(rules.reached(mark.getTimestamp()));
  }

  @Override
  long first() {
    long first = Math.min(moments().first(), marks().first());
    return first == Long.MAX_VALUE ? first : rules.due(first) + 1;
  }

  @Override
  void takeFirst() throws Exception {
    if (marks().first() < moments().first()) {
      marks().takeFirst(output);
    } else {
      moments().takeFirst((rows, time) -> rows.forEach(row -> give(row.values(), time)));
    }
  }

  private void give(Object[] row, long time) {
    if (!byClock()) {
      emit(rules.given(row), time);
      return;
    }
    Long its = DelayRules.eventTime(row);
    if (its == null) {
      emit(rules.given(row));
    } else {
      emit(rules.given(row), its);
    }
  }

  @Override
  void shrink() {}

  @Override
  long flush() throws Exception {
    return waiting().flush(rules.reached(now()));
  }

  private WaitingRows waiting() {
    return requireNonNull(waiting, "state comes first");
  }

  private MomentRows moments() {
    return requireNonNull(moments, "state comes first");
  }

  private HeldMarks marks() {
    return requireNonNull(marks, "state comes first");
  }
}
