// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import java.util.Arrays;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Several inputs as one: all rows, and the least of the inputs' watermarks. As before a task of
 * Flink, an input that is idle does not count, nor does one that comes back until it has caught up;
 * when all are idle, time is where the furthest one is.
 */
final class MergedWatermarks {
  private final Receiver output;
  private final long[] times;
  private final boolean[] idle;
  private long emitted = Long.MIN_VALUE;
  private boolean allIdle;

  MergedWatermarks(Receiver output, int inputs) {
    this.output = output;
    this.times = new long[inputs];
    this.idle = new boolean[inputs];
    Arrays.fill(times, Long.MIN_VALUE);
  }

  Receiver input(int index) {
    return new Receiver() {
      @Override
      public void row(StreamRecord<Object> row) throws Exception {
        output.row(row);
      }

      @Override
      public void watermark(long time) throws Exception {
        times[index] = Math.max(times[index], time);
        active();
        emit(least());
      }

      @Override
      public void idle() throws Exception {
        if (idle[index]) {
          return;
        }
        idle[index] = true;
        for (boolean each : idle) {
          if (!each) {
            emit(least());
            return;
          }
        }
        if (times[index] >= emitted) {
          emit(Arrays.stream(times).max().orElse(Long.MIN_VALUE));
        }
        allIdle = true;
        output.idle();
      }

      @Override
      public void active() throws Exception {
        idle[index] = false;
        if (allIdle) {
          allIdle = false;
          output.active();
        }
      }
    };
  }

  /** Of those that count; as little as can be where none does. */
  private long least() {
    long least = Long.MAX_VALUE;
    boolean counts = false;
    for (int i = 0; i < times.length; i++) {
      if (!idle[i] && times[i] >= emitted) {
        least = Math.min(least, times[i]);
        counts = true;
      }
    }
    return counts ? least : Long.MIN_VALUE;
  }

  private void emit(long time) throws Exception {
    if (time > emitted) {
      emitted = time;
      output.watermark(time);
    }
  }
}
