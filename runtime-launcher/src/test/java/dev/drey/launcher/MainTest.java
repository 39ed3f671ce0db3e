// SPDX-License-Identifier: Apache-2.0
package dev.drey.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.deploy.SpecProperties;
import dev.drey.deploy.SpecProperties.Layout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a launch finds its spec, and what it says where it does not. */
class MainTest {
  private static final String SPEC =
      String.join(
          "\n",
          "apiVersion: drey/v1",
          "name: launched",
          "params:",
          "  rows: {type: BIGINT}",
          "sources:",
          "  numbers:",
          "    datagen: {rows: \"${rows}\"}",
          "    type: {n: BIGINT NOT NULL}",
          "sinks:",
          "  out: {from: numbers, discard: {}}",
          "");

  @TempDir Path folder;

  private static String sha256(String text) throws NoSuchAlgorithmException {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return String.format("%064x", new BigInteger(1, hash));
  }

  @ParameterizedTest
  @EnumSource(
      value = Layout.class,
      names = {"INLINE", "CHUNKS", "GZIP"})
  void readsASpecFromItsProperties(Layout layout) throws Exception {
    Path file = properties(SpecProperties.write(SPEC, layout).orElseThrow(), Map.of("rows", "7"));

    StreamExecutionEnvironment environment = new StreamExecutionEnvironment();
    String name = built(LaunchArguments.parse("--properties", file + ""), none(), environment);

    assertThat(name).isEqualTo("launched");
    assertThat(environment.getStreamGraph().getStreamNodes())
        .isNotEmpty()
        .allSatisfy(node -> assertThat(node.getTransformationUID()).isNotEmpty());
  }

  @Test
  void readsTheServicesOwnFileWithoutArguments() throws Exception {
    Path file =
        properties(SpecProperties.write(SPEC, Layout.INLINE).orElseThrow(), Map.of("rows", "7"));

    assertThat(built(LaunchArguments.parse(), file, new StreamExecutionEnvironment()))
        .isEqualTo("launched");
  }

  @Test
  void takesAParameterFromAGroupOfTheApplication() throws Exception {
    String spec = SPEC.replace("{type: BIGINT}", "{type: BIGINT, property: Load/rows}");
    ApplicationProperties groups =
        new ApplicationProperties()
            .group("drey.spec", SpecProperties.write(spec, Layout.INLINE).orElseThrow());

    assertThatThrownBy(() -> launch("--properties", groups.write(folder).toString()))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("DR0703")
        .hasMessageContaining("there is no property `Load/rows`");
    groups.group("Load", Map.of("rows", "7"));
    assertThat(launch("--properties", groups.write(folder).toString())).isEqualTo("launched");
  }

  @Test
  void readsASpecBehindAUri() throws Exception {
    Path spec = Files.writeString(folder.resolve("spec.yaml"), SPEC);

    assertThat(
            built(
                LaunchArguments.parse(
                    "--spec",
                    spec.toUri().toString(),
                    "--sha256",
                    sha256(SPEC),
                    "--param",
                    "rows=7"),
                none(),
                new StreamExecutionEnvironment()))
        .isEqualTo("launched");
  }

  @Test
  void saysThatThereAreNoProperties() {
    assertThatThrownBy(() -> launch())
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("DR0751")
        .hasMessageContaining("no properties");
  }

