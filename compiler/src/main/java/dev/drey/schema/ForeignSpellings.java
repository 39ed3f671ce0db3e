// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.connector.Connector;
import dev.drey.source.LocatedText;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keys as other systems spell them (Beam YAML, Flink SQL, Benthos, Kafka Connect, the clients' own
 * properties), each with ours: by where it stands. Their spelling alone is foreign; nothing of
 * theirs is read without being reported.
 */
final class ForeignSpellings implements Spellings {
  private final Map<String, Map<String, Answer>> byPlace = new HashMap<>();

  /** Those that are meant otherwise where a single value stands behind them. */
  private final Map<String, Map<String, Answer>> ofScalars = new HashMap<>();

  private final Set<String> sinkOnly = new HashSet<>();
  private final Set<String> sourceOnly = new HashSet<>();
  private final Set<String> lookups = new HashSet<>();
  private final Set<String> lookupOnly = new HashSet<>();

  ForeignSpellings(Language language) {
    for (Connector connector : language.catalog().connectors()) {
      String name = connector.descriptor().name();
      if (connector.descriptor().sourceOptions().isEmpty()) {
        sinkOnly.add(name);
      }
      if (connector.descriptor().sinkOptions().isEmpty()) {
        sourceOnly.add(name);
      }
      if (connector.descriptor().lookupOptions().isPresent()) {
        lookups.add(name);
      }
      if (sinkOnly.contains(name) && sourceOnly.contains(name)) {
        lookupOnly.add(name);
      }
    }
    spec();
    source();
    stream();
    language.operations().forEach(operation -> operation.spell(this));
    sink();
    runtime();
    new ForeignOptions(this).addAll();
  }

  /** Our key for a foreign one at a place, as {@link Place#title} names it. */
  Optional<Answer> answer(String place, String key) {
    return Optional.ofNullable(byPlace.getOrDefault(place, Map.of()).get(key));
  }

  /** Our key for a foreign one with its value. */
  Optional<Answer> answer(String place, YamlEntry entry) {
    Optional<Answer> ofScalar =
        Optional.ofNullable(ofScalars.getOrDefault(place, Map.of()).get(entry.name()))
            .filter(unused -> entry.value() instanceof YamlScalar);
    return ofScalar.or(() -> answer(place, entry.name()));
  }

  /** Whether it is a connector that cannot be used in this direction. */
  boolean isOtherDirection(String place, String key) {
    return (place.equals("a source") && sinkOnly.contains(key))
        || (place.equals("a sink") && sourceOnly.contains(key));
  }

  /** Whether it is a connector that can be asked by key. */
  boolean isLookup(String key) {
    return lookups.contains(key);
  }

  /** Whether it is a connector that can be asked by key and nothing else. */
  boolean isLookupOnly(String key) {
    return lookupOnly.contains(key);
  }

  private void spec() {
    put("a spec", "sources", "input", "inputs", "source", "readers");
    put(
        "a spec",
        "streams",
        "transforms",
        "transform",
        "transformations",
        "pipeline",
        "processors",
        "steps",
        "stream");
    putScalar("a spec", "name", "pipeline", "job", "application", "id");
    put("a spec", "sinks", "output", "outputs", "sink", "writers");
    put("a spec", "params", "parameters", "variables", "args", "vars");
    put("a spec", "types", "schemas", "schema", "definitions");
    put("a spec", "runtime", "options", "config", "settings", "env", "execution", "deployment");
    put("a spec", "apiVersion", "version", "api_version", "apiversion");
    put("a spec", "runtime.parallelism", "parallelism");
  }

  private void source() {
    put("a source", "file", "filesystem", "localFile", "files", "local");
    put("a source", "datagen", "generator", "generate", "faker");
    put("a source", "type", "schema", "columns", "row", "fields");
    put("a source", "format", "codec", "decoder", "encoding", "deserializer");
    put(
        "a source",
        "eventTime",
        "timestamp",
        "time",
        "rowtime",
        "event_time",
        "timestampField",
        "timestamps");
    put("a source", "onError", "errorHandling", "error_handling", "ignoreParseErrors");
    put("a source", "eventTime.idleTimeout", "idleness", "withIdleness");
    say(
        "a source",
        "write `eventTime: {field: TIME_COLUMN, watermark: {maxOutOfOrderness: 10s}}`",
        "watermarkStrategy",
        "WATERMARK FOR",
        "WATERMARK");
    say(
        "a source",
        "write the connector's name as the key: `kafka: {brokers: \"host:9092\", topic: NAME}`",
        "connector",
        "topic",
        "bootstrap.servers");
    put("`eventTime`", "field", "column", "timestampField", "rowtime", "timestamp", "name");
    put("`eventTime`", "idleTimeout", "idleness", "withIdleness", "idle");
    put("`eventTime`", "watermark.maxOutOfOrderness", "delay", "outOfOrderness", "lag");
    put("`eventTime`", "maxFutureSkew", "maxSkew", "futureSkew", "maxAhead");
    put(
        "`watermark`",
        "maxOutOfOrderness",
        "delay",
        "boundedOutOfOrderness",
        "forBoundedOutOfOrderness",
        "bounded",
        "lag",
        "outOfOrderness");
    put("`watermark`", "monotonic", "ascending", "monotonous", "forMonotonousTimestamps");
  }

