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
  },
  /** The queries of a public benchmark. */
  NEXMARK {
    @Override
    void run(Wanted wanted, Report report) throws IOException, InterruptedException {
      new NexmarkRounds(wanted, report).run();
    }
  },
  /** The first seconds. */
  START {
    @Override
    void run(Wanted wanted, Report report) throws IOException, InterruptedException {
      new Singles(wanted, report).start();
    }
  },
  /** What a window costs that is longer, and more keys. */
  GROWTH {
    @Override
    void run(Wanted wanted, Report report) throws IOException, InterruptedException {
      new Singles(wanted, report).growth();
    }
  },
  /** How large state is, and how soon a job goes on. */
  STATE {
    @Override
    void run(Wanted wanted, Report report) throws IOException, InterruptedException {
      new Singles(wanted, report).state();
    }
  },
  /** More keys than memory holds, each of which comes once or twice. */
  MANY {
    @Override
    void run(Wanted wanted, Report report) throws IOException, InterruptedException {
      new Singles(wanted, report).many();
    }
  },
  /** Whether a window's cache keeps within its bound. */
  MEMORY {
    @Override
    void run(Wanted wanted, Report report) throws IOException, InterruptedException {
      new Singles(wanted, report).memory();
    }
  },
  /** How long compiling and checking take. */
  COMPILE {
    @Override
    void run(Wanted wanted, Report report) throws IOException, InterruptedException {
      new CompileGrowth(wanted, report).run();
    }
  };

  abstract void run(Wanted wanted, Report report) throws IOException, InterruptedException;
}
