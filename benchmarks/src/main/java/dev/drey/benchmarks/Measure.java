// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.util.Locale;

/**
 * One measurement in a JVM of its own: {@code JOB PEER BACKEND RECORDS}. Runs the job once to warm
 * up and once for the figure, from the first record read to the end of the job; prints {@code
 * records/s VALUE}.
 */
final class Measure {
  private Measure() {}

  public static void main(String[] arguments) throws Exception {
    Job job = Job.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    Peer peer = Peer.valueOf(arguments[1].toUpperCase(Locale.ROOT));
    Backend backend = Backend.valueOf(arguments[2].toUpperCase(Locale.ROOT));
    int records = Integer.parseInt(arguments[3]);
    CardTransactions input = CardTransactions.generate(records, job);
    run(job, peer, backend, input);
    double seconds = run(job, peer, backend, input);
    System.out.println("records/s " + Math.round(records / seconds));
  }

  private static double run(Job job, Peer peer, Backend backend, CardTransactions input)
      throws Exception {
    Bench.prepare(input, false);
    var environment = peer.environment(backend);
    peer.build(environment, job, input.count());
    environment.execute(job + " " + peer);
    return (System.nanoTime() - Bench.firstRecordNanos()) / 1e9;
  }
}
