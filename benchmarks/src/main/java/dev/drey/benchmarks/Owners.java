// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Whom a card belongs to, answered by another thread as soon as it is asked: what a lookup costs
 * beside the system that it asks.
 */
final class Owners {
  private static final ExecutorService ANSWERS =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "owners");
            thread.setDaemon(true);
            return thread;
          });

  private Owners() {}

  static CompletableFuture<String> of(String card) {
    return CompletableFuture.supplyAsync(() -> name(card), ANSWERS);
  }

  static String name(String card) {
    return "owner of " + card;
  }
}
