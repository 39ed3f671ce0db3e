// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.async;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Which batches may be on their way at the same time. Law: of two batches that share a key, the
 * later one starts when the earlier one is done.
 */
final class KeyOrder<R> {
  private final Set<Object> busy = new HashSet<>();
  private final Deque<Batch<R>> waiting = new ArrayDeque<>();

  /** Whether the batch may start now; else {@link #done} gives it when it may. */
  boolean mayStart(Batch<R> batch) {
    Set<Object> before = new HashSet<>(busy);
    waiting.forEach(earlier -> before.addAll(earlier.keys));
    if (shares(batch, before)) {
      waiting.add(batch);
      return false;
    }
    busy.addAll(batch.keys);
    return true;
  }

  /** A batch is done; those that may start now. */
  List<Batch<R>> done(Batch<R> batch) {
    busy.removeAll(batch.keys);
    Set<Object> before = new HashSet<>(busy);
    List<Batch<R>> free = new ArrayList<>();
    for (Iterator<Batch<R>> batches = waiting.iterator(); batches.hasNext(); ) {
      Batch<R> next = batches.next();
      if (!shares(next, before)) {
        batches.remove();
        busy.addAll(next.keys);
        free.add(next);
      }
      before.addAll(next.keys);
    }
    return free;
  }

  private boolean shares(Batch<R> batch, Set<Object> keys) {
    return batch.keys.stream().anyMatch(keys::contains);
  }
}
