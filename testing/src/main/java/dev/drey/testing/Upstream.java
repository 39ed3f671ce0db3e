// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import com.google.auto.value.AutoValue;
import java.util.Optional;
import org.apache.flink.streaming.runtime.partitioner.StreamPartitioner;

/** One subtask that sends rows, and how it chooses among the subtasks that take them. */
@AutoValue
abstract class Upstream {
  static Upstream of(SharedOutput output, int subtask, int parallelism) {
    return new AutoValue_Upstream(output, subtask, parallelism, Optional.empty());
  }

  abstract SharedOutput output();

  /** From 0. */
  abstract int subtask();

  /** Of its operator. */
  abstract int parallelism();

  /** Absent where the graph leaves it to Flink. */
  abstract Optional<StreamPartitioner<Object>> partitioner();

  Upstream by(StreamPartitioner<Object> newPartitioner) {
    return new AutoValue_Upstream(output(), subtask(), parallelism(), Optional.of(newPartitioner));
  }
}
