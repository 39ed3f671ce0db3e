// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.plan.RuntimeSettings;
import dev.drey.shape.Durations;
import java.util.ArrayList;
import java.util.List;

/**
 * What a spec's {@code runtime} says and an application's properties do not carry, in words and in
 * the fields of the managed service's UpdateApplication.
 */
final class ServiceSettings {
  private static final String CHECKPOINTS = "CheckpointConfigurationUpdate";
  private static final String PARALLELISM = "ParallelismConfigurationUpdate";

  private ServiceSettings() {}

  /** One for each key that is set; none where there are none. */
  static List<String> notes(RuntimeSettings runtime) {
    List<String> notes = new ArrayList<>();
    runtime
        .parallelism()
        .ifPresent(
            count -> notes.add(note("parallelism", PARALLELISM, "ParallelismUpdate", count)));
    runtime
        .checkpointInterval()
        .ifPresent(
            each ->
                notes.add(
                    note(
                        "checkpoint.interval",
                        CHECKPOINTS,
                        "CheckpointIntervalUpdate",
                        each.toMillis())));
    runtime
        .checkpointMinPause()
        .ifPresent(
            pause ->
                notes.add(
                    note(
                        "checkpoint.minPause",
                        CHECKPOINTS,
                        "MinPauseBetweenCheckpointsUpdate",
                        pause.toMillis())));
    runtime
        .checkpointTimeout()
        .ifPresent(timeout -> notes.add(fixed("checkpoint.timeout", Durations.text(timeout))));
    runtime.stateBackend().ifPresent(backend -> notes.add(fixed("stateBackend", backend)));
    return notes;
  }

  private static String note(String key, String configuration, String field, long value) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putObject("FlinkApplicationConfigurationUpdate")
        .putObject(configuration)
        .put("ConfigurationTypeUpdate", "CUSTOM")
        .put(field, value);
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
