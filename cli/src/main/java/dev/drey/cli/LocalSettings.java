// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.flink.LocalRuntime;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/**
 * The Flink inside this process: what the spec says of it, within what this machine can. Between
 * two operators with a keyed exchange each subtask speaks to each, so the memory that this takes
 * grows with the square of the parallelism.
 */
final class LocalSettings {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);
  private static final int SUBTASKS_PER_CORE = 4;
  private static final int ALWAYS_ALLOWED = 16;

  /** As Flink has it by default. */
  private static final long BUFFER_BYTES = 32 << 10;

  /** As Flink gives a local cluster by default. */
  private static final long LEAST_NETWORK_BYTES = 64L << 20;

  private final LogicalPlan plan;
  private final int asked;
  private final int cores;
  private final long memory;

  LocalSettings(LogicalPlan plan, Optional<Integer> parallelism) {
    this(
        plan,
        parallelism,
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory());
  }

  LocalSettings(LogicalPlan plan, Optional<Integer> parallelism, int cores, long memory) {
    this.plan = plan;
    this.asked = parallelism.or(() -> plan.runtime().parallelism()).orElse(1);
    this.cores = cores;
    this.memory = memory;
  }

  /** What was asked for, or the most that this machine and the spec's key groups allow. */
  int parallelism() {
    int most = Math.max(ALWAYS_ALLOWED, SUBTASKS_PER_CORE * cores);
    int count = Math.min(Math.min(asked, most), plan.runtime().maxParallelism());
    while (count > 1 && networkBytes(count) > Math.max(LEAST_NETWORK_BYTES, memory / 4)) {
      count--;
    }
    return count;
  }

  /** What the person who asked for more should know. */
  Optional<String> note() {
    int count = parallelism();
    if (count == asked) {
      return Optional.empty();
    }
    return Optional.of(
        count == plan.runtime().maxParallelism()
            ? "note: runs with parallelism " + count + ", which is the spec's `maxParallelism`"
            : "note: a parallelism of "
                + asked
                + " is more than this machine can carry; runs with "
                + count);
  }

  Configuration configuration(TemporaryFolder folder) {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    configuration.addAll(LocalRuntime.configuration(plan.runtime()));
    int count = parallelism();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, count);
    MemorySize network = new MemorySize(Math.max(LEAST_NETWORK_BYTES, networkBytes(count)));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
    configuration.set(CoreOptions.TMP_DIRS, folder.resolve("tmp").toString());
    configuration.set(WebOptions.TMP_DIR, folder.resolve("web").toString());
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.resolve("state").toUri().toString());
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return configuration;
  }

  /**
   * Each channel of a gate has two buffers and each gate eight more; each subpartition has one and
   * each partition one more. What goes by key has an exchange of all with all before it; this and
   * sinks may have one of all with one, too.
   */
  private long networkBytes(long count) {
    long exchanges = plan.nodes().stream().filter(PlanNode::exchanges).count();
    long sinks = plan.sinks().size();
    long allToAll = count * (2 * count + 8) + count * (count + 1);
    long allToOne = 2 * count + 8 + 2 * count;
    return BUFFER_BYTES * (exchanges * allToAll + (exchanges + sinks) * allToOne);
  }
}
