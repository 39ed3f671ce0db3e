// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import java.util.Iterator;
import java.util.LinkedHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.function.ThrowingConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the keys that were used last, up to a number of bytes. What has to go is written
 * to state before; a snapshot has all of it written, and it stays.
 */
final class KeyCache<E extends KeyCache.Entry> {
  private final long bound;
  private final ThrowingConsumer<E, Exception> writer;
  private final Leaver<E> leaver;
  private final LinkedHashMap<Object, E> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  private final Counter hits;
  private final Counter misses;
  private final Counter evictions;
  private final Counter flushMillis;

  /** Puts into state what that does not have yet of an entry that has to go. */
  interface Leaver<E> {
    /** Whether the entry takes so much less memory then that it stays. */
    boolean leave(E entry) throws Exception;
  }

  /** What is known of one key, or of some together. */
  interface Entry {
    /** By which it is found. */
    Object key();

    /** How many bytes of memory it takes, about. */
    long bytes();

    /** Is told when it is forgotten to keep within the bound. */
    default void evicted() {}
  }

  /**
   * @param bound how many bytes of memory are used, about
   * @param writer puts into state what that does not have yet
   */
  KeyCache(long bound, ThrowingConsumer<E, Exception> writer, MetricGroup metrics) {
    this(
        bound,
        writer,
        entry -> {
          writer.accept(entry);
          return false;
        },
        metrics);
  }

  /**
   * @param leaver does it for what has to go
   */
  KeyCache(
      long bound, ThrowingConsumer<E, Exception> writer, Leaver<E> leaver, MetricGroup metrics) {
    this.bound = bound;
    this.writer = writer;
    this.leaver = leaver;
    this.hits = metrics.counter("cacheHits");
    this.misses = metrics.counter("cacheMisses");
    this.evictions = metrics.counter("cacheEvictions");
    this.flushMillis = metrics.counter("cacheFlushMillis");
    metrics.gauge("cacheBytes", () -> bytes);
  }

  /** Null where the key is not in memory. */
  @Nullable E get(Object key) {
    E known = entries.get(key);
    if (known == null) {
      misses.inc();
    } else {
      hits.inc();
    }
    return known;
  }

  /** Says that an entry is used, which nobody asked for by its key. */
  void touch(E entry) {
    entries.get(entry.key());
  }

  void put(E entry) {
    entries.put(entry.key(), entry);
    bytes += entry.bytes();
  }

  /**
   * Says that an entry takes other memory now.
   *
   * @param before how many bytes it took
   */
  void resized(E entry, long before) {
    bytes += entry.bytes() - before;
  }

  /** How many bytes of memory are used, about. */
  long bytes() {
    return bytes;
  }

  /** Forgets a key, without writing it. */
  void remove(E entry) {
    entries.remove(entry.key());
    bytes -= entry.bytes();
  }

  /** Keeps within the bound: writes what was not used for longest, and forgets it. */
  void shrink() throws Exception {
    if (bytes <= bound) {
      return;
    }
    Iterator<E> eldest = entries.values().iterator();
    while (bytes > bound && eldest.hasNext()) {
      E entry = eldest.next();
      if (!stays(entry)) {
        eldest.remove();
        evicted(entry);
      }
    }
  }

  /**
   * Where memory is beyond the bound, writes one entry and forgets it. All keys are gone over in
   * turn when windows fire: then the last is the one that comes again last, and to forget the ones
   * before it would leave none to be found.
   */
  void release(E entry) throws Exception {
    if (bytes > bound && !stays(entry)) {
      entries.remove(entry.key());
      evicted(entry);
    }
  }

  private boolean stays(E entry) throws Exception {
    long before = entry.bytes();
    boolean stays = leaver.leave(entry);
    resized(entry, before);
    return stays;
  }

  private void evicted(E entry) {
    bytes -= entry.bytes();
    entry.evicted();
    evictions.inc();
  }

  /** Writes what state does not have yet. */
  void flush() throws Exception {
    long start = System.nanoTime();
    for (E entry : entries.values()) {
      writer.accept(entry);
    }
    flushMillis.inc((System.nanoTime() - start) / 1_000_000);
  }
}
