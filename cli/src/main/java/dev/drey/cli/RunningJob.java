// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.text.Visible;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/**
 * A job and its end: by itself, or by {@link #stop}, which ends the input where it is, so that
 * windows give what they have and sinks commit what they wrote.
 */
final class RunningJob {
  private static final long RETRY_MILLIS = 100;

  private final JobClient job;
  private final TemporaryFolder folder;
  private final Terminal terminal;
  private final AtomicBoolean stopping = new AtomicBoolean();

  RunningJob(JobClient job, TemporaryFolder folder, Terminal terminal) {
    this.job = job;
    this.folder = folder;
    this.terminal = terminal;
  }

  /** Waits for the end, however it comes. */
  void await() throws ExecutionException, InterruptedException {
    job.getJobExecutionResult().get();
  }

  /** Whether the job is over, well or not, within this time. */
  private boolean isOver(long millis) throws InterruptedException {
    try {
      job.getJobExecutionResult().get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException failed) {
      return true;
    } catch (TimeoutException running) {
      return false;
    }
  }

  /**
   * Ends the input, and waits until all is written. A job that is still starting cannot do so yet
   * and is asked again; one that cannot within this time is cancelled.
   */
  void stop(int seconds) throws InterruptedException {
    if (!stopping.compareAndSet(false, true)) {
      isOver(TimeUnit.SECONDS.toMillis(seconds));
      return;
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (true) {
      try {
        job.stopWithSavepoint(
                true, folder.resolve("stop").toUri().toString(), SavepointFormatType.CANONICAL)
            .get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        return;
      } catch (IllegalStateException ended) {
        return; // The cluster of a job that has ended takes no orders any more.
      } catch (ExecutionException | TimeoutException notStopped) {
        if (isOver(RETRY_MILLIS)) {
          return;
        }
        if (System.nanoTime() > deadline) {
          cancel(notStopped, seconds);
          return;
        }
      }
    }
  }

  private void cancel(Exception why, int seconds) throws InterruptedException {
    terminal
        .err()
        .println(
            "not ended within "
                + seconds
                + " s, so cancelled: what is not committed is not written"
                + (why instanceof TimeoutException
                    ? ""
                    : "\n  because: " + Visible.lines(Causes.inWords(why))));
    try {
      job.cancel().get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException gone) {
      // It ended by itself in between, or hangs; the process ends now in any case.
      terminal.err().println("not cancelled either: " + Visible.lines(Causes.inWords(gone)));
    }
  }
}
