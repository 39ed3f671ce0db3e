// SPDX-License-Identifier: Apache-2.0
package dev.drey.model;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import java.util.Map;
import java.util.Optional;

/** Deployment facts, as far as they are written. */
@AutoValue
public abstract class RuntimeSpec {
  public abstract Optional<Integer> parallelism();

  public abstract Optional<Integer> maxParallelism();

  /** Whether operators that follow each other in one subtask share a thread. */
  public abstract boolean chaining();

  /** Bytes. */
  public abstract Optional<Long> windowCache();

  public abstract Optional<LocatedDuration> checkpointInterval();

  public abstract Optional<LocatedDuration> checkpointMinPause();

  public abstract Optional<LocatedDuration> checkpointTimeout();

  /** {@code rocksdb} or {@code hashmap}. */
  public abstract Optional<String> stateBackend();

  /** {@code FLINK-1_20} where none is written. */
  public abstract String target();

  public abstract Optional<Integer> parallelismPerKpu();

  public abstract Optional<Boolean> autoScaling();

  public abstract Optional<String> logLevel();

  public abstract Optional<String> metricsLevel();

  /** Where each key that is written stands: {@code maxParallelism}, {@code checkpoint.interval}. */
  public abstract Map<String, LocatedText> places();

  public static Builder builder() {
    return new AutoValue_RuntimeSpec.Builder().chaining(true).target("FLINK-1_20").places(Map.of());
  }

  /** Builds a {@link RuntimeSpec}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder parallelism(Optional<Integer> parallelism);

    public abstract Builder maxParallelism(Optional<Integer> maxParallelism);

    public abstract Builder chaining(boolean chaining);

    public abstract Builder windowCache(Optional<Long> bytes);

    public abstract Builder checkpointInterval(Optional<LocatedDuration> interval);

    public abstract Builder checkpointMinPause(Optional<LocatedDuration> minPause);

    public abstract Builder checkpointTimeout(Optional<LocatedDuration> timeout);

    public abstract Builder stateBackend(Optional<String> stateBackend);

    public abstract Builder target(String target);

    public abstract Builder parallelismPerKpu(Optional<Integer> parallelismPerKpu);

    public abstract Builder autoScaling(Optional<Boolean> autoScaling);

    public abstract Builder logLevel(Optional<String> logLevel);

    public abstract Builder metricsLevel(Optional<String> metricsLevel);

    public abstract Builder places(Map<String, LocatedText> places);

    public abstract RuntimeSpec build();
  }
}
