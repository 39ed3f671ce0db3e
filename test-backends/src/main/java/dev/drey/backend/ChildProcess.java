// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import dev.drey.testkit.Poll;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * A process that this JVM started and ends: by its process id, and at the latest when this JVM
 * exits. What it prints goes to a file below {@code target/backends}, whose end is part of every
 * failure's message.
 */
final class ChildProcess implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final int TAIL_LINES = 30;

  private final String name;
  private final Process process;
  private final Path log;
  private final Thread atExit;

  private ChildProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.atExit = new Thread(process::destroyForcibly, "end of " + name);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts a program.
   *
   * @param name of the log file and in messages
   * @param environment variables beside those of this process
   */
  public static ChildProcess start(
      String name, List<String> command, Map<String, String> environment) {
    try {
      Path folder = Files.createDirectories(Paths.get("target", "backends").toAbsolutePath());
      Path log = Files.createTempFile(folder, name + "-", ".log");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      builder.redirectInput(ProcessBuilder.Redirect.from(new File(nullDevice())));
      return new ChildProcess(name, builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name + ": " + command, e);
    }
  }

  private static String nullDevice() {
    return System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null";
  }

  /**
   * Returns when the condition holds.
   *
   * @throws AssertionError when the process ends first, or the time is up
   */
  public void awaitReady(Duration atMost, Callable<Boolean> ready) {
    Poll.until(
        "answer of " + name,
        atMost,
        this::tail,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError(name + " ended with " + process.exitValue() + tail());
          }
          return ready.call();
        });
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The file with what the process printed. */
  public Path log() {
    return log;
  }

  /** What the process printed so far. */
  public String output() {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + log, e);
    }
  }

  /** Waits for the process to end by itself. */
  public int exitValue(Duration atMost) {
    if (!ended(atMost)) {
      throw new AssertionError(name + " did not end within " + atMost + tail());
    }
    return process.exitValue();
  }

  /** Ends the process in order (SIGTERM), and by force where it does not end within 10 s. */
  public void stop() {
    process.destroy();
    if (!ended(GRACE)) {
      kill();
    }
    forget();
  }

  /** Ends the process by SIGKILL: it cannot clean up, as after a crash of its machine. */
  public void kill() {
    process.destroyForcibly();
    if (!ended(GRACE)) {
      throw new AssertionError(name + " (pid " + pid() + ") is still there after SIGKILL");
    }
    forget();
  }

  @Override
  public void close() {
    stop();
  }

  private boolean ended(Duration atMost) {
    try {
      return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new AssertionError("interrupted while waiting for the end of " + name, stop);
    }
  }

  private void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException exiting) {
      // The JVM exits: the hook finds an ended process and does nothing.
      return;
    }
  }

  private String tail() {
    String[] lines = output().split("\n", -1);
    StringBuilder text = new StringBuilder("\nend of " + log + ":");
    for (int i = Math.max(0, lines.length - TAIL_LINES); i < lines.length; i++) {
      text.append('\n').append(lines[i]);
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return name + " (pid " + pid() + ", log " + log + ")";
  }
}
