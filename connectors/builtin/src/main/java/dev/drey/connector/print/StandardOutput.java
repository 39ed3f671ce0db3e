// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.print;

import dev.drey.connector.ConnectorException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/**
 * Lines of one subtask on their way to standard output. They leave in blocks of whole lines, each
 * written under the stream's own lock, so that no line is torn; a tenth of a second after it came
 * at the latest, so that a slow stream can be watched.
 */
final class StandardOutput {
  private static final int BLOCK_BYTES = 32 * 1024;
  private static final long LONGEST_WAIT_MILLIS = 100;

  private final ProcessingTimeService clock;
  private @Nullable ScheduledFuture<?> timer;
  private final ByteArrayOutputStream block = new ByteArrayOutputStream(BLOCK_BYTES);

  StandardOutput(ProcessingTimeService clock) {
    this.clock = clock;
  }

  void start() {
    // What the timer throws fails the task: it runs in the task's own thread.
    timer =
        clock.registerTimer(
            clock.getCurrentProcessingTime() + LONGEST_WAIT_MILLIS,
            time -> {
              flush();
              start();
            });
  }

  void line(byte[] prefix, byte[] text) {
    block.write(prefix, 0, prefix.length);
    block.write(text, 0, text.length);
    block.write('\n');
    if (block.size() >= BLOCK_BYTES) {
      flush();
    }
  }

  void flush() {
    if (block.size() == 0) {
      return;
    }
    // Asked for each time: tests and embedding programs replace it.
    PrintStream out = System.out;
    synchronized (out) {
      out.write(block.toByteArray(), 0, block.size());
      if (out.checkError()) {
        throw new ConnectorException("standard output is closed: nobody reads the printed rows");
      }
    }
    block.reset();
  }

  /** Writes what is left; no line comes after it. */
  void close() {
    if (timer != null) {
      timer.cancel(false);
    }
    flush();
  }
}
