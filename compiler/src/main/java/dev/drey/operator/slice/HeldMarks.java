// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamElement;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Watermarks, and words of whether a stream is idle, that wait as the rows before them do.
 *
 * <p>Law: they come out in the order in which they came. Of watermarks that came about together the
 * last one does, when that is due: a watermark is never ahead of a row that was before it. They are
 * in memory alone, for a restored job has watermarks of its own.
 */
final class HeldMarks {
  private final DelayRules rules;
  private final Deque<Held> held = new ArrayDeque<>();

  private static final class Held {
    private final long at;
    private final StreamElement element;

    Held(long at, StreamElement element) {
      this.at = at;
      this.element = element;
    }
  }

  HeldMarks(DelayRules rules) {
    this.rules = rules;
  }

  /**
   * @param time when it came, by the clock; taken for later where one before came later
   */
  void add(long time, StreamElement element) {
    Held last = held.peekLast();
    long at = last == null ? time : Math.max(time, last.at);
    if (last != null
        && element.isWatermark()
        && last.element.isWatermark()
        && rules.grain(last.at) == rules.grain(at)) {
      held.removeLast();
    }
    held.addLast(new Held(at, element));
  }

  /** When the first of them came; the greatest number where there is none. */
  long first() {
    Held first = held.peekFirst();
    return first == null ? Long.MAX_VALUE : first.at;
  }

  void takeFirst(Output<?> output) {
    StreamElement element = held.removeFirst().element;
    if (element.isWatermark()) {
      output.emitWatermark(element.asWatermark());
    } else {
      output.emitWatermarkStatus((WatermarkStatus) element);
    }
  }

  /** Whether it says that the input has ended. */
  static boolean isEnd(Watermark mark) {
    return mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp();
  }
}
