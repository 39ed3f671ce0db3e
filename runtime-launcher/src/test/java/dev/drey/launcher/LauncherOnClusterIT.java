// SPDX-License-Identifier: Apache-2.0
package dev.drey.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.backend.FlinkCluster;
import dev.drey.backend.FlinkRest;
import dev.drey.backend.KafkaBroker;
import dev.drey.backend.KafkaTopic;
import dev.drey.backend.SamplePlugin;
import dev.drey.deploy.SpecProperties;
import dev.drey.deploy.SpecProperties.Layout;
import dev.drey.testkit.Poll;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The JAR on a cluster of two processes, from one Kafka topic to others, through a crash; with the
 * sample plug-in in it.
 */
class LauncherOnClusterIT {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int WINDOWS = 60;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SPEC =
      String.join(
          "\n",
          "apiVersion: drey/v1",
          "name: readings-to-averages",
          "params:",
          "  brokers: {type: STRING}",
          "sources:",
          "  readings:",
          "    kafka: {brokers: \"${brokers}\", topic: readings, group: averages, startFrom: earliest}",
          "    type: {machine: STRING NOT NULL, degrees: BIGINT NOT NULL, read_at: TIMESTAMP_LTZ(3) NOT NULL}",
          "    eventTime: {field: read_at, watermark: {maxOutOfOrderness: 1s}}",
          "streams:",
          "  averages:",
          "    from: readings",
          "    keyBy: [machine]",
          "    window: {tumbling: 10s}",
          "    aggregate: {readings: COUNT(*), total: SUM(degrees)}",
          "  minutes: {from: readings, add: {minute: \"MINUTE(read_at)\"}}",
          // The operator of the plug-in: a minute is silent once nothing has come for six seconds.
          "  heard:",
          "    from: minutes",
          "    keyBy: [machine, minute]",
          "    process:",
          "      silence: {after: 6s, sum: degrees * 0.5}",
          "      to: {silent: silent_minutes}",
          "  firsts: {from: heard, where: since IS NULL, select: {machine, minute, degrees}}",
          "sinks:",
          "  out:",
          "    from: averages",
          "    delivery: exactly-once",
          "    kafka:",
          "      brokers: \"${brokers}\"",
          "      topic: averages",
          "      key: machine",
          "      transactionalIdPrefix: readings-to-averages",
          "      transactionTimeout: 1m",
          "  firsts_out:",
          "    from: firsts",
          "    delivery: exactly-once",
          "    kafka:",
          "      brokers: \"${brokers}\"",
          "      topic: firsts",
          "      transactionalIdPrefix: firsts",
          "      transactionTimeout: 1m",
          "  silent_out:",
          "    from: silent_minutes",
          "    delivery: exactly-once",
          "    kafka:",
          "      brokers: \"${brokers}\"",
          "      topic: silent",
          "      transactionalIdPrefix: silent",
          "      transactionTimeout: 1m",
          "");

  private static KafkaBroker broker;
  private static FlinkCluster cluster;
  private static String withPlugin;

