// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.backend.SamplePlugin;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The plug-in of {@code samples/plugin}, built by the compiler alone and put on the class path. */
@Timeout(120)
final class PluginTest {
  private static final Path SAMPLE = SamplePlugin.folder();

  @TempDir static Path built;

  @BeforeAll
  static void build() throws IOException {
    SamplePlugin.build(built);
  }

  private static String drey(int exit, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                built + File.pathSeparator + System.getProperty("java.class.path"),
                "dev.drey.cli.Drey"));
    command.addAll(Arrays.asList(arguments));
    Path errors = Files.createTempFile(built, "errors", ".txt");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(errors) + output).isEqualTo(exit);
    return output + Files.readString(errors);
  }

  /** The numbers are right by hand; the names are those of Java. */
  @Test
  void runs() throws Exception {
    String shown = drey(0, "run", SAMPLE.resolve("pipeline.yaml").toString());

    assertThat(shown.lines().filter(line -> line.startsWith("card: ")))
        .containsExactly(
            "card: number=79927398713 country=Germany amount=10.5",
            "card: number=4539148803436467 amount=1.0",
            "card: number=4539148803436467 country=\"New Zealand\" amount=7.0");
    assertThat(shown.lines().filter(line -> line.startsWith("bad: ")))
        .containsExactly("bad: reason=\"`amount` is no number: `many`\" number=3");
  }

  /** Of an operator: its own tests, with a savepoint and another parallelism between them. */
  @Test
  void anOperatorIsTested() throws Exception {
    assertThat(drey(0, "test", SAMPLE.resolve("silence.test.yaml").toString()))
        .contains("a machine is silent after five minutes");
  }

  /** Seconds of the day in the records; the watermark is the end of the file. */
  @Test
  void anOperatorRuns(@TempDir Path folder) throws Exception {
    Path readings =
        Files.writeString(
            folder.resolve("readings.jsonl"),
            "{\"machine\": \"a\", \"grams\": 1500, \"ts\": \"2026-01-01T00:00:00Z\"}\n"
                + "{\"machine\": \"b\", \"grams\": 10, \"ts\": \"2026-01-01T00:01:00Z\"}\n"
                + "{\"machine\": \"a\", \"grams\": 250, \"ts\": \"2026-01-01T00:02:30Z\"}\n");

    String shown =
        drey(
            0, "run", SAMPLE.resolve("silence.yaml").toString(), "--input", "readings=" + readings);

    assertThat(shown.lines())
        .anyMatch(line -> line.contains("\"machine\":\"a\"") && line.contains("150000"))
        .anyMatch(line -> line.contains("\"total\":1.75") && line.contains("00:02:30"))
        .anyMatch(line -> line.contains("\"total\":0.01") && line.contains("00:01:00"));
  }

  /** What a stream behind it does with a row is not its fault, though it is the caller. */
  @Test
  void anOperatorIsNotBlamedForOthers(@TempDir Path folder) throws Exception {
    Path spec =
        Files.writeString(
            folder.resolve("silence.yaml"),
            Files.readString(SAMPLE.resolve("silence.yaml"))
                .replace("sinks:", "  share: {from: heard, add: {share: 1000 / grams}}\nsinks:")
                .replace("from: heard, print", "from: share, print"));
    Path readings =
        Files.writeString(
            folder.resolve("readings.jsonl"),
            "{\"machine\": \"a\", \"grams\": 0, \"ts\": \"2026-01-01T00:00:00Z\"}\n");

    assertThat(drey(1, "run", spec.toString(), "--input", "readings=" + readings))
        .contains("stream `share`")
        .doesNotContain("silence of");
  }

  @Test
  void anOperatorIsExplained() throws Exception {
    assertThat(drey(0, "explain", SAMPLE.resolve("silence.yaml").toString()))
        .contains("silence.after", "grams / 1000.0", "heard (last ", "to silent_machines");
  }

  /** It is a project of its own, so it says the versions of ours again. */
  @Test
  void isBuiltWithOurVersions() throws Exception {
    String sample = Files.readString(SAMPLE.resolve("pom.xml"));
    String ours = Files.readString(SAMPLE.resolve("../../pom.xml"));

    assertThat(first("<drey\\.version>([^<]+)", sample))
        .isEqualTo(first("<artifactId>drey-parent</artifactId>\\s*<version>([^<]+)", ours));
    assertThat(first("flink-streaming-java</artifactId>\\s*<version>([^<]+)", sample))
        .isEqualTo(first("<flink\\.version>([^<]+)", ours));
    String compiler = "maven-compiler-plugin</artifactId>\\s*<version>([^<]+)";
    assertThat(first(compiler, sample)).isEqualTo(first(compiler, ours));
  }

  private static String first(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .findFirst()
        .orElseThrow(() -> new AssertionError(pattern + " is not there"));
  }

  /** What the guide shows of the sample stands there. */
  @Test
  void theGuideShowsTheSample() throws Exception {
    String page = Files.readString(SAMPLE.resolve("../../docs/guide/operators.md"));
    StringBuilder sample = new StringBuilder();
    for (Path file : SamplePlugin.files(SAMPLE)) {
      if (!file.toString().contains("target")) {
        sample.append(Files.readString(file));
      }
    }
    List<String> blocks =
        Pattern.compile("(?s)```(?:java|yaml)\n(.*?)```")
            .matcher(page)
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.toList());

    assertThat(blocks).hasSize(5).allSatisfy(block -> assertThat(sample).contains(block));
  }

  @Test
  void standsInTheSchemaAndTheLists() throws Exception {
    assertThat(drey(0, "schema"))
        .contains("What stands in front of each line.")
        .contains("The language of the names.")
        .contains("logfmt")
        .contains("How long nothing comes before it counts as silence.");
    assertThat(drey(0, "list", "functions")).contains("LUHN");
    assertThat(drey(0, "list", "operators")).contains("silence", "not been heard of");
  }

  @Test
  void tellsItsOwnMistakes(@TempDir Path folder) throws Exception {
    Path spec =
        Files.writeString(
            folder.resolve("wrong.yaml"),
            Files.readString(SAMPLE.resolve("pipeline.yaml"))
                .replace("prefix: \"bad: \"", "prefix: \"bad\\n\"")
                .replace("LUHN(number)", "LUHN(amount)")
                .replace("key: {code: country}", "key: {name: country}"));
    Path silence =
        Files.writeString(
            folder.resolve("silence.yaml"),
            Files.readString(SAMPLE.resolve("silence.yaml")).replace("after: 5m", "after: 0s"));
    assertThat(drey(1, "validate", silence.toString()))
        .contains("error[DR0377]: nothing is silent for no time", "write a time such as");
    assertThat(drey(1, "validate", spec.toString()))
        .contains("error[DR9001]: a line with this in front of it is two")
        .contains("countries are asked by their `code` alone")
        .contains("LUHN");
  }
}
