// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.model.StepParallelism;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What a spec's {@code runtime} says, with its defaults. */
@AutoValue
public abstract class RuntimeSettings {
  /** Flink's own limit. */
  public static final int DEFAULT_MAX_PARALLELISM = 128;

  private static final long DEFAULT_WINDOW_CACHE = 32L << 20;

  /** Absent: the environment decides. */
  public abstract Optional<Integer> parallelism();

  /** Always explicit on every operator: it fixes the key groups of the state. */
  public abstract int maxParallelism();

  /** Whether operators that follow each other in one subtask share a thread. */
  public abstract boolean chaining();

  /** How many bytes of memory each subtask of a window may fill before it goes to its state. */
  public abstract long windowCache();

  /** Of operators that have a number of their own, by their ids. */
  public abstract Map<String, StepParallelism> steps();

  public abstract Optional<Duration> checkpointInterval();

  public abstract Optional<Duration> checkpointMinPause();

  public abstract Optional<Duration> checkpointTimeout();

  /** {@code rocksdb} or {@code hashmap}. */
  public abstract Optional<String> stateBackend();

  /** How many subtasks share one unit of the managed service. */
  public abstract Optional<Integer> parallelismPerKpu();

  /** Whether the managed service scales the job. */
  public abstract Optional<Boolean> autoScaling();

  /** {@code DEBUG}, {@code INFO}, {@code WARN} or {@code ERROR}, on the managed service. */
  public abstract Optional<String> logLevel();

  /** {@code APPLICATION}, {@code TASK}, {@code OPERATOR} or {@code PARALLELISM}, there as well. */
  public abstract Optional<String> metricsLevel();

  /** The managed service's runtime, such as {@code FLINK-1_20}. */
  public abstract String target();

  abstract Builder toBuilder();

  public final RuntimeSettings withSteps(Map<String, StepParallelism> steps) {
    return toBuilder().steps(steps).build();
  }

  public static Builder builder() {
    return new AutoValue_RuntimeSettings.Builder()
        .maxParallelism(DEFAULT_MAX_PARALLELISM)
        .chaining(true)
        .windowCache(DEFAULT_WINDOW_CACHE)
        .steps(Map.of())
        .target("FLINK-1_20");
  }

  /** Builds {@link RuntimeSettings}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder parallelism(Optional<Integer> parallelism);

    public abstract Builder maxParallelism(int maxParallelism);

    public abstract Builder chaining(boolean chaining);

    public abstract Builder windowCache(long bytes);

    public abstract Builder steps(Map<String, StepParallelism> steps);

    public abstract Builder checkpointInterval(Optional<Duration> interval);

    public abstract Builder checkpointMinPause(Optional<Duration> minPause);

    public abstract Builder checkpointTimeout(Optional<Duration> timeout);

    public abstract Builder stateBackend(Optional<String> stateBackend);

    public abstract Builder parallelismPerKpu(Optional<Integer> parallelism);

    public abstract Builder autoScaling(Optional<Boolean> autoScaling);

    public abstract Builder logLevel(Optional<String> level);

    public abstract Builder metricsLevel(Optional<String> level);

    public abstract Builder target(String target);

    public abstract RuntimeSettings build();
  }
}
