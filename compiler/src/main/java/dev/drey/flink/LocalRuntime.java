// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.plan.RuntimeSettings;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;

/**
 * A spec's {@code runtime} as Flink configuration, for a run on the user's own machine. Never used
 * on the managed service, which owns all of it.
 */
public final class LocalRuntime {
  private LocalRuntime() {}

  /** What the spec says; what it leaves open is not set. */
  public static Configuration configuration(RuntimeSettings settings) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.MAX_PARALLELISM, settings.maxParallelism());
    settings
        .parallelism()
        .ifPresent(count -> configuration.set(CoreOptions.DEFAULT_PARALLELISM, count));
    settings
        .checkpointInterval()
        .ifPresent(each -> configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, each));
    settings
        .checkpointMinPause()
        .ifPresent(
            pause -> configuration.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, pause));
    settings
        .checkpointTimeout()
        .ifPresent(
            timeout -> configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, timeout));
    settings
        .stateBackend()
        .ifPresent(name -> configuration.set(StateBackendOptions.STATE_BACKEND, name));
    return configuration;
  }
}
