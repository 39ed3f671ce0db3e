// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.io.IOException;
import java.util.List;

/** The jobs beside those of the peers, on each backend and at each parallelism. */
final class JobRounds {
  private final Wanted wanted;
  private final Rounds rounds;

  JobRounds(Wanted wanted, Report report) {
    this.wanted = wanted;
    this.rounds = new Rounds(wanted.rounds(), report);
  }

  void run() throws IOException, InterruptedException {
    rounds.heading("job");
    for (int parallelism : wanted.parallelisms()) {
      for (Job job : wanted.jobs(List.of(Job.values()))) {
        for (Backend backend : wanted.backends()) {
          if (backend == Backend.HEAP || job.hasState()) {
            if (parallelism == 1 || job.isParallel()) {
              rows(job, backend, parallelism);
            }
          }
        }
      }
    }
  }

  private void rows(Job job, Backend backend, int parallelism)
      throws IOException, InterruptedException {
    List<Peer> peers = wanted.peers(job);
    if (parallelism > 1) {
      peers.remove(Peer.LOOP);
    }
    rounds.rows(
        Report.name(job),
        Report.arg(job),
        backend,
        parallelism,
        job.records(wanted.records(), backend) / parallelism * parallelism,
        peers);
  }
}
