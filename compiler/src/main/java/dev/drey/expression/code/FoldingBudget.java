// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.code;

import dev.drey.expression.calc.EvaluationException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Computes constants while a spec is compiled, and gives up on those that take long: they are then
 * computed where they are needed, as any other expression. Time is that of the processor, not of
 * the clock, so that what is folded does not depend on what else the machine does.
 */
final class FoldingBudget {
  private static final long NANOS = 400_000_000;
  private static final long LONGEST_WAIT_MILLIS = 20_000;
  private static final int MOST_GIVEN_UP = 3;

  /** What all constants of a spec may take together. */
  private static final long NANOS_OF_ALL = 1_500_000_000;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private int givenUp;
  private long spent;

  /** What the work gives; null where it fails, or where there is no time for it. */
  Object @Nullable [] compute(Supplier<Object @Nullable []> work) {
    if (givenUp >= MOST_GIVEN_UP || spent > NANOS_OF_ALL) {
      return null;
    }
    Work running = new Work(work);
    Thread thread = new Thread(running, "constants");
    thread.setDaemon(true);
    thread.start();
    try {
      for (long waited = 0; waited < LONGEST_WAIT_MILLIS; waited += 20) {
        thread.join(20);
        if (!thread.isAlive()) {
          spent += running.nanos;
          return running.result;
        }
        if (threads.getThreadCpuTime(thread.getId()) > NANOS) {
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    givenUp++;
    spent += NANOS;
    thread.interrupt();
    return null;
  }

  private final class Work implements Runnable {
    private final Supplier<Object @Nullable []> work;
    private volatile Object @Nullable [] result;
    private volatile long nanos;

    Work(Supplier<Object @Nullable []> work) {
      this.work = work;
    }

    @Override
    public void run() {
      try {
        result = work.get();
      } catch (EvaluationException | OutOfMemoryError | StackOverflowError e) {
        // What fails on its literals fails on the row, if it is ever computed there.
        result = null;
      }
      nanos = threads.getCurrentThreadCpuTime();
    }
  }
}
