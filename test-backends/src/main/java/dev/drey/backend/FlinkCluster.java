// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Flink session cluster of two processes: a job manager, and a task manager that can be killed
 * and replaced. State in RocksDB, checkpoints every second, on loopback.
 */
public final class FlinkCluster implements AutoCloseable {
  private static final Duration START_TIME = Duration.ofSeconds(60);
  private static final int SLOTS = 2;
  // Flink's own start scripts open these on Java 17.
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.net",
          "java.io",
          "java.nio",
          "sun.nio.ch",
          "java.lang.reflect",
          "java.text",
          "java.time",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.concurrent.locks");

  private final Path folder;
  private final Path jars;
  private final int restPort;
  private final ChildProcess jobManager;
  private @Nullable ChildProcess taskManager;

  private FlinkCluster(Path folder) throws IOException {
    this.folder = folder;
    this.jars = BackendFolder.resolve("flink-server/target/lib");
    List<Integer> ports = Loopback.freePorts(2);
    this.restPort = ports.get(1);
    Files.write(folder.resolve("config.yaml"), settings(ports.get(0), restPort));
    Files.write(
        folder.resolve("log4j.properties"),
        List.of(
            "rootLogger.level = INFO",
            "rootLogger.appenderRef.console.ref = Console",
            "appender.console.name = Console",
            "appender.console.type = CONSOLE",
            "appender.console.layout.type = PatternLayout",
            "appender.console.layout.pattern = %d{HH:mm:ss,SSS} %-5p %c{1} - %m%n"));
    this.jobManager =
        jvm("job-manager", "-Xmx448m")
            .start(
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                "--configDir",
                folder.toString());
    jobManager.awaitReady(START_TIME, () -> Loopback.accepts(restPort));
  }

  /** Starts both processes and waits until the task manager's slots are there. */
  public static FlinkCluster start() {
    try {
      FlinkCluster cluster = new FlinkCluster(Files.createTempDirectory("drey-flink-"));
      cluster.startTaskManager();
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for a cluster", e);
    }
  }

  private List<String> settings(int rpcPort, int rest) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("jobmanager.rpc.address", Loopback.HOST);
    settings.put("jobmanager.rpc.port", Integer.toString(rpcPort));
    settings.put("jobmanager.bind-host", Loopback.HOST);
    settings.put("jobmanager.memory.process.size", "1024m");
    settings.put("rest.address", Loopback.HOST);
    settings.put("rest.bind-address", Loopback.HOST);
    settings.put("rest.port", Integer.toString(rest));
    settings.put("taskmanager.host", Loopback.HOST);
    settings.put("taskmanager.bind-host", Loopback.HOST);
    settings.put("taskmanager.numberOfTaskSlots", Integer.toString(SLOTS));
    settings.put("taskmanager.memory.process.size", "1400m");
    settings.put("taskmanager.memory.jvm-metaspace.size", "256m");
    // A killed task manager is missed within seconds, not within Flink's default of fifty.
    settings.put("heartbeat.interval", "1000");
    settings.put("heartbeat.timeout", "6000");
    settings.put("cluster.registration.error-delay", "500");
    settings.put("cluster.registration.initial-timeout", "100");
    settings.put("cluster.registration.max-timeout", "1000");
    settings.put("state.backend.type", "rocksdb");
    settings.put("execution.checkpointing.interval", "1s");
    settings.put("execution.checkpointing.dir", folder.resolve("checkpoints").toUri().toString());
    settings.put(
        "execution.checkpointing.savepoint-dir", folder.resolve("savepoints").toUri() + "");
    settings.put("restart-strategy.type", "fixed-delay");
    settings.put("restart-strategy.fixed-delay.attempts", "100");
    settings.put("restart-strategy.fixed-delay.delay", "500 ms");
    settings.put("web.upload.dir", folder.resolve("uploads").toString());
    List<String> lines = new ArrayList<>();
    settings.forEach((key, value) -> lines.add(key + ": \"" + value + "\""));
    return lines;
  }

  private ChildJvm jvm(String name, String... flags) {
    ChildJvm jvm =
        ChildJvm.ofJars(name, jars)
            .environment("FLINK_CONF_DIR", folder.toString())
            // Who the cluster is to AWS; emulators take anybody.
            .environment("AWS_ACCESS_KEY_ID", KinesisEmulator.ANY_KEY)
            .environment("AWS_SECRET_ACCESS_KEY", KinesisEmulator.ANY_KEY);
    for (String opened : OPENED) {
      jvm.flags("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    return jvm.flags("-Dlog4j.configurationFile=" + folder.resolve("log4j.properties"))
        .flags(flags);
  }

  /** Starts a task manager in the place of a killed one and waits until its slots are there. */
  public void startTaskManager() {
    // Flink divides the process's memory itself and prints the flags that say so.
    ChildProcess sizing =
        jvm("task-manager-sizing")
            .start(
                "org.apache.flink.runtime.util.bash.BashJavaUtils",
                "GET_TM_RESOURCE_PARAMS",
                "--configDir",
                folder.toString());
    sizing.exitValue(START_TIME);
    List<String> results = new ArrayList<>();
    String marker = "BASH_JAVA_UTILS_EXEC_RESULT:";
    for (String line : sizing.output().split("\n", -1)) {
      if (line.contains(marker)) {
        results.add(line.substring(line.indexOf(marker) + marker.length()).trim());
      }
    }
    List<String> arguments = new ArrayList<>(List.of("--configDir", folder.toString()));
    arguments.addAll(List.of(results.get(1).split(" +", -1)));
    ChildProcess started =
        jvm("task-manager", results.get(0).split(" +", -1))
            .start(
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                arguments.toArray(new String[0]));
    taskManager = started;
    started.awaitReady(START_TIME, () -> rest().slots() == SLOTS);
  }

  /** SIGKILL, as when its machine is lost. */
  public void killTaskManager() {
    if (taskManager != null) {
      taskManager.kill();
      taskManager = null;
    }
  }

  /** The cluster's REST interface. */
  public FlinkRest rest() {
    return new FlinkRest(restPort);
  }

  /** What the job manager logged so far: {@code main} methods run there. */
  public String jobManagerLog() {
    return jobManager.output();
  }

  /** What the task manager that runs now printed so far, with what tasks print. */
  public String taskManagerLog() {
    return taskManager == null ? "" : taskManager.output();
  }

  @Override
  public void close() {
    if (taskManager != null) {
      taskManager.stop();
      taskManager = null;
    }
    jobManager.stop();
  }
}
