// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own: signals, exit codes, and what is left on the disk. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
class CommandProcessTest {
  @TempDir private Path folder;

  @Test
  void ctrlCCompletesTheFilesAndGivesTheSignalsExitCode() throws Exception {
    Files.writeString(
        folder.resolve("spec.yaml"),
        String.join(
            "\n",
            "apiVersion: drey/v1",
            "name: endless",
            "sources:",
            "  a: {datagen: {rate: 100/s}, type: {n: BIGINT NOT NULL}}",
            "sinks:",
            "  shown: {from: a, print: {}}",
            "  out: {from: a, file: {path: out.jsonl}}",
            ""));
    Path err = folder.resolve("err");
    Process process = run(err);
    List<String> rows = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String first = out.readLine();
      assertThat(first).as(Files.readString(err)).isNotNull();
      rows.add(first);
      boolean ignored = interrupt(process);
      out.lines().forEach(rows::add);
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(err)).isEqualTo(ignored ? 143 : 130);
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readAllLines(folder.resolve("out.jsonl"))).isEqualTo(rows);
    assertThat(Files.readString(err))
        .contains("runs until Ctrl-C")
        .containsPattern("wrote +" + rows.size() + " +out +to ")
        .doesNotContain("\u001b");
    assertThat(folder.resolve("temporary")).isEmptyDirectory();
  }

  @Test
  void aRunThatCannotStartLeavesNothingBehind() throws Exception {
    Files.writeString(
        folder.resolve("spec.yaml"),
        String.join(
            "\n",
            "apiVersion: drey/v1",
            "name: nothing",
            "sources:",
            "  a: {file: {path: nowhere}, type: {n: BIGINT}}",
            "sinks:",
            "  out: {from: a, file: {path: results/out.jsonl}}",
            ""));
    Path err = folder.resolve("err");

    Process process = run(err);

    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(Files.readString(err)).startsWith("error: ").contains("nowhere");
    assertThat(folder.resolve("temporary")).isEmptyDirectory();
    assertThat(folder.resolve("results")).doesNotExist();
  }

  /** What watches a folder reads on until Ctrl-C, and not only what was there at the start. */
  @Test
  void aFileThatAppearsInAWatchedFolderIsRead() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/1.jsonl"), "{\"n\":1}\n");
    Files.writeString(
        folder.resolve("spec.yaml"),
        String.join(
            "\n",
            "apiVersion: drey/v1",
            "name: watching",
            "sources:",
            "  a: {file: {path: data, watch: 100ms}, type: {n: BIGINT NOT NULL}}",
            "sinks:",
            "  shown: {from: a, print: {}}",
            ""));
    Path err = folder.resolve("err");
    Process process = run(err);
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).as(Files.readString(err)).isEqualTo("{\"n\":1}");
      Path hidden = Files.writeString(folder.resolve("data/.2.jsonl"), "{\"n\":2}\n");
      Files.move(hidden, folder.resolve("data/2.jsonl"));
      assertThat(out.readLine()).as(Files.readString(err)).isEqualTo("{\"n\":2}");
      boolean ignored = interrupt(process);
      assertThat(out.readLine()).isNull();
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isEqualTo(ignored ? 143 : 130);
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readString(err)).containsPattern("read +2 +a +from ");
  }

  /** Ctrl-C; or, where that is ignored, the signal that stands in for it, which it says. */
  private static boolean interrupt(Process process) throws Exception {
    boolean ignored = ignoresInterrupts();
    new ProcessBuilder("kill", ignored ? "-TERM" : "-INT", Long.toString(process.pid()))
        .start()
        .waitFor();
    return ignored;
  }

  private Process run(Path err) throws IOException {
    return new ProcessBuilder(command())
        .directory(folder.toFile())
        .redirectError(err.toFile())
        .start();
  }

  private List<String> command() throws IOException {
    Path temporary = Files.createDirectories(folder.resolve("temporary"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Drey.class.getName()));
    command.addAll(List.of("run", "spec.yaml"));
    return command;
  }

  /**
   * Whether whoever started us has interrupts ignored, as shells do for what runs in the
   * background: then Java does not see them, and its other signal to end stands in.
   */
  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.split("\\s+")[1], 16) & 2) != 0);
  }
}
