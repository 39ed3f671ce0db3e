// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import java.util.Arrays;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Several inputs as one: all rows, and the least of the inputs' watermarks. */
final class MergedWatermarks {
  private final Receiver output;
  private final long[] times;
  private long emitted = Long.MIN_VALUE;

  MergedWatermarks(Receiver output, int inputs) {
    this.output = output;
    this.times = new long[inputs];
    Arrays.fill(times, Long.MIN_VALUE);
  }

  Receiver input(int index) {
    return new Receiver() {
      @Override
      public void row(StreamRecord<Object[]> row) throws Exception {
        output.row(row);
      }

      @Override
      public void watermark(long time) throws Exception {
        times[index] = Math.max(times[index], time);
        long least = Arrays.stream(times).min().orElse(Long.MIN_VALUE);
        if (least > emitted) {
          emitted = least;
          output.watermark(least);
        }
      }
    };
  }
}
