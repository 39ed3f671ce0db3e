// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.plan.RuntimeSettings;
import dev.drey.shape.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a spec's {@code runtime} says and an application's properties do not carry, in words and in
 * the fields of the managed service's UpdateApplication.
 */
final class ServiceSettings {
  private static final String CHECKPOINTS = "CheckpointConfigurationUpdate";
  private static final String PARALLELISM = "ParallelismConfigurationUpdate";
  private static final String MONITORING = "MonitoringConfigurationUpdate";

  private ServiceSettings() {}

  /** One for each key that is set; none where there are none. */
  static List<String> notes(RuntimeSettings runtime) {
    List<String> notes = new ArrayList<>();
    runtime
        .parallelism()
        .ifPresent(
            count ->
                notes.add(
                    note(
                        "parallelism", PARALLELISM, each -> each.put("ParallelismUpdate", count))));
    runtime
        .parallelismPerKpu()
        .ifPresent(
            count ->
                notes.add(
                    note(
                        "parallelismPerKpu",
                        PARALLELISM,
                        each -> each.put("ParallelismPerKPUUpdate", count))));
    runtime
        .autoScaling()
        .ifPresent(
            scales ->
                notes.add(
                    note(
                        "autoScaling",
                        PARALLELISM,
                        each -> each.put("AutoScalingEnabledUpdate", scales))));
    runtime
        .checkpointInterval()
        .ifPresent(
            time ->
                notes.add(
                    note(
                        "checkpoint.interval",
                        CHECKPOINTS,
                        each -> each.put("CheckpointIntervalUpdate", time.toMillis()))));
    runtime
        .checkpointMinPause()
        .ifPresent(
            pause ->
                notes.add(
                    note(
                        "checkpoint.minPause",
                        CHECKPOINTS,
                        each -> each.put("MinPauseBetweenCheckpointsUpdate", pause.toMillis()))));
    runtime
        .checkpointTimeout()
        .ifPresent(timeout -> notes.add(fixed("checkpoint.timeout", Durations.text(timeout))));
    runtime.stateBackend().ifPresent(backend -> notes.add(fixed("stateBackend", backend)));
    runtime
        .logLevel()
        .ifPresent(
            level ->
                notes.add(note("logLevel", MONITORING, each -> each.put("LogLevelUpdate", level))));
    runtime
        .metricsLevel()
        .ifPresent(
            level ->
                notes.add(
                    note(
                        "metricsLevel",
                        MONITORING,
                        each -> each.put("MetricsLevelUpdate", level))));
    return notes;
  }

  private static String note(String key, String configuration, Consumer<ObjectNode> value) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    value.accept(
        root.putObject("FlinkApplicationConfigurationUpdate")
            .putObject(configuration)
            .put("ConfigurationTypeUpdate", "CUSTOM"));
    return "note: the properties do not carry `runtime."
        + key
        + "`; in the application's configuration it is\n  "
        + root;
  }

  private static String fixed(String key, String value) {
    return "note: the properties do not carry `runtime."
        + key
        + ": "
        + value
        + "`, which the managed service sets itself";
  }
}