  @TempDir static Path built;
  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    broker = KafkaBroker.start();
    cluster = FlinkCluster.start();
    Path jar =
        SamplePlugin.build(Files.createDirectory(built.resolve("classes")))
            .launcher(LauncherJar.find(), built.resolve("launcher-with-plugin.jar"));
    withPlugin = cluster.rest().upload(jar);
  }

  @AfterAll
  static void stop() {
    cluster.close();
    broker.close();
  }

  @Test
  void everyResultComesOnceThroughTheDeathOfATaskManager() throws Exception {
    KafkaTopic readings = broker.createTopic("readings", 2);
    KafkaTopic averages = broker.createTopic("averages", 1);
    KafkaTopic firsts = broker.createTopic("firsts", 1);
    KafkaTopic silent = broker.createTopic("silent", 1);
    Path properties =
        new ApplicationProperties()
            .group(
                SpecProperties.SPEC_GROUP, SpecProperties.write(SPEC, Layout.CHUNKS).orElseThrow())
            .group(SpecProperties.PARAMS_GROUP, Map.of("brokers", broker.bootstrapServers()))
            .write(folder);
    FlinkRest rest = cluster.rest();

    String job = rest.run(withPlugin, List.of("--properties", properties.toString()));

    send(readings, 0, WINDOWS / 2);
    Poll.until("results of the first half", PATIENCE, () -> !averages.committedValues().isEmpty());
    int completed = rest.completedCheckpoints(job);
    Poll.until("another checkpoint", PATIENCE, () -> rest.completedCheckpoints(job) > completed);
    send(readings, WINDOWS / 2, 3 * WINDOWS / 4);
    cluster.killTaskManager();
    cluster.startTaskManager();
    send(readings, 3 * WINDOWS / 4, WINDOWS + 1);

    Map<String, Long> expected = expected();
    Poll.until(
        "every result",
        PATIENCE,
        () ->
            averages.committedValues().size() >= expected.size()
                && silent.committedValues().size() >= silentMinutes().size()
                && firsts.committedValues().size() >= firstReadings().size());
    assertThat(rest.restores(job)).isGreaterThanOrEqualTo(1);
    int atTheEnd = rest.completedCheckpoints(job);
    Poll.until(
        "two more checkpoints, which would commit a result written twice",
        PATIENCE,
        () -> rest.completedCheckpoints(job) >= atTheEnd + 2);
    assertThat(results(averages.committedValues()))
        .containsExactlyInAnyOrderElementsOf(
            expected.entrySet().stream()
                .map(window -> window.getKey() + " " + window.getValue())
                .collect(Collectors.toList()));
    assertThat(sorted(silent.committedValues())).isEqualTo(silentMinutes());
    assertThat(sorted(firsts.committedValues())).isEqualTo(firstReadings());
    rest.cancel(job);
  }

  /** The numbers are right by hand; the names are those of Java. */
  @Test
  void aPipelineOfThePluginsOwnRuns() throws Exception {
    Path spec = SamplePlugin.folder().resolve("pipeline.yaml");
    FlinkRest rest = cluster.rest();

    String job = rest.run(withPlugin, List.of("--spec", spec.toUri().toString()));

    Poll.until("the end", PATIENCE, () -> rest.jobState(job).equals("FINISHED"));
    assertThat(cluster.taskManagerLog().lines().filter(line -> line.matches("(card|bad): .*")))
        .containsExactlyInAnyOrder(
            "card: number=79927398713 country=Germany amount=10.5",
            "card: number=4539148803436467 amount=1.0",
            "card: number=4539148803436467 country=\"New Zealand\" amount=7.0",
            "bad: reason=\"`amount` is no number: `many`\" number=3");
  }

  @Test
  void aWrongSpecFailsTheSubmissionWithItsPlace() throws Exception {
    Path properties =
        new ApplicationProperties()
            .group(
                SpecProperties.SPEC_GROUP,
                SpecProperties.write(SPEC.replace("SUM(degrees)", "SUM(degree)"), Layout.GZIP)
                    .orElseThrow())
            .group(SpecProperties.PARAMS_GROUP, Map.of("brokers", "localhost:9"))
            .write(folder);
    FlinkRest rest = cluster.rest();
    String jar = rest.upload(LauncherJar.find());

    assertThatThrownBy(() -> rest.run(jar, List.of("--properties", properties.toString())))
        .isInstanceOf(FlinkRest.RefusedException.class)
        .hasMessageContaining("did you mean `degrees`?")
        .hasMessageContaining("drey.spec:15:48")
        // This one has no plug-in.
        .hasMessageContaining("`silence` is not a key of `process`")
        .hasMessageContaining("a launcher is built with it: `-Dplugin.group=");
  }

  /** Two machines, one a partition, two readings a window each; the last window stays open. */
  private static void send(KafkaTopic topic, int fromWindow, int toWindow) {
    for (int window = fromWindow; window < toWindow; window++) {
      for (int machine = 0; machine < 2; machine++) {
        for (int half = 0; half < 2; half++) {
          topic.send(
              machine,
              String.format(
                  "{\"machine\":\"m%d\",\"degrees\":%d,\"read_at\":\"%s\"}",
                  machine,
                  degrees(window, machine, half),
                  START.plusSeconds(10L * window + 5L * half)));
        }
      }
    }
  }

  private static long degrees(int window, int machine, int half) {
    return 1000L * window + 10L * machine + half;
  }

  /** What each window must give, computed from what was sent. */
  private static Map<String, Long> expected() {
    Map<String, Long> totals = new TreeMap<>();
    for (int window = 0; window < WINDOWS; window++) {
      for (int machine = 0; machine < 2; machine++) {
        totals.put(
            "m" + machine + " " + START.plusSeconds(10L * window + 10) + " 2",
            degrees(window, machine, 0) + degrees(window, machine, 1));
      }
    }
    return totals;
  }

  /** A minute has six windows; the last one is still heard when the records end. */
  private static List<String> silentMinutes() {
    List<String> silent = new ArrayList<>();
    for (int minute = 0; minute < WINDOWS / 6; minute++) {
      for (int machine = 0; machine < 2; machine++) {
        long degrees = 0;
        for (int window = 6 * minute; window < 6 * minute + 6; window++) {
          degrees += degrees(window, machine, 0) + degrees(window, machine, 1);
        }
        silent.add(
            String.format(
                "{\"machine\":\"m%d\",\"minute\":%d,\"last\":\"%s\",\"total\":%s}",
                machine, minute, START.plusSeconds(60L * minute + 55), degrees / 2.0));
      }
    }
    return sorted(silent);
  }

  private static List<String> firstReadings() {
    List<String> firsts = new ArrayList<>();
    for (int minute = 0; minute <= WINDOWS / 6; minute++) {
      for (int machine = 0; machine < 2; machine++) {
        firsts.add(
            String.format(
                "{\"machine\":\"m%d\",\"minute\":%d,\"degrees\":%d}",
                machine, minute, degrees(6 * minute, machine, 0)));
      }
    }
    return sorted(firsts);
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().collect(Collectors.toList());
  }

  private static List<String> results(List<String> values) throws Exception {
    List<String> results = new ArrayList<>();
    for (String value : values) {
      JsonNode row = JSON.readTree(value);
      results.add(
          row.get("machine").asText()
              + " "
              + row.get("window_end").asText()
              + " "
              + row.get("readings").asLong()
              + " "
              + row.get("total").asLong());
    }
    return results;
  }
}
