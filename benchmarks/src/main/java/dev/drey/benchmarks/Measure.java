// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.util.Locale;

/**
 * One measurement in a JVM of its own: {@code JOB PEER BACKEND PARALLELISM RECORDS [CARDS]}, where
 * {@code qN} is a query of Nexmark. Runs the job once to warm up and once for the figure, from the
 * first record read to the end of the job; prints {@code records/s VALUE}.
 */
final class Measure {
  private Measure() {}

  public static void main(String[] arguments) throws Exception {
    Peer peer = Peer.valueOf(arguments[1].toUpperCase(Locale.ROOT));
    Setting setting =
        Setting.of(
            Backend.valueOf(arguments[2].toUpperCase(Locale.ROOT)), Integer.parseInt(arguments[3]));
    int records = Integer.parseInt(arguments[4]);
    if (arguments[0].startsWith("q")) {
      Nexmark nexmark =
          new Nexmark(
              NexmarkQuery.valueOf(arguments[0].toUpperCase(Locale.ROOT)),
              NexmarkEvents.generate(records));
      nexmark.run(peer, setting, false);
      Figures.print("records/s", records / nexmark.run(peer, setting, false));
      return;
    }
    Job job = Job.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    Input input =
        arguments.length > 5 ? job.input().of(Integer.parseInt(arguments[5])) : job.input();
    try (Trial trial = new Trial(job, CardTransactions.generate(records, input))) {
      trial.run(peer, setting, false);
      double seconds = trial.run(peer, setting, false);
      Figures.print("records/s", records / seconds);
    }
  }
}
