// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A MariaDB in a process of its own on loopback, with a {@code root} that needs no password there.
 * It is set up as old servers are, and the unkindest: what does not fit is cut, sessions are five
 * hours off UTC, a packet has a megabyte, and who waits for a lock does so for a second.
 */
public final class MariaDbServer implements AutoCloseable {
  public static final String USER = "root";

  private static final Duration START = Duration.ofSeconds(60);

  private final Path folder;
  private final int port;
  private final List<String> more;
  private ChildProcess process;

  private MariaDbServer(Path folder, int port, List<String> more) {
    this.folder = folder;
    this.port = port;
    this.more = more;
    this.process = launch();
  }

  /**
   * Starts a server without databases and waits until it answers.
   *
   * @param folder where it keeps its data
   */
  public static MariaDbServer start(Path folder) {
    return start(folder, List.of());
  }

  /** The same, with a certificate for who wants TLS. */
  public static MariaDbServer start(Path folder, KafkaSecurity security) {
    try {
      Files.createDirectories(folder);
      Path certificate = Files.writeString(folder.resolve("tls.crt"), security.certificate());
      Path key = Files.writeString(folder.resolve("tls.key"), security.privateKey());
      return start(folder, List.of("--ssl-cert=" + certificate, "--ssl-key=" + key));
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for a database", e);
    }
  }

  private static MariaDbServer start(Path folder, List<String> more) {
    try {
      Files.createDirectories(folder.resolve("data"));
      Path script = folder.resolve("tables.sql");
      Path share = BackendFolder.resolve("mariadb-server/target/server/share");
      StringBuilder sql = new StringBuilder("CREATE DATABASE mysql;\nUSE mysql;\n");
      for (String part : List.of("tables", "tables_data")) {
        sql.append(Files.readString(share.resolve("mysql_system_" + part + ".sql")));
      }
      Files.writeString(script, sql, StandardCharsets.UTF_8);
      ChildProcess first =
          ChildProcess.start(
              "mariadb-tables",
              // A shell for what the program reads, which is its way to be told.
              List.of(
                  "sh",
                  "-c",
                  String.join(" ", command(folder, "--bootstrap")) + " < '" + script + "'"),
              Map.of());
      int ended = first.exitValue(START);
      if (ended != 0) {
        throw new AssertionError("MariaDB made no tables of its own:\n" + first.output());
      }
      return new MariaDbServer(folder, Loopback.freePort(), more);
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for a database", e);
    }
  }

  private static List<String> command(Path folder, String... more) {
    Path server = BackendFolder.resolve("mariadb-server/target/server");
    File program = server.resolve("bin/mariadbd").toFile();
    if (!program.setExecutable(true)) {
      throw new AssertionError(program + " cannot be made a program");
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--no-defaults",
                "--basedir=" + server,
                "--lc-messages-dir=" + server.resolve("share"),
                "--datadir=" + folder.resolve("data"),
                "--user=" + System.getProperty("user.name"),
                "--innodb-log-file-size=8M",
                "--innodb-buffer-pool-size=16M",
                "--innodb-data-file-path=ibdata1:4M:autoextend"));
    command.addAll(Arrays.asList(more));
    return command;
  }

  private ChildProcess launch() {
    List<String> command =
        command(
            folder,
            "--port=" + port,
            "--bind-address=" + Loopback.HOST,
            "--socket=" + folder.resolve("socket"),
            "--skip-name-resolve",
            "--character-set-server=utf8mb4",
            "--sql-mode=",
            "--default-time-zone=+05:00",
            "--max-allowed-packet=1M",
            "--innodb-lock-wait-timeout=1");
    command.addAll(more);
    ChildProcess started = ChildProcess.start("mariadb", command, Map.of());
    started.awaitReady(START, () -> Loopback.accepts(port));
    return started;
  }

  public int port() {
    return port;
  }

  /** Ends the process without goodbye, as a machine that is gone. */
  public void kill() {
    process.kill();
  }

  /** Starts the server again that was killed, with its data and at its port. */
  public void startAgain() {
    process = launch();
  }

  @Override
  public void close() {
    process.kill();
  }

  @Override
  public String toString() {
    return "MariaDB at " + Loopback.HOST + ":" + port + " (" + process + ")";
  }
}
