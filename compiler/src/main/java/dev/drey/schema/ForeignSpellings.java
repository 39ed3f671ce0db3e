package dev.drey.schema;

import dev.drey.connector.Catalog;
import dev.drey.connector.Connector;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keys as other systems spell them (Beam YAML, Flink SQL, Benthos, Kafka Connect), each with ours:
 * by where it stands. Their spelling alone is foreign; nothing of theirs is read.
 */
final class ForeignSpellings {
  private final Map<String, Map<String, Answer>> byPlace = new HashMap<>();
  private final Set<String> sinkOnly = new HashSet<>();
  private final Set<String> sourceOnly = new HashSet<>();

  ForeignSpellings(Catalog catalog) {
    for (Connector connector : catalog.connectors()) {
      String name = connector.descriptor().name();
      if (connector.descriptor().sourceOptions().isEmpty()) {
        sinkOnly.add(name);
      }
      if (connector.descriptor().sinkOptions().isEmpty()) {
        sourceOnly.add(name);
      }
    }
    spec();
    source();
    stream();
    window();
    sink();
    runtime();
  }

  /** Our key for a foreign one at a place, as {@link Place#title} names it. */
  Optional<Answer> answer(String place, String key) {
    return Optional.ofNullable(byPlace.getOrDefault(place, Map.of()).get(key));
  }

  /** Whether it is a connector that cannot be used in this direction. */
  boolean isOtherDirection(String place, String key) {
    return (place.equals("a source") && sinkOnly.contains(key))
        || (place.equals("a sink") && sourceOnly.contains(key));
  }

  private void spec() {
    put("a spec", "sources", "input", "inputs", "source", "readers");
    put(
        "a spec",
        "streams",
        "transforms",
        "transform",
        "pipeline",
        "processors",
        "steps",
        "stream");
    put("a spec", "sinks", "output", "outputs", "sink", "writers");
    put("a spec", "params", "parameters", "variables", "args");
    put("a spec", "types", "schemas", "schema", "definitions");
    put("a spec", "runtime", "options", "config", "settings", "env");
    put("a spec", "apiVersion", "version");
  }

  private void source() {
    put("a source", "type", "schema", "columns", "row");
    put("a source", "format", "codec", "decoder", "encoding");
    put("a source", "eventTime", "timestamp", "time", "rowtime", "event_time", "timestampField");
    put("a source", "onError", "errorHandling", "error_handling", "ignoreParseErrors");
    put("`eventTime`", "field", "column", "timestampField", "rowtime");
    put("`eventTime`", "idleTimeout", "idleness", "withIdleness");
    put("`watermark`", "maxOutOfOrderness", "delay", "boundedOutOfOrderness", "bounded", "lag");
    put("`watermark`", "monotonic", "ascending", "monotonous");
  }

  private void stream() {
    put("a stream", "from", "input", "source", "inputs");
    put("a stream", "where", "filter", "keep");
    put("a stream", "select", "map", "transform", "fields", "columns", "mapping", "bloblang");
    put("a stream", "add", "append", "withColumn", "withColumns", "compute");
    put("a stream", "keyBy", "groupBy", "group_by", "partitionBy", "key", "keys");
    put("a stream", "window", "windowing", "windows");
    put("a stream", "allowedLateness", "lateness", "allowed_lateness");
    put("a stream", "late", "lateOutput", "sideOutput", "late_output", "lateData");
    put("a stream", "aggregate", "combine", "aggregations", "reduce", "agg", "measures");
    put("a stream", "explode", "flatMap", "unnest", "flatten", "unarchive");
    put("a stream", "union", "merge", "unionAll", "concat");
    put("a stream", "route", "split", "branch", "partition", "switch", "fork");
  }

  private void window() {
    put("`window`", "tumbling", "tumble", "fixed", "fixedWindows", "type");
    put("`window`", "sliding", "hop", "hopping", "slide");
    put("`window`", "session", "sessions", "inactivity");
    put("`window`", "cumulating", "cumulate");
    put("`sliding`", "every", "slide", "period", "hop", "step", "advance");
    put("`sliding`", "size", "duration", "length", "range");
    put("`tumbling`", "size", "duration", "length", "interval", "every");
    put("`session`", "gap", "timeout", "inactivity", "maxIdle");
  }

  private void sink() {
    put("a sink", "from", "input", "inputs", "stream", "source");
    put("a sink", "type", "schema", "columns");
    put("a sink", "format", "codec", "encoder", "encoding");
    put("a sink", "delivery", "guarantee", "deliveryGuarantee", "semantic", "exactlyOnce");
    put("`late`", "to", "stream", "output", "name");
    put("`onError`", "to", "stream", "output", "deadLetter", "dlq");
  }

  private void runtime() {
    put("`runtime`", "checkpoint", "checkpointing", "checkpoints", "checkpointInterval");
    put("`runtime`", "stateBackend", "backend", "state_backend");
    put("`checkpoint`", "minPause", "minPauseBetweenCheckpoints", "pause");
    put("`checkpoint`", "interval", "every", "period");
  }

  private void put(String place, String ours, String... theirs) {
    for (String foreign : theirs) {
      byPlace
          .computeIfAbsent(place, unused -> new HashMap<>())
          .put(foreign, new Answer(ours, "here it is called `" + ours + "`"));
    }
  }

  /** Our key, and the sentence that says so. */
  static final class Answer {
    private final String key;
    private final String help;

    Answer(String key, String help) {
      this.key = key;
      this.help = help;
    }

    String key() {
      return key;
    }

    String help() {
      return help;
    }
  }
}
