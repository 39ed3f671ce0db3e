// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.async.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** When a request may go: so many a second, and none before a server said that it may. */
final class Pace {
  private final long pause;

  /** By {@link System#nanoTime}. */
  private long next = System.nanoTime();

  /**
   * @param pause nanoseconds between two requests; 0 for none
   */
  Pace(long pause) {
    this.pause = pause;
  }

  /** Sends the request when it is its turn. */
  <T> CompletableFuture<T> then(Supplier<CompletableFuture<T>> request) {
    long wait = turn();
    return wait <= 0
        ? request.get()
        : CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS))
            .thenCompose(now -> request.get());
  }

  private synchronized long turn() {
    long now = System.nanoTime();
    long turn = next - now > 0 ? next : now;
    next = turn + pause;
    return turn - now;
  }

  /** Lets none go for so long. */
  synchronized void hold(long nanos) {
    long until = System.nanoTime() + nanos;
    next = until - next > 0 ? until : next;
  }
}
