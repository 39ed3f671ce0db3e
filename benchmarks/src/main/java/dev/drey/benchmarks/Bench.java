// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.benchmarks.HandWritten.Fee;
import java.io.IOException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a job in this JVM reads and where its results go. Static, for Flink's operators are copies
 * made by serialization: the records must not be copied with them. One job at a time.
 */
final class Bench {
  private static volatile @Nullable Records input;
  private static volatile Fee[] fees = {};
  private static volatile @Nullable Queue<byte[]> collected;
  private static final AtomicLong RESULTS = new AtomicLong();
  private static final AtomicLong FIRST_RECORD_NANOS = new AtomicLong();
  private static volatile int parallelism = 1;
  private static volatile int most;
  private static volatile long failAt;

  /** Written by the thread that reads, and looked at by others, who need not know the last. */
  private static long reads;

  private static volatile long failedNanos;
  private static volatile long firstResultNanos;
  private static volatile long lastResultNanos;

  private Bench() {}

  /**
   * Sets the input of the next job.
   *
   * @param subtasks how many subtasks read it, each the next record of those that are left
   * @param made whether it reads rows that are there already
   * @param keep whether its results are kept or thrown away
   */
  static void prepare(Records transactions, int subtasks, boolean made, boolean keep)
      throws IOException {
    input = transactions;
    parallelism = subtasks;
    most = transactions.count();
    failAt = -1;
    reads = 0;
    if (made && fees.length != transactions.count()) {
      fees = fees(transactions);
    }
    collected = keep ? new ConcurrentLinkedQueue<>() : null;
    RESULTS.set(0);
    FIRST_RECORD_NANOS.set(0);
    firstResultNanos = 0;
    lastResultNanos = 0;
  }

  /** The next job reads these rows, one behind the other. */
  static void prepare(Fee[] made) {
    fees = made;
    collected = null;
  }

  private static Fee[] fees(Records transactions) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Fee[] made = new Fee[transactions.count()];
    for (int i = 0; i < made.length; i++) {
      made[i] = Fee.of(json.readValue(transactions.get(i), Transaction.class));
    }
    return made;
  }

  /**
   * The bytes of record {@code i}; the first call of a job starts its clock. Flink's generator
   * gives each subtask a range of its own: here they read in turns, so that event time goes on in
   * all of them alike.
   */
  static byte[] read(long i) {
    Records records = Objects.requireNonNull(input, "prepare() comes first");
    int subtasks = parallelism;
    int place = (int) (i % most);
    reads = i + 1;
    if (i == failAt) {
      failAt = -1;
      failedNanos = System.nanoTime();
      throw new IllegalStateException("fails, as it was told to");
    }
    if (subtasks > 1) {
      int range = most / subtasks;
      place = place % range * subtasks + place / range;
    }
    if (place < subtasks) {
      start(0);
    }
    return records.get(place);
  }

  /** Result {@code i}, made before; the first call of a job starts its clock. */
  static Fee fee(long i) {
    start(i);
    return fees[(int) i];
  }

  private static void start(long i) {
    if (i == 0) {
      FIRST_RECORD_NANOS.compareAndSet(0, System.nanoTime());
    }
  }

  /** When the job read its first record, as {@link System#nanoTime()}. */
  static long firstRecordNanos() {
    return FIRST_RECORD_NANOS.get();
  }

  /** How many records were read, about: those of one subtask. */
  static long reads() {
    return reads;
  }

  /** The next job fails once, before this record. */
  static void failAt(long record) {
    failAt = record;
    failedNanos = 0;
  }

  /** When it failed; 0 where it has not. */
  static long failedNanos() {
    return failedNanos;
  }

  static long firstResultNanos() {
    return firstResultNanos;
  }

  static long lastResultNanos() {
    return lastResultNanos;
  }

  /** Takes one result. */
  static void write(byte[] result) {
    Queue<byte[]> queue = collected;
    if (queue != null) {
      queue.add(result);
    }
    lastResultNanos = System.nanoTime();
    if (RESULTS.getAndIncrement() == 0) {
      firstResultNanos = lastResultNanos;
    }
  }

  /** A result that says that a row is no more: a minus stands before it. */
  static byte[] deleted(byte[] row) {
    byte[] deleted = new byte[row.length + 1];
    deleted[0] = '-';
    System.arraycopy(row, 0, deleted, 1, row.length);
    return deleted;
  }

  /** Waits until there are so many results. */
  static void await(long results) throws InterruptedException {
    while (RESULTS.get() < results) {
      Thread.sleep(10);
    }
  }

  static Queue<byte[]> collected() {
    return Objects.requireNonNull(collected, "results were not kept");
  }
}