  @Test
  void namesTheMissingGroup() throws Exception {
    Path file =
        new ApplicationProperties().group("other", Map.of("password", "geheim")).write(folder);

    assertThatThrownBy(() -> launch("--properties", file.toString()))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("`drey.spec`")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void refusesAFileThatIsNotTheOneHashed() throws Exception {
    Path spec = Files.writeString(folder.resolve("spec.yaml"), SPEC + "# changed\n");
    Path file = properties(SpecProperties.uri(spec.toUri().toString(), SPEC), Map.of("rows", "7"));

    assertThatThrownBy(() -> launch("--properties", file.toString()))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("DR0753")
        .hasMessageContaining(sha256(SPEC + "# changed\n"));
  }

  @Test
  void namesTheMissingChunk() throws Exception {
    Map<String, String> group =
        new LinkedHashMap<>(SpecProperties.write(SPEC, Layout.CHUNKS).orElseThrow());
    group.remove("chunk.00");
    Path file = properties(group, Map.of("rows", "7"));

    assertThatThrownBy(() -> launch("--properties", file.toString()))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("DR0752")
        .hasMessageContaining("chunk.00");
  }

  @Test
  void namesTheMissingParameterAtItsPlace() throws Exception {
    Path file = properties(SpecProperties.write(SPEC, Layout.INLINE).orElseThrow(), Map.of());

    assertThatThrownBy(() -> launch("--properties", file.toString()))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("`rows`")
        .hasMessageContaining("drey.spec:4:3");
  }

  @Test
  void rendersWhatIsWrongWithASpec() throws Exception {
    String wrong = SPEC.replace("from: numbers", "from: nubmers");
    Path file =
        properties(SpecProperties.write(wrong, Layout.INLINE).orElseThrow(), Map.of("rows", "7"));

    assertThatThrownBy(() -> launch("--properties", file.toString()))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("drey.spec:10:15")
        .hasMessageContaining("did you mean `numbers`?");
  }

  @Test
  void saysThatAFileIsMissing() {
    assertThatThrownBy(() -> launch("--spec", folder.resolve("no.yaml").toUri().toString()))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("cannot read the spec at")
        .hasMessageContaining("no.yaml");
    assertThatThrownBy(() -> launch("--properties", folder.resolve("no.json").toString()))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("there are no application properties in")
        .hasMessageContaining("no.json");
  }

  @Test
  void doesNotQuoteAPropertiesFileThatIsNotJson() throws Exception {
    Path file = Files.writeString(folder.resolve("p.json"), "[\n{\"secret\": geheim}]");

    assertThatThrownBy(() -> launch("--properties", file.toString()))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("is not JSON, at line 2")
        .hasMessageNotContaining("geheim");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "{\"PropertyGroups\": %s}",
        "{\"EnvironmentProperties\": {\"PropertyGroups\": %s}}",
        "{\"EnvironmentPropertyUpdates\": {\"PropertyGroups\": %s}}",
        "{\"ApplicationName\": \"a\", \"ApplicationConfigurationUpdate\":"
            + " {\"EnvironmentPropertyUpdates\": {\"PropertyGroups\": %s}}}",
        "{\"ApplicationDetail\": {\"ApplicationConfigurationDescription\":"
            + " {\"EnvironmentPropertyDescriptions\": {\"PropertyGroupDescriptions\": %s}}}}",
      })
  void takesPropertiesAsTheyArePrintedAndSent(String form) throws Exception {
    Path list =
        properties(SpecProperties.write(SPEC, Layout.GZIP).orElseThrow(), Map.of("rows", "7"));
    Path file =
        Files.writeString(folder.resolve("p.json"), String.format(form, Files.readString(list)));

    assertThat(launch("--properties", file.toString())).isEqualTo("launched");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "[                                                          | is not JSON, at line 1",
        "[] []                                                      | is not JSON, at line 1",
        "{}                                                         | no list of property groups",
        "17                                                         | no list of property groups",
        "[17]                                                       | without a PropertyGroupId",
        "[{\"PropertyGroupId\": \"g\"}]                             | without a PropertyMap",
        "[{\"PropertyGroupId\": \"g\", \"PropertyMap\": {\"k\": {}}}] | `k` in the group `g`",
        "[{\"PropertyGroupId\": \"g\", \"PropertyGroupId\": \"h\"}] | a key twice",
        "[{\"PropertyGroupId\": \"g\", \"PropertyMap\": {}}, {\"PropertyGroupId\": \"g\","
            + " \"PropertyMap\": {}}] | the group `g` twice",
      })
  void saysWhatIsWrongWithProperties(String json, String words) throws Exception {
    Path file = Files.writeString(folder.resolve("p.json"), json);

    assertThatThrownBy(() -> launch("--properties", file.toString()))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(words);
  }

  @Test
  void bearsPropertiesOfAnyDepthAndSize() throws Exception {
    Path deep = Files.writeString(folder.resolve("deep.json"), "[".repeat(100_000));
    Path large = Files.writeString(folder.resolve("large.json"), " ".repeat((16 << 20) + 1));

    assertThatThrownBy(() -> launch("--properties", deep.toString()))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("nested too deeply");
    assertThatThrownBy(() -> launch("--properties", large.toString()))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("larger than 16 MB");
    assertThatThrownBy(() -> launch("--properties", folder.toString()))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("cannot read the application properties in " + folder);
  }

  @ParameterizedTest
  @CsvSource({
    "file:spec.yaml, file:///PATH",
    "file:./spec.yaml, file:///PATH",
    "file://spec.yaml, file:///PATH",
    "file:///, file:///PATH",
    "spec.yaml, no scheme",
    "/specs/spec.yaml, no scheme",
    "s3:spec.yaml, s3://BUCKET/KEY",
    "s3://bucket, s3://BUCKET/KEY",
    "s3:///spec.yaml, s3://BUCKET/KEY",
    "nosuch://a/spec.yaml, no file system for nosuch://",
    "file:///a b, %20",
  })
  void saysWhatIsWrongWithAUri(String uri, String words) {
    assertThatThrownBy(() -> launch("--spec", uri))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining(uri)
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nosuch://app:w1nter@host/spec.yaml",
        "nosuch://host/spec.yaml?X-Amz-Credential=w1nter&x=1",
        "file://app:w1nter@host/spec.yaml",
        "s3://app:w1nter@/spec.yaml",
        "https://app:w1nter@127.0.0.1:1/spec.yaml?token=w1nter",
        "nosuch://app:w1nter@host/a b",
      })
  void tellsOfAUriWithoutTheLoginInIt(String uri) {
    assertThatThrownBy(() -> launch("--spec", uri))
        .isInstanceOf(LaunchException.class)
        .satisfies(
            failure -> {
              StringWriter trace = new StringWriter();
              failure.printStackTrace(new PrintWriter(trace, true));
              assertThat(trace.toString()).contains("***").doesNotContain("w1nter");
            });
  }

  @Test
  void refusesArgumentsThatItDoesNotKnow() {
    assertThatThrownBy(() -> launch("--sepc", "x"))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("there is no argument --sepc; usage:");
    assertThatThrownBy(() -> launch("--param", "a=b"))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("--sha256 and --param go with --spec");
  }

  private String launch(String... arguments) throws Exception {
    return built(LaunchArguments.parse(arguments), none(), new StreamExecutionEnvironment());
  }

  /** The name under which the job would start. */
  private static String built(
      LaunchArguments arguments, Path file, StreamExecutionEnvironment environment)
      throws Exception {
    List<String> names = new ArrayList<>();
    Main.run(arguments, file, environment, names::add);
    return names.get(0);
  }

  @Test
  void whatAClientSaysIsToldWithoutTheSecrets() throws Exception {
    String spec =
        SPEC.replace(
            "rows: {type: BIGINT}", "rows: {type: BIGINT}\n  broker_password: {type: STRING}");
    Path file =
        properties(
            SpecProperties.write(spec, Layout.INLINE).orElseThrow(),
            Map.of("rows", "7", "broker_password", "tr0ub4dor"));

    assertThatThrownBy(
            () ->
                Main.run(
                    LaunchArguments.parse(),
                    file,
                    new StreamExecutionEnvironment(),
                    name -> {
                      throw new IllegalStateException(
                          "no start", new IOException("login refused for app:tr0ub4dor"));
                    }))
        .hasStackTraceContaining("login refused for app:***")
        .hasStackTraceContaining("java.io.IOException")
        .satisfies(
            failure -> {
              StringWriter trace = new StringWriter();
              failure.printStackTrace(new PrintWriter(trace));
              assertThat(trace.toString()).doesNotContain("tr0ub4dor").contains("MainTest");
            });
  }

  private Path none() {
    return folder.resolve("absent.json");
  }

  private Path properties(Map<String, String> spec, Map<String, String> params) throws Exception {
    ApplicationProperties properties =
        new ApplicationProperties().group(SpecProperties.SPEC_GROUP, spec);
    if (!params.isEmpty()) {
      properties.group(SpecProperties.PARAMS_GROUP, params);
    }
    return properties.write(folder);
  }
}
