// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What a job in this JVM reads and where its results go. Static, for Flink's operators are copies
 * made by serialization: the records must not be copied with them. One job at a time.
 */
final class Bench {
  private static volatile @Nullable CardTransactions input;
  private static volatile @Nullable Queue<byte[]> collected;
  private static volatile long firstRecordNanos;

  private Bench() {}

  /** Sets the input of the next job and says whether its results are kept or thrown away. */
  static void prepare(CardTransactions transactions, boolean collect) {
    input = transactions;
    collected = collect ? new ConcurrentLinkedQueue<>() : null;
    firstRecordNanos = 0;
  }

  /** The bytes of record {@code i}; the first call of a job starts its clock. */
  static byte[] read(long i) {
    if (i == 0) {
      firstRecordNanos = System.nanoTime();
    }
    CardTransactions records = input;
    if (records == null) {
      throw new IllegalStateException("prepare() comes first");
    }
    return records.get((int) i);
  }

  /** When the job read its first record, as {@link System#nanoTime()}. */
  static long firstRecordNanos() {
    return firstRecordNanos;
  }

  /** Takes one result. */
  static void write(byte[] result) {
    Queue<byte[]> queue = collected;
    if (queue != null) {
      queue.add(result);
    }
  }

  static Queue<byte[]> collected() {
    Queue<byte[]> queue = collected;
    if (queue == null) {
      throw new IllegalStateException("results were not kept");
    }
    return queue;
  }
}
