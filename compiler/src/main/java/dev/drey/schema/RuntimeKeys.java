// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.shape.Key;
import dev.drey.shape.Shape;

/** The keys of {@code runtime}: deployment facts. */
final class RuntimeKeys {
  /** Flink's bound: the key groups of a job. */
  static final long MAX_PARALLELISM = 32_768;

  /** The managed service's bound. */
  private static final long MAX_PER_KPU = 8;

  private RuntimeKeys() {}

  static Key runtime() {
    return Key.of(
            "runtime",
            Shape.object(
                Key.of(
                        "parallelism",
                        Shape.integer(1, MAX_PARALLELISM),
                        "How many subtasks an operator has.")
                    .withDefault("1")
                    .withExample("4"),
                Key.of(
                        "maxParallelism",
                        Shape.integer(1, MAX_PARALLELISM),
                        "The highest parallelism that the job's state can ever be spread over.")
                    .withExample("512"),
                Key.of(
                        "chaining",
                        Shape.bool(),
                        "Whether steps that follow each other in the same subtask share a thread;"
                            + " `false` shows each by itself, at a price.")
                    .withDefault("true")
                    .withExample("false"),
                Key.of(
                        "windowCache",
                        Shape.someSize(),
                        "How much memory each subtask of a window, `aggregate`, `topN`, `join`,"
                            + " `orderBy`, `over` or `delay`, or of a `deduplicate` that keeps the first,"
                            + " may fill with what it counts or remembers before it goes to its"
                            + " state.")
                    .withDefault("32 MiB")
                    .withExample("64 MiB"),
                checkpoint(),
                Key.of(
                        "stateBackend",
                        Shape.oneOfTexts("rocksdb", "hashmap"),
                        "Where state lives while the job runs: on disk or on the heap.")
                    .withExample("rocksdb"),
                Key.of(
                        "target",
                        Shape.oneOfTexts("FLINK-1_20"),
                        "The runtime of the managed service that the job is meant for.")
                    .withDefault("FLINK-1_20")
                    .withExample("FLINK-1_20"),
                Key.of(
                        "parallelismPerKpu",
                        Shape.integer(1, MAX_PER_KPU),
                        "How many subtasks share one unit of the managed service.")
                    .withDefault("1")
                    .withExample("2"),
                Key.of("autoScaling", Shape.bool(), "Whether the managed service scales the job.")
                    .withExample("true"),
                Key.of(
                        "logLevel",
                        Shape.oneOfTexts("DEBUG", "INFO", "WARN", "ERROR"),
                        "What the managed service logs.")
                    .withDefault("INFO")
                    .withExample("WARN"),
                Key.of(
                        "metricsLevel",
                        Shape.oneOfTexts("APPLICATION", "TASK", "OPERATOR", "PARALLELISM"),
                        "How fine the managed service's metrics are.")
                    .withDefault("APPLICATION")
                    .withExample("OPERATOR")),
            "Deployment facts. A local run applies them, as far as the machine goes. The managed"
                + " service has its own, of which `drey package` says what to set; of these only"
                + " `maxParallelism`, `chaining` and `windowCache` reach it with the spec.")
        .withExample("{parallelism: 4, maxParallelism: 512, checkpoint: {interval: 1m}}");
  }

  private static Key checkpoint() {
    return Key.of(
            "checkpoint",
            Shape.object(
                Key.of("interval", Shape.duration(), "How often state is saved.").withExample("1m"),
                Key.of("minPause", Shape.duration(), "The least pause between two checkpoints.")
                    .withExample("10s"),
                Key.of("timeout", Shape.duration(), "After which a checkpoint is given up.")
                    .withDefault("10m")
                    .withExample("10m")),
            "When the state of the job is saved.")
        .withExample("{interval: 1m}");
  }
}
