package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DiagnosticCode;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.StateCodes;
import dev.drey.model.LocatedDuration;
import dev.drey.model.RuntimeSpec;
import dev.drey.plan.RuntimeSettings;
import dev.drey.source.LocatedText;
import java.util.List;

/**
 * What {@code runtime} says against what Flink and the target runtime of the managed service can
 * do. Limits are those of the service's developer guide and of Flink's KeyGroupRangeAssignment.
 */
final class RuntimeChecks {
  private static final int FLINK_MAX_PARALLELISM = 1 << 15;
  private static final int MAX_PER_KPU = 8;
  private static final String TARGET = "FLINK-1_20";

  /** Runtimes of the managed service that this version cannot be deployed on. */
  private static final List<String> OTHER_TARGETS =
      List.of("FLINK-1_15", "FLINK-1_18", "FLINK-1_19", "FLINK-2_2", "FLINK-2_3");

  private final RuntimeSpec spec;
  private final Diagnostics diagnostics;

  RuntimeChecks(RuntimeSpec spec, Diagnostics diagnostics) {
    this.spec = spec;
    this.diagnostics = diagnostics;
  }

  RuntimeSettings settings() {
    checkParallelism();
    checkTarget();
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
    return RuntimeSettings.builder()
        .parallelism(spec.parallelism())
        .maxParallelism(spec.maxParallelism().orElse(RuntimeSettings.DEFAULT_MAX_PARALLELISM))
        .checkpointInterval(spec.checkpointInterval().map(LocatedDuration::duration))
        .checkpointMinPause(spec.checkpointMinPause().map(LocatedDuration::duration))
        .checkpointTimeout(spec.checkpointTimeout().map(LocatedDuration::duration))
        .stateBackend(spec.stateBackend())
        .target(spec.target())
        .build();
  }

  private void checkParallelism() {
    int max = spec.maxParallelism().orElse(RuntimeSettings.DEFAULT_MAX_PARALLELISM);
    if (max < 1 || max > FLINK_MAX_PARALLELISM) {
      report(
          StateCodes.MAX_PARALLELISM,
          "maxParallelism",
          "`maxParallelism` must lie between 1 and " + FLINK_MAX_PARALLELISM,
          "write a number such as 128 or 512; it can never change without losing state");
      return;
    }
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
    spec.parallelismPerKpu()
        .filter(perKpu -> perKpu < 1 || perKpu > MAX_PER_KPU)
        .ifPresent(
            perKpu ->
                report(
                    StateCodes.TARGET_REFUSES,
                    "parallelismPerKpu",
                    "the managed service takes a parallelismPerKpu from 1 to " + MAX_PER_KPU,
                    "write a number from 1 to " + MAX_PER_KPU));
  }

  private void checkTarget() {
    String target = spec.target();
    if (target.equals(TARGET)) {
      return;
    }
    boolean exists = OTHER_TARGETS.contains(target);
    report(
        StateCodes.TARGET_UNKNOWN,
        "target",
        exists
            ? "this version of Drey is built for " + TARGET + ", not for " + target
            : "there is no runtime `" + target + "`",
        exists
            ? "write `target: " + TARGET + "` or remove the key"
            : DidYouMean.help(target, List.of(TARGET))
                .orElse("write `target: " + TARGET + "` or remove the key"));
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
