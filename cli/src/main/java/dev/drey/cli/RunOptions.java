// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import com.google.auto.value.AutoValue;
import java.time.Duration;
import java.util.Optional;

/** How a pipeline is to run here. */
@AutoValue
abstract class RunOptions {
  /** Absent: as the spec says. */
  abstract Optional<Integer> parallelism();

  abstract boolean ui();

  /** Whether sources end with what is there at the start. */
  abstract boolean untilNow();

  /** After how many rows, of all sinks together, the run ends. */
  abstract Optional<Long> limit();

  /** After how long the run ends. */
  abstract Optional<Duration> longest();

  /** Whether sources leave their marks, such as committed offsets, as a deployed pipeline does. */
  abstract boolean commitsOffsets();

  static Builder builder() {
    return new AutoValue_RunOptions.Builder();
  }

  /** Builds {@link RunOptions}. */
  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder parallelism(Optional<Integer> parallelism);

    abstract Builder ui(boolean ui);

    abstract Builder untilNow(boolean untilNow);

    abstract Builder limit(Optional<Long> limit);

    abstract Builder longest(Optional<Duration> longest);

    abstract Builder commitsOffsets(boolean commitsOffsets);

    abstract RunOptions build();
  }
}
