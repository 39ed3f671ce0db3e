// SPDX-License-Identifier: Apache-2.0
package dev.drey.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a build with {@code -Dconnectors=...} leaves out, on modules made up here. */
@Timeout(60)
final class ChosenConnectorsTest {
  @TempDir Path root;

  @BeforeEach
  void modules() throws IOException {
    file(
        "connectors/all/pom.xml",
        "<artifactId>drey-formats</artifactId>",
        "<artifactId>drey-connector-builtin</artifactId>",
        "<artifactId>drey-connector-kafka</artifactId>",
        "<artifactId>drey-connector-kinesis</artifactId>",
        "<artifactId>drey-connector-sqs</artifactId>");
    file("compiler/target/artifacts.txt", artifact("org.calcite:calcite"));
    connector("kafka", artifact("org.kafka:clients"), artifact("org.both:needed"));
    connector(
        "kinesis",
        artifact("dev.drey:drey-connector-aws"),
        artifact("software.amazon:sdk"),
        artifact("org.both:needed"));
    connector(
        "sqs",
        artifact("dev.drey:drey-connector-aws"),
        artifact("software.amazon:sqs"),
        artifact("org.own:both"));
    connector("builtin", artifact("org.files:files"));
    file("connectors/aws/target/artifacts.txt", artifact("software.amazon:sdk"));
    file("connectors/formats/target/artifacts.txt", artifact("org.json:json"));
    file(
        "runtime-launcher/pom.xml",
        "<groupId>org.own</groupId><artifactId>both</artifactId>",
        "<artifactSet><excludes><exclude>org.slf4j:*</exclude></excludes></artifactSet>"
            + "<filter><exclude>META-INF:no</exclude></filter>");
    file(
        "runtime-launcher/target/artifacts.txt",
        artifact("dev.drey:drey-compiler"),
        artifact("dev.drey:drey-formats"),
        artifact("dev.drey:drey-connector-builtin"),
        artifact("dev.drey:drey-connector-kafka"),
        artifact("dev.drey:drey-connector-kinesis"),
        artifact("dev.drey:drey-connector-sqs"),
        artifact("dev.drey:drey-connector-aws"),
        artifact("org.calcite:calcite"),
        artifact("org.json:json"),
        artifact("org.files:files"),
        artifact("org.kafka:clients"),
        artifact("org.both:needed"),
        artifact("software.amazon:sdk"),
        artifact("software.amazon:sqs"),
        artifact("org.own:both"),
        artifact("org.plug:in"));
  }

  private void connector(String name, String... artifacts) throws IOException {
    file("connectors/" + name + "/target/artifacts.txt", artifacts);
  }

  /** As {@code dependency:list} writes one. */
  private static String artifact(String name) {
    return "   " + name + ":jar:1.0:compile:/m2/" + name.replace(':', '/') + ".jar -- module some";
  }

  private void file(String name, String... lines) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(lines));
  }

  private int run(String connectors, String... more) throws Exception {
    Path module = root.resolve("runtime-launcher");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                Path.of("ChosenConnectors.java").toAbsolutePath().toString(),
                connectors,
                root.toString(),
                module.toString()));
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(root.resolve("said").toFile())
        .start()
        .waitFor();
  }

  private String said() throws IOException {
    return Files.readString(root.resolve("said"), StandardCharsets.UTF_8);
  }

  @Test
  void whatNothingElseNeedsIsLeftOut() throws Exception {
    Path classPath =
        Files.writeString(
            root.resolve("classpath"), "/m2/org.kafka/clients.jar:/m2/software.amazon/sqs.jar\n");

    assertThat(run("kafka", classPath.toString())).as(said()).isZero();

    assertThat(Files.readString(root.resolve("runtime-launcher/target/left-out.properties")))
        .isEqualTo(
            "drey.excluded=org.slf4j:*,dev.drey:drey-connector-kinesis,dev.drey:drey-connector-sqs,"
                + "dev.drey:drey-connector-aws,software.amazon:sdk,software.amazon:sqs\n");
    assertThat(Files.readString(classPath)).isEqualTo("/m2/org.kafka/clients.jar");
    assertThat(run("kinesis, kafka")).as(said()).isZero();
    assertThat(Files.readString(root.resolve("runtime-launcher/target/left-out.properties")))
        .isEqualTo("drey.excluded=org.slf4j:*,dev.drey:drey-connector-sqs,software.amazon:sqs\n");
  }

  @Test
  void aNameThatThereIsNotIsTold() throws Exception {
    assertThat(run("kafka,kinesys")).isEqualTo(1);
    assertThat(said()).contains("-Dconnectors names `kinesys`; there are [kafka, kinesis, sqs]");
  }
}
