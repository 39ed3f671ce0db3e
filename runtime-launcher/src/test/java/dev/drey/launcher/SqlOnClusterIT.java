// SPDX-License-Identifier: Apache-2.0
package dev.drey.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.backend.FlinkCluster;
import dev.drey.backend.FlinkRest;
import dev.drey.deploy.SpecProperties;
import dev.drey.deploy.SpecProperties.Layout;
import dev.drey.testkit.Poll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Queries in the JAR on a cluster whose planner is behind its loader, as every release has it: a
 * window, a join by time, and rows whose event time a window of ours goes by.
 */
class SqlOnClusterIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void queriesRunByThePlannerOfTheCluster() throws Exception {
    Files.write(
        folder.resolve("tx.jsonl"),
        List.of(
            "{\"card\":\"a\",\"amount\":3,\"ts\":\"2026-01-01T00:00:10Z\"}",
            "{\"card\":\"b\",\"amount\":1,\"ts\":\"2026-01-01T00:00:20Z\"}",
            "{\"card\":\"a\",\"amount\":4,\"ts\":\"2026-01-01T00:01:10Z\"}"));
    Files.write(
        folder.resolve("owners.jsonl"),
        List.of("{\"card\":\"a\",\"owner\":\"Ann\",\"since\":\"2026-01-01T00:00:50Z\"}"));
    Path properties =
        new ApplicationProperties()
            .group(
                SpecProperties.SPEC_GROUP,
                SpecProperties.write(spec(), Layout.CHUNKS).orElseThrow())
            .write(folder);
    try (FlinkCluster cluster = FlinkCluster.start()) {
      FlinkRest rest = cluster.rest();
      String job =
          rest.run(rest.upload(LauncherJar.find()), List.of("--properties", properties.toString()));
      Poll.until("the end", PATIENCE, () -> rest.jobState(job).equals("FINISHED"));
    }

    assertThat(written("minutes"))
        .containsExactlyInAnyOrder(
            "{\"card\":\"a\",\"total\":3,\"n\":1}",
            "{\"card\":\"b\",\"total\":1,\"n\":1}",
            "{\"card\":\"a\",\"total\":4,\"n\":1}");
    assertThat(written("owned")).containsExactly("{\"owner\":\"Ann\",\"amount\":4}");
    assertThat(written("counts")).containsExactly("{\"n\":2}", "{\"n\":1}");
  }

  private String spec() {
    return String.join(
        "\n",
        "apiVersion: drey/v1",
        "name: sql-on-a-cluster",
        "types:",
        "  Tx: {card: STRING NOT NULL, amount: INT NOT NULL, ts: TIMESTAMP_LTZ(3) NOT NULL}",
        "sources:",
        "  tx:",
        "    file: {path: \"" + folder.resolve("tx.jsonl") + "\"}",
        "    type: Tx",
        "    eventTime: {field: ts, watermark: {maxOutOfOrderness: 1s}}",
        "  owners:",
        "    file: {path: \"" + folder.resolve("owners.jsonl") + "\"}",
        "    type: {card: STRING NOT NULL, owner: STRING NOT NULL, since: TIMESTAMP_LTZ(3) NOT NULL}",
        "    eventTime: {field: since, watermark: {maxOutOfOrderness: 1s}}",
        "streams:",
        "  minutes:",
        "    sql: >-",
        "      SELECT card, SUM(amount) AS total, COUNT(*) AS n",
        "      FROM TABLE(TUMBLE(TABLE tx, DESCRIPTOR(ts), INTERVAL '1' MINUTE))",
        "      GROUP BY card, window_start, window_end",
        "  owned:",
        "    sql: >-",
        "      SELECT o.owner, t.amount FROM tx AS t JOIN owners AS o ON t.card = o.card",
        "      AND o.since BETWEEN t.ts - INTERVAL '1' MINUTE AND t.ts",
        "  big: {sql: \"SELECT ts, amount FROM tx WHERE amount > 0\"}",
        "  counts:",
        "    from: big",
        "    window: {tumbling: 1m}",
        "    late: drop",
        "    aggregate: {n: COUNT(*)}",
        "    select: {n: }",
        "sinks:",
        "  minutes_out: {from: minutes, file: {path: \"" + folder.resolve("minutes") + "\"}}",
        "  owned_out: {from: owned, file: {path: \"" + folder.resolve("owned") + "\"}}",
        "  counts_out: {from: counts, file: {path: \"" + folder.resolve("counts") + "\"}}",
        "runtime: {checkpoint: {interval: 1s}}",
        "");
  }

  private List<String> written(String name) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder.resolve(name))) {
      for (Path file :
          files
              .filter(Files::isRegularFile)
              .filter(each -> !String.valueOf(each.getFileName()).startsWith("."))
              .collect(Collectors.toList())) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }
}
