// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.io.IOException;

/** The parts of the table. */
enum Part {
  /** Jobs beside those of the peers. */
  JOBS {
    @Override
    void run(Wanted wanted, Report report) throws IOException, InterruptedException {
      new JobRounds(wanted, report).run();
    }
  };

  abstract void run(Wanted wanted, Report report) throws IOException, InterruptedException;
}
