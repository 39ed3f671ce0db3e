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
import dev.drey.deploy.SpecProperties;
import dev.drey.deploy.SpecProperties.Layout;
import dev.drey.testkit.Poll;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JAR on a cluster of two processes, from one Kafka topic to another, through a crash. */
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
          "");

  private static KafkaBroker broker;
  private static FlinkCluster cluster;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    broker = KafkaBroker.start();
    cluster = FlinkCluster.start();
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
    Path properties =
        new ApplicationProperties()
            .group(
                SpecProperties.SPEC_GROUP, SpecProperties.write(SPEC, Layout.CHUNKS).orElseThrow())
            .group(SpecProperties.PARAMS_GROUP, Map.of("brokers", broker.bootstrapServers()))
            .write(folder);
    FlinkRest rest = cluster.rest();
    String jar = rest.upload(LauncherJar.find());

    String job = rest.run(jar, List.of("--properties", properties.toString()));

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
        "every result", PATIENCE, () -> averages.committedValues().size() >= expected.size());
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
                .collect(java.util.stream.Collectors.toList()));
    rest.cancel(job);
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
        .hasMessageContaining("drey.spec:15:48");
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
