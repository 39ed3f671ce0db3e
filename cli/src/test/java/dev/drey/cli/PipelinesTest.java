// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples, as their reader uses them: they validate without a warning, their tests pass, and a
 * run over their sample data gives what a script in another language computes from the same data.
 */
class PipelinesTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @TempDir Path folder;

  /** What a run of each example is given: its sample data in place of a stream. */
  static Stream<Example> examples() {
    return Stream.of(
        new Example("word-count", Map.of(), List.of(), "console", "late_console"),
        new Example(
            "card-velocity",
            Map.of("transactions", "transactions.jsonl"),
            List.of("input_stream=none", "alert_stream=none", "archive_folder=none"),
            "alert_out",
            "late_archive",
            "unreadable_archive"),
        new Example(
            "machine-readings",
            Map.of("readings", "readings.jsonl"),
            List.of("brokers=localhost:9092"),
            "averages_out",
            "anomalies_out",
            "late_out",
            "unreadable_out"),
        new Example("clickstream-sessions", Map.of(), List.of(), "console", "aside", "rejected"),
        new Example(
            "kinesis-to-kafka",
            Map.of("orders", "orders.jsonl"),
            List.of("stream=none", "brokers=localhost:9092"),
            "large_topic",
            "web_topic",
            "other_topic",
            "unreadable_topic"));
  }

  @Test
  void everyFolderIsTested() throws Exception {
    try (Stream<Path> folders = Files.list(Repository.root().resolve("pipelines"))) {
      assertThat(folders.filter(Files::isDirectory).map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              examples().map(example -> example.name).collect(Collectors.toList()));
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void validatesWithoutAWarning(Example example) {
    CommandLineUser user = new CommandLineUser(Repository.root());

    int code = user.drey("validate", "--deny-warnings", example.folder().toString());

    assertThat(user.err() + user.out()).doesNotContain("warning[").doesNotContain("error[");
    assertThat(code).isZero();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void itsTestsPass(Example example) {
    CommandLineUser user = new CommandLineUser(Repository.root());

    int code = user.drey("test", example.folder().toString());

    assertThat(code).as(user.out() + user.err()).isZero();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aRunGivesWhatAnotherLanguageComputes(Example example) throws Exception {
    Map<String, List<JsonNode>> expected = expected(example);
    List<String> command = new ArrayList<>();
    command.add("run");
    command.add(example.folder().resolve("pipeline.yaml").toString());
    example.params.forEach(param -> command.addAll(List.of("--param", param)));
    example.inputs.forEach(
        (source, file) ->
            command.addAll(
                List.of("--input", source + "=" + example.folder().resolve("data/" + file))));
    for (String sink : example.sinks) {
      command.addAll(List.of("--output", sink + "=" + folder.resolve(sink + ".jsonl")));
    }

    CommandLineUser user = new CommandLineUser(Repository.root());
    int code = user.drey(command.toArray(new String[0]));

    assertThat(code).as(user.err()).isZero();
    assertThat(example.sinks).containsAll(expected.keySet());
    for (String sink : example.sinks) {
      assertSame(
          sink, rows(folder.resolve(sink + ".jsonl")), expected.getOrDefault(sink, List.of()));
    }
  }

  /** Each expected row names the columns that it speaks of; each actual row is expected once. */
  private static void assertSame(String sink, List<JsonNode> actual, List<JsonNode> expected) {
    List<JsonNode> left = new ArrayList<>(actual);
    List<JsonNode> missing = new ArrayList<>();
    for (JsonNode row : expected) {
      JsonNode found =
          left.stream().filter(candidate -> matches(candidate, row)).findFirst().orElse(null);
      if (found == null) {
        missing.add(row);
      } else {
        left.remove(found);
      }
    }
    assertThat(missing).as("rows that " + sink + " should have, beside " + left).isEmpty();
    assertThat(left).as("rows that " + sink + " should not have").isEmpty();
  }

  private static boolean matches(JsonNode actual, JsonNode expected) {
    for (Map.Entry<String, JsonNode> field : expected.properties()) {
      JsonNode value = actual.get(field.getKey());
      if (value == null || !same(value, field.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** Numbers by their value: 12.50 is 12.5. */
  private static boolean same(JsonNode actual, JsonNode expected) {
    return (actual.isNumber() && expected.isNumber())
        ? actual.decimalValue().compareTo(expected.decimalValue()) == 0
        : actual.equals(expected);
  }

  private static List<JsonNode> rows(Path file) throws Exception {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }

  private static Map<String, List<JsonNode>> expected(Example example) throws Exception {
    Map<String, List<JsonNode>> expected = new LinkedHashMap<>();
    for (String line : NodeScript.lines(example.folder().resolve("expected/compute.mjs"))) {
      JsonNode row = JSON.readTree(line);
      expected
          .computeIfAbsent(row.get("sink").asText(), s -> new ArrayList<>())
          .add(row.get("row"));
    }
    return expected;
  }

  private static final class Example {
    private final String name;
    private final Map<String, String> inputs;
    private final List<String> params;
    private final List<String> sinks;

    Example(String name, Map<String, String> inputs, List<String> params, String... sinks) {
      this.name = name;
      this.inputs = inputs;
      this.params = params;
      this.sinks = List.of(sinks);
    }

    Path folder() {
      return Repository.root().resolve("pipelines").resolve(name);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
