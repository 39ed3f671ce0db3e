// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.backend.ExamplePipeline;
import dev.drey.backend.NodeScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
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
  @TempDir Path folder;

  /** What a run of each example is given: its sample data in place of a stream. */
  static Stream<Example> examples() {
    return Stream.of(
        new Example("word-count", Map.of(), List.of(), "console", "late_console"),
        new Example(
            "card-velocity",
            Map.of("transactions", "transactions.jsonl"),
            List.of("input_stream=none", "alert_function=none", "archive_stream=none"),
            "alert_out",
            "archive",
            "late_archive",
            "unreadable_archive"),
        new Example(
                "machine-readings",
                Map.of("readings", "readings.jsonl"),
                List.of("input_stream=none", "machine_table=none", "search_url=http://none"),
                "averages_out",
                "anomalies_out",
                "late_out",
                "unreadable_out")
            .table("known", "machines.jsonl"),
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
      assertThat(
              folders
                  .filter(Files::isDirectory)
                  .map(f -> f.getFileName().toString())
                  .filter(name -> !name.equals("cookbook")))
          .containsExactlyInAnyOrderElementsOf(
              examples().map(example -> example.name).collect(Collectors.toList()));
    }
  }

  @Test
  void theModelIsWhatItsScriptMakes() throws Exception {
    Path model = Repository.root().resolve("pipelines/card-velocity/model");
    assertThat(Base64.getEncoder().encodeToString(Files.readAllBytes(model.resolve("fraud.onnx"))))
        .isEqualTo(String.join("", NodeScript.lines(model.resolve("make.mjs"))));
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
    ExamplePipeline expected = ExamplePipeline.of(example.name);
    List<String> command = new ArrayList<>();
    command.add("run");
    command.add(example.folder().resolve("pipeline.yaml").toString());
    example.params.forEach(param -> command.addAll(List.of("--param", param)));
    example.inputs.forEach(
        (source, file) ->
            command.addAll(
                List.of("--input", source + "=" + example.folder().resolve("data/" + file))));
    example.tables.forEach(
        (stream, file) ->
            command.addAll(
                List.of("--table", stream + "=" + example.folder().resolve("data/" + file))));
    for (String sink : example.sinks) {
      command.addAll(List.of("--output", sink + "=" + folder.resolve(sink + ".jsonl")));
    }

    CommandLineUser user = new CommandLineUser(Repository.root());
    int code = user.drey(command.toArray(new String[0]));

    assertThat(code).as(user.err()).isZero();
    expected.assertNoOtherThan(example.sinks);
    for (String sink : example.sinks) {
      expected.assertSame(sink, lines(folder.resolve(sink + ".jsonl")));
    }
  }

  private static List<String> lines(Path file) throws Exception {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private static final class Example {
    private final String name;
    private final Map<String, String> inputs;
    private final Map<String, String> tables = new LinkedHashMap<>();
    private final List<String> params;
    private final List<String> sinks;

    Example(String name, Map<String, String> inputs, List<String> params, String... sinks) {
      this.name = name;
      this.inputs = inputs;
      this.params = params;
      this.sinks = List.of(sinks);
    }

    Example table(String stream, String file) {
      tables.put(stream, file);
      return this;
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
