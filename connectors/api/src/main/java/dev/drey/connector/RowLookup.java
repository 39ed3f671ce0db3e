// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Asks a system for rows by key, many questions at a time. Used by one thread at a time, which
 * never waits: what takes time completes the answer later, from any thread.
 */
public interface RowLookup extends Serializable {
  /** Called once before the first question. */
  void open() throws Exception;

  /**
   * The rows whose key columns equal these values, in no order; none where there are none, and none
   * for a key with a NULL in it, as {@code NULL = NULL} is not true. Each row is the caller's own.
   * A failure of the system completes the answer exceptionally; nothing is thrown.
   *
   * @param key values in the order of {@link LookupContext#keys}
   */
  CompletableFuture<List<Object[]>> rows(Object[] key);

  /** Called once behind the last question; answers that are under way may fail. */
  void close() throws Exception;
}
