// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.io.IOException;
import java.util.List;

/** Nexmark's queries beside Flink SQL. */
final class NexmarkRounds {
  private final Wanted wanted;
  private final Rounds rounds;

  NexmarkRounds(Wanted wanted, Report report) {
    this.wanted = wanted;
    this.rounds = new Rounds(wanted.rounds(), report);
  }

  void run() throws IOException, InterruptedException {
    rounds.heading("query");
    for (NexmarkQuery query : wanted.queries()) {
      for (Backend backend : wanted.backends()) {
        if (backend == Backend.HEAP || query.hasState()) {
          rounds.rows(
              Report.name(query),
              Report.arg(query),
              backend,
              1,
              wanted.records(),
              List.of(Peer.DREY, Peer.SQL_REUSE));
        }
      }
    }
  }
}
