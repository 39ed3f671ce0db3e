// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.backend.Loopback;
import dev.drey.backend.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Paths of {@code s3://} from a laptop: the command in a process of its own, which has the
 * variables of the AWS SDK, and a server that speaks S3.
 */
class RunOnS3Test {
  private static @Nullable S3Server started;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    started = S3Server.start();
  }

  @AfterAll
  static void close() {
    server().close();
  }

  private static S3Server server() {
    return requireNonNull(started, "before all");
  }

  private void spec(String source, String sink) throws IOException {
    Files.writeString(
        folder.resolve("spec.yaml"),
        String.join(
            "\n",
            "apiVersion: drey/v1",
            "name: objects",
            "sources:",
            "  readings:",
            "    " + source,
            "    type: {n: BIGINT NOT NULL}",
            "sinks:",
            "  copies: {from: readings, " + sink + "}",
            ""));
  }

  private int run(Map<String, String> environment) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add(
        "-D"
            + RemoteFileSystems.PLUGINS
            + "="
            + Repository.root().resolve("cli/target/plugins").toAbsolutePath());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Drey.class.getName()));
    command.addAll(List.of("run", "spec.yaml"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    // No file of the person who runs the tests, and no address of an instance.
    builder.environment().put("AWS_CONFIG_FILE", folder.resolve("none").toString());
    builder.environment().put("AWS_CREDENTIAL_PROFILES_FILE", folder.resolve("keys").toString());
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    builder.environment().putAll(environment);
    Process process =
        builder
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  @Test
  void writesByAProfileWhatItReadsByVariables() throws Exception {
    server().bucket("laptop");
    Files.writeString(
        folder.resolve("keys"),
        "[analytics]\naws_access_key_id = "
            + S3Server.ACCESS_KEY
            + "\naws_secret_access_key = "
            + S3Server.SECRET_KEY
            + "\n");
    spec(
        "datagen: {rows: 100, columns: {n: {sequence: {start: 0}}}}",
        "format: parquet, file: {path: \"s3://laptop/copies/\","
            + " partition: {half: \"CASE WHEN n < 50 THEN 'a' ELSE '../b' END\"}}");
    assertThat(
            run(
                Map.of(
                    "AWS_ENDPOINT_URL",
                    server().endpoint().toString(),
                    "AWS_PROFILE",
                    "analytics")))
        .as(err())
        .isZero();
    assertThat(server().objects("laptop").keySet())
        .anyMatch(key -> key.matches("copies/half=a/part-.*\\.parquet"))
        .anyMatch(key -> key.matches("copies/half=\\.\\.~2Fb/part-.*\\.parquet"));

    spec("format: parquet\n    file: {path: \"s3://laptop/copies/\"}", "print: {}");
    assertThat(run(server().environment())).as(err()).isZero();
    assertThat(
            Files.readAllLines(folder.resolve("out")).stream()
                .map(line -> line.replaceAll("\\D", ""))
                .map(Integer::valueOf)
                .sorted()
                .collect(Collectors.toList()))
        .isEqualTo(IntStream.range(0, 100).boxed().collect(Collectors.toList()));
  }

  @Test
  void saysThatThereAreNoCredentialsAndWhereTheyCanBe() throws Exception {
    spec("file: {path: \"s3://laptop/none/\"}", "print: {}");
    assertThat(run(Map.of("AWS_ENDPOINT_URL_S3", server().endpoint().toString()))).isEqualTo(1);
    assertThat(err())
        .startsWith(
            "error: source `readings` cannot read `s3://laptop/none/`: no AWS credentials are found;"
                + " set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; ");
  }

  @Test
  void endsWhereNobodyAnswers() throws Exception {
    spec("file: {path: \"s3://laptop/none/\"}", "print: {}");
    int port = Loopback.freePort();
    assertThat(
            run(
                Map.of(
                    "AWS_ENDPOINT_URL_S3",
                    "http://" + Loopback.HOST + ":" + port,
                    "AWS_ACCESS_KEY_ID",
                    "a",
                    "AWS_SECRET_ACCESS_KEY",
                    "b")))
        .isEqualTo(1);
    assertThat(err()).contains("the store does not answer: ").doesNotContain("com.amazonaws");
  }
}
