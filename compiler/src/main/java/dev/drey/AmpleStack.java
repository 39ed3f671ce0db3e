// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work on a thread with much stack, whatever the caller has left: the parser of SQL and all that
 * follows go down a chain of thousands of conditions one by one. Only what is used of it takes
 * memory.
 */
final class AmpleStack {
  private static final long BYTES = 64L << 20;

  private AmpleStack() {}

  /**
   * What the work gives. While it goes on the caller waits, interrupted or not, for what it made so
   * far is of no use.
   */
  static <T> T call(Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = new Thread(null, task, "compile", BYTES);
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw thrown(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException thrown(@Nullable Throwable cause) {
    if (cause instanceof Error) {
      throw (Error) cause;
    }
    return cause instanceof RuntimeException
        ? (RuntimeException) cause
        : new IllegalStateException(cause);
  }
}
