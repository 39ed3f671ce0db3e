// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker 3.9.1 in a process of its own: broker and KRaft controller in one, on free
 * loopback ports, its data in a temporary folder. Topics are never made by asking for them. Data
 * and ports survive {@link #kill} and {@link #restart}; {@link #close} removes them.
 */
public final class KafkaBroker implements AutoCloseable {
  /** The ways in. */
  public enum Listener {
    PLAINTEXT,
    SASL_PLAINTEXT,
    SSL,
    SASL_SSL
  }

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration CALL = Duration.ofSeconds(20);
  private static final String CLUSTER_ID = "MkU3OEVBNTcwNTJENDM2Qg";
  private static final int START_ATTEMPTS = 3;

  private final Path folder;
  private final Path jars;
  private final Optional<KafkaSecurity> security;
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private @Nullable ChildProcess process;

  private KafkaBroker(Path folder, Path jars, Optional<KafkaSecurity> security) {
    this.folder = folder;
    this.jars = jars;
    this.security = security;
  }

  /** A broker that asks nobody who he is. */
  public static KafkaBroker start() {
    return start(false);
  }

  /** A broker with guarded listeners beside the open one. */
  public static KafkaBroker startSecured() {
    return start(true);
  }

  private static KafkaBroker start(boolean secured) {
    try {
      Path folder = Files.createTempDirectory("drey-kafka-");
      Optional<KafkaSecurity> security =
          secured
              ? Optional.of(KafkaSecurity.create(folder.resolve("security")))
              : Optional.empty();
      KafkaBroker broker =
          new KafkaBroker(folder, BackendFolder.resolve("kafka-server/target/lib"), security);
      broker.startFirst();
      return broker;
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for a broker", e);
    }
  }

  /** Another process may take a port between the look for free ones and the broker's start. */
  private void startFirst() throws IOException {
    for (int attempt = 1; ; attempt++) {
      choosePorts();
      Files.write(settingsFile(), settings());
      if (attempt == 1) {
        format();
      }
      try {
        restart();
        return;
      } catch (AssertionError failed) {
        boolean portTaken = process != null && process.output().contains("Address already in use");
        if (!portTaken || attempt == START_ATTEMPTS) {
          close();
          throw failed;
        }
      }
    }
  }

  private void choosePorts() {
    List<Integer> free = Loopback.freePorts(Listener.values().length + 1);
    ports.put("CONTROLLER", free.get(0));
    ports.put(Listener.PLAINTEXT.name(), free.get(1));
    if (security.isPresent()) {
      ports.put(Listener.SASL_PLAINTEXT.name(), free.get(2));
      ports.put(Listener.SSL.name(), free.get(3));
      ports.put(Listener.SASL_SSL.name(), free.get(4));
    }
  }

  private Path settingsFile() {
    return folder.resolve("server.properties");
  }

  private List<String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@" + address("CONTROLLER"));
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("inter.broker.listener.name", Listener.PLAINTEXT.name());
    settings.put("listeners", listeners(ports.keySet().stream()));
    settings.put(
        "advertised.listeners",
        listeners(ports.keySet().stream().filter(name -> !name.equals("CONTROLLER"))));
    settings.put(
        "listener.security.protocol.map",
        ports.keySet().stream()
            .map(name -> name + ":" + (name.equals("CONTROLLER") ? "PLAINTEXT" : name))
            .collect(Collectors.joining(",")));
    settings.put("log.dirs", folder.resolve("data").toString());
    // Results carry event time: a test's days of last year would be past a week's retention.
    settings.put("log.retention.ms", "-1");
    settings.put("auto.create.topics.enable", "false");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "2");
    settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
    // A killed broker may register again only when its session has run out (9 s by default).
    settings.put("broker.session.timeout.ms", "3000");
    settings.put("broker.heartbeat.interval.ms", "500");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // Quotas are of so many seconds, that of now among them, in the place of eleven.
    settings.put("quota.window.num", "3");
    settings.put("log.cleaner.dedupe.buffer.size", "2097152");
    security.ifPresent(guard -> settings.putAll(guard.serverSettings()));
    return settings.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.toList());
  }

  private String listeners(Stream<String> names) {
    return names.map(name -> name + "://" + address(name)).collect(Collectors.joining(","));
  }

  private String address(String listener) {
    Integer port = ports.get(listener);
    if (port == null) {
      throw new IllegalStateException("this broker has no listener " + listener);
    }
    return Loopback.HOST + ":" + port;
  }

  private ChildJvm jvm(String name) {
    return ChildJvm.ofJars(name, jars).flags("-Dorg.apache.logging.log4j.level=WARN");
  }

  private void format() {
    String credential =
        "SCRAM-SHA-512=[name=" + KafkaSecurity.USER + ",password=" + KafkaSecurity.PASSWORD + "]";
    String[] plain = {"format", "-t", CLUSTER_ID, "-c", settingsFile().toString()};
    String[] scram = {
      "format", "-t", CLUSTER_ID, "-c", settingsFile().toString(), "--add-scram", credential
    };
    try (ChildProcess format =
        jvm("kafka-format")
            .start("kafka.tools.StorageTool", security.isPresent() ? scram : plain)) {
      int exit = format.exitValue(START);
      if (exit != 0) {
        throw new IllegalStateException("format ended with " + exit + ": " + format.output());
      }
    }
  }

  /** Starts the broker again where it stopped. */
  public void restart() {
    ChildProcess started = jvm("kafka").start("kafka.Kafka", settingsFile().toString());
    process = started;
    started.awaitReady(START, this::answers);
  }

  private boolean answers() throws InterruptedException, ExecutionException {
    if (!Loopback.accepts(port(Listener.PLAINTEXT))) {
      return false;
    }
    try (Admin admin = admin()) {
      return !admin.describeCluster().nodes().get(1, TimeUnit.SECONDS).isEmpty();
    } catch (TimeoutException notYet) {
      return false;
    }
  }

  /** Ends the process in order. */
  public void stop() {
    if (process != null) {
      process.stop();
    }
  }

  /** Ends the process as a crash would. */
  public void kill() {
    if (process != null) {
      process.kill();
    }
  }

  public int port(Listener listener) {
    return Integer.parseInt(address(listener.name()).substring(Loopback.HOST.length() + 1));
  }

  /** The address of the open listener. */
  public String bootstrapServers() {
    return bootstrapServers(Listener.PLAINTEXT);
  }

  public String bootstrapServers(Listener listener) {
    return address(listener.name());
  }

  /** Only of a secured broker. */
  public KafkaSecurity security() {
    return security.orElseThrow();
  }

  /** A new topic. */
  public KafkaTopic createTopic(String name, int partitions) {
    try (Admin admin = admin()) {
      admin
          .createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
          .all()
          .get(CALL.toMillis(), TimeUnit.MILLISECONDS);
      return new KafkaTopic(name, bootstrapServers());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while making topic " + name, stop);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("cannot make topic " + name, e);
    }
  }

  /** For what has no method here; the caller closes it. */
  public Admin admin() {
    Properties properties = new Properties();
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    return Admin.create(properties);
  }

  /** Ends the process, by force since nobody needs its data again, and removes them. */
  @Override
  public void close() {
    kill();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    }
  }

  @Override
  public String toString() {
    return "Kafka " + bootstrapServers() + " " + process;
  }
}
