// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A system that is asked whom a card belongs to: by Drey's connector, and by its client by hand.
 */
interface Register extends AutoCloseable {
  /** Puts these cards and their owners there, before any job. */
  void fill(List<String> cards) throws Exception;

  /** Connector of a Drey spec's lookup. */
  String lookup();

  /** What an asynchronous function asks by. */
  Client byHand();

  /** Options of a table of Flink SQL; empty where Flink has none that is looked up in. */
  default Optional<String> table() {
    return Optional.empty();
  }

  @Override
  void close();

  /** Asks in a task. */
  interface Client extends Serializable {
    default void open() throws Exception {}

    CompletableFuture<String> owner(String card);

    default void close() throws Exception {}
  }
}
