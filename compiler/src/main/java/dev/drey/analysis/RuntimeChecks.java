// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.StateCodes;
import dev.drey.diagnostic.StructureCodes;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.model.LocatedDuration;
import dev.drey.model.RuntimeSpec;
import dev.drey.plan.RuntimeSettings;
import dev.drey.source.LocatedText;
import java.time.Duration;
import java.util.Optional;

/**
 * What {@code runtime} says against itself and against what the managed service leaves open, as its
 * developer guide has it. The range of each value is the schema's affair.
 */
final class RuntimeChecks {
  /** Flink takes no shorter interval or timeout of checkpoints. */
  private static final Duration LEAST = Duration.ofMillis(10);

  private final RuntimeSpec spec;
  private final Diagnostics diagnostics;

  RuntimeChecks(RuntimeSpec spec, Diagnostics diagnostics) {
    this.spec = spec;
    this.diagnostics = diagnostics;
  }

  RuntimeSettings settings() {
    checkParallelism();
    spec.stateBackend()
        .filter(backend -> !backend.equals("rocksdb"))
        .ifPresent(
            backend ->
                ignored(
                    "stateBackend",
                    "the managed service always keeps state in RocksDB; only local runs use `"
                        + backend
                        + "`",
                    "remove `stateBackend`, or allow this warning"));
    spec.checkpointTimeout()
        .ifPresent(
            timeout ->
                ignored(
                    "checkpoint.timeout",
                    "the managed service always uses a checkpoint timeout of 60 minutes; only"
                        + " local runs use "
                        + timeout.text().text(),
                    "remove `timeout`, or allow this warning"));
    checkLeast("checkpoint.interval", spec.checkpointInterval());
    checkLeast("checkpoint.timeout", spec.checkpointTimeout());
    RuntimeSettings.Builder settings = RuntimeSettings.builder();
    spec.windowCache().ifPresent(settings::windowCache);
    return settings
        .parallelism(spec.parallelism())
        .chaining(spec.chaining())
        .maxParallelism(spec.maxParallelism().orElse(RuntimeSettings.DEFAULT_MAX_PARALLELISM))
        .checkpointInterval(spec.checkpointInterval().map(LocatedDuration::duration))
        .checkpointMinPause(spec.checkpointMinPause().map(LocatedDuration::duration))
        .checkpointTimeout(spec.checkpointTimeout().map(LocatedDuration::duration))
        .stateBackend(spec.stateBackend())
        .parallelismPerKpu(spec.parallelismPerKpu())
        .autoScaling(spec.autoScaling())
        .logLevel(spec.logLevel())
        .metricsLevel(spec.metricsLevel())
        .target(spec.target())
        .build();
  }

  private void checkLeast(String key, Optional<LocatedDuration> written) {
    written
        .filter(each -> !each.unresolved() && each.duration().compareTo(LEAST) < 0)
        .ifPresent(
            each ->
                report(
                    StructureCodes.OUT_OF_RANGE,
                    key,
                    "`" + each.text().text() + "` is less than the 10ms that Flink asks for",
                    "write a longer time, such as 10s or 1m"));
  }

  private void checkParallelism() {
    int max = spec.maxParallelism().orElse(RuntimeSettings.DEFAULT_MAX_PARALLELISM);
    int parallelism = spec.parallelism().orElse(1);
    if (parallelism > max) {
      String key = spec.places().containsKey("parallelism") ? "parallelism" : "maxParallelism";
      report(
          StateCodes.TOO_PARALLEL,
          key,
          "a parallelism of "
              + parallelism
              + " exceeds the maxParallelism of "
              + max
              + (spec.maxParallelism().isEmpty() ? ", which is the default" : ""),
          "raise `maxParallelism` before the first start; later it can never change without"
              + " losing state");
    }
  }

  private void ignored(String key, String message, String help) {
    report(StateCodes.TARGET_IGNORES, key, message, help);
  }

  // A setting that is written has its place.
  private void report(DiagnosticCode code, String key, String message, String help) {
    LocatedText place = spec.places().get(key);
    if (place == null) {
      throw new IllegalStateException("no place for runtime." + key);
    }
    diagnostics.add(Diagnostic.at(code, place.span(), message).help(help));
  }
}
