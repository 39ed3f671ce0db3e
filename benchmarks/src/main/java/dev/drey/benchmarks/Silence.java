// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import dev.drey.benchmarks.HandWritten.Fee;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a sink holds in memory before a system that does not answer, in a JVM of its own: {@code
 * PEER RECORD_BYTES}. Rows come as fast as they are taken; prints what is live on the heap behind
 * that of the start, every ten seconds of a minute.
 */
final class Silence {
  private static final int RECORDS = 1_000_000;

  private Silence() {}

  public static void main(String[] arguments) throws Exception {
    Peer peer = Peer.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    Fee fee = new Fee();
    fee.txId = "x".repeat(Integer.parseInt(arguments[1]));
    fee.cardId = "card";
    Fee[] rows = new Fee[RECORDS];
    Arrays.fill(rows, fee);
    Bench.prepare(rows);
    try (Trial trial =
        new Trial(
            Job.WRITE_FIREHOSE,
            CardTransactions.generate(RECORDS, Job.WRITE_FIREHOSE.input()),
            Optional.of(FirehoseEnd.silent()))) {
      long before = live();
      var unused = trial.start(peer, Setting.of(Backend.HEAP, 1));
      for (int seconds = 10; seconds <= 60; seconds += 10) {
        Thread.sleep(10_000);
        System.out.println("after " + seconds + " s: " + (live() - before) / 1_000_000 + " MB");
      }
      System.exit(0);
    }
  }

  private static long live() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