  private void stream() {
    put("a stream", "from", "input", "source", "inputs", "FROM");
    put("a stream", "where", "filter", "keep", "WHERE", "condition");
    put(
        "a stream",
        "select",
        "map",
        "transform",
        "fields",
        "columns",
        "mapping",
        "bloblang",
        "project",
        "SELECT");
    put("a stream", "add", "append", "withColumn", "withColumns", "compute", "derive", "extend");
    put("a stream", "add", "set", "let", "with", "assign", "mutate");
    put("a stream", "where", "if", "when", "only");
    put("a stream", "drop", "remove", "dropColumns", "exclude", "except");
    put("a stream", "rename", "renameColumns", "alias", "aliases");
    put(
        "a stream",
        "keyBy",
        "groupBy",
        "group_by",
        "GROUP BY",
        "group",
        "partitionBy",
        "partition_by",
        "key",
        "keys");
    say(
        "a stream",
        "rows of a stream have no end: `topN: {by: x DESC, n: 10, ttl: 30d}` keeps the first ones of"
            + " all so far",
        "limit",
        "LIMIT");
    say(
        "a stream",
        "write `keyBy` with `window` and `aggregate`: a group is one row, and `FIRST_VALUE(x)` keeps"
            + " one value of it",
        "distinct",
        "DISTINCT",
        "dedupe",
        "dropDuplicates");
  }

  private void sink() {
    put("a sink", "from", "input", "inputs", "stream", "source");
    put("a sink", "print", "console", "stdout", "stderr", "log", "logger");
    put("a sink", "discard", "blackhole", "devnull", "nothing");
    put("a sink", "file", "filesystem", "localFile", "files", "local");
    put("a sink", "type", "schema");
    put("a sink", "where", "filter", "condition", "predicate");
    put("a sink", "columns", "fields", "includeFields", "only", "only_fields");
    put("a sink", "drop", "exclude", "except", "except_fields", "excludeFields");
    put("a sink", "format", "codec", "encoder", "encoding", "serializer");
    put("a sink", "delivery", "guarantee", "deliveryGuarantee", "semantic", "exactlyOnce");
    put("a sink", "delivery", "sink.delivery-guarantee", "delivery-guarantee", "semantics");
    put("a sink", "onError", "errorHandling", "error_handling", "onFailure", "deadLetterQueue");
    say(
        "a sink",
        "write the connector's name as the key: `kafka: {brokers: \"host:9092\", topic: NAME}`",
        "connector",
        "topic",
        "bootstrap.servers");
    say(
        "a sink",
        "give the rows a stream of their own: `NAME: {from: ..., select: ...}`, and write that",
        "select",
        "add",
        "rename");
    put("`onError`", "to", "stream", "output", "deadLetter", "dlq", "topic", "sink");
  }

  private void runtime() {
    put("`runtime`", "checkpoint", "checkpointing", "checkpoints");
    inMillis(
        "`runtime`",
        "checkpoint.interval",
        "checkpointInterval",
        "checkpoint_interval",
        "execution.checkpointing.interval",
        "checkpointing.interval");
    inMillis(
        "`runtime`", "checkpoint.timeout", "checkpointTimeout", "execution.checkpointing.timeout");
    inMillis("`runtime`", "checkpoint.minPause", "minPauseBetweenCheckpoints");
    put(
        "`runtime`",
        "stateBackend",
        "backend",
        "state_backend",
        "state",
        "state.backend",
        "state.backend.type");
    say(
        "`runtime`",
        "the state of a window goes with the window, and each `aggregate` without one has its own:"
            + " write `ttl: 1d` there",
        "ttl",
        "stateTtl",
        "state.ttl",
        "table.exec.state.ttl",
        "idleStateRetention");
    put("`runtime`", "parallelism", "parallelism.default", "tasks", "workers", "slots");
    put("`runtime`", "maxParallelism", "pipeline.max-parallelism", "max_parallelism");
    put("`runtime`", "logLevel", "log", "logging", "loglevel");
    put("`runtime`", "autoScaling", "autoscaling", "autoScale");
    inMillis("`checkpoint`", "minPause", "minPauseBetweenCheckpoints", "pause");
    inMillis("`checkpoint`", "interval", "every", "period");
  }

  @Override
  public void put(String place, String path, String... theirs) {
    add(place, new Answer(List.of(path.split("\\.")), "", called(path)), theirs);
  }

  /** For a single value alone. */
  private void putScalar(String place, String path, String... theirs) {
    add(ofScalars, place, new Answer(List.of(path.split("\\.")), "", called(path)), theirs);
  }

  /** A bare number of theirs is milliseconds. */
  void inMillis(String place, String path, String... theirs) {
    add(place, new Answer(List.of(path.split("\\.")), "ms", called(path)), theirs);
  }

  @Override
  public void say(String place, String help, String... theirs) {
    add(place, new Answer(List.of(), "", help), theirs);
  }

  private static String called(String path) {
    return "here it is called `" + path + "`";
  }

  private void add(String place, Answer answer, String... theirs) {
    add(byPlace, place, answer, theirs);
  }

  private static void add(
      Map<String, Map<String, Answer>> answers, String place, Answer answer, String... theirs) {
    for (String foreign : theirs) {
      answers.computeIfAbsent(place, unused -> new HashMap<>()).put(foreign, answer);
    }
  }

  /** Our key, and the sentence that says so. */
  static final class Answer {
    private final List<String> path;
    private final String unit;
    private final String help;

    private Answer(List<String> path, String unit, String help) {
      this.path = path;
      this.unit = unit;
      this.help = help;
    }

    /** The key and those below it; empty where there is none that takes the value. */
    List<String> path() {
      return path;
    }

    String help() {
      return help;
    }

    /** Their value with its unit. */
    YamlNode value(YamlNode theirs) {
      boolean number =
          theirs instanceof YamlScalar && ((YamlScalar) theirs).kind() == YamlScalar.Kind.INTEGER;
      if (unit.isEmpty() || !number) {
        return theirs;
      }
      LocatedText text = ((YamlScalar) theirs).text();
      return YamlScalar.of(LocatedText.at(text + unit, text.span()), YamlScalar.Kind.TEXT);
    }
  }
}
