// SPDX-License-Identifier: Apache-2.0
package dev.drey.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.backend.FlinkCluster;
import dev.drey.backend.FlinkRest;
import dev.drey.deploy.SpecProperties;
import dev.drey.deploy.SpecProperties.Layout;
import dev.drey.testkit.Poll;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The JAR writes a table on a cluster whose class path has nothing of Hadoop, and the rows that the
 * table does not take into files, through a crash.
 */
class IcebergOnClusterIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long ROWS = 6000;

  private static final String SPEC =
      String.join(
          "\n",
          "apiVersion: drey/v1",
          "name: numbers-to-table",
          "params:",
          "  folder: {type: STRING}",
          "sources:",
          "  numbers:",
          "    datagen: {rows: " + ROWS + ", rate: 400/s, columns: {n: {sequence: {}}}}",
          "    type: {n: BIGINT NOT NULL}",
          "streams:",
          "  parted:",
          "    from: numbers",
          // Of fifty one has a partition that no folder can be named by.
          "    add: {part: \"REPEAT('x', CASE WHEN MOD(n, 50) = 7 THEN 300 ELSE 1 END)\"}",
          "  too_long: {from: refused, select: {n, sink}}",
          "sinks:",
          "  lake:",
          "    from: parted",
          "    delivery: exactly-once",
          "    iceberg:",
          "      catalog: {folder: {path: \"${folder}\"}}",
          "      table: market.numbers",
          "      create: {partitionBy: [\"bucket(2, n)\", part]}",
          "    onError: {to: refused}",
          "  aside:",
          "    from: too_long",
          "    delivery: exactly-once",
          "    file: {path: \"${folder}-aside\", prefix: aside, rollOnCheckpoint: true}",
          "");

  @TempDir Path folder;

  @Test
  void everyRowIsThereOnceThroughTheDeathOfATaskManager() throws Exception {
    Path warehouse = folder.resolve("warehouse");
    Path properties =
        new ApplicationProperties()
            .group(
                SpecProperties.SPEC_GROUP, SpecProperties.write(SPEC, Layout.CHUNKS).orElseThrow())
            .group(SpecProperties.PARAMS_GROUP, Map.of("folder", warehouse.toString()))
            .write(folder);
    try (FlinkCluster cluster = FlinkCluster.start()) {
      FlinkRest rest = cluster.rest();
      String job =
          rest.run(rest.upload(LauncherJar.find()), List.of("--properties", properties.toString()));
      Poll.until("two checkpoints", PATIENCE, () -> rest.completedCheckpoints(job) >= 2);
      cluster.killTaskManager();
      cluster.startTaskManager();
      Poll.until("the end", PATIENCE, () -> rest.jobState(job).equals("FINISHED"));
      assertThat(rest.restores(job)).isGreaterThanOrEqualTo(1);
    }
    assertThat(numbers(warehouse))
        .isEqualTo(
            LongStream.range(0, ROWS)
                .filter(n -> n % 50 != 7)
                .boxed()
                .collect(Collectors.toList()));
    assertThat(aside(warehouse))
        .isEqualTo(
            LongStream.range(0, ROWS)
                .filter(n -> n % 50 == 7)
                .mapToObj(n -> "{\"n\":" + n + ",\"sink\":\"lake\"}")
                .collect(Collectors.toList()));
  }

  /** What was refused, of files that are committed. */
  private static List<String> aside(Path warehouse) throws Exception {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files =
        Files.walk(warehouse.resolveSibling(warehouse.getFileName() + "-aside"))) {
      for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
        if (file.getFileName().toString().startsWith("aside")) {
          lines.addAll(Files.readAllLines(file));
        }
      }
    }
    lines.sort(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
    return lines;
  }

  private static List<Long> numbers(Path warehouse) throws Exception {
    try (HadoopCatalog catalog =
        new HadoopCatalog(new Configuration(false), warehouse.toUri().toString())) {
      Table table = catalog.loadTable(TableIdentifier.of("market", "numbers"));
      try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
        return StreamSupport.stream(records.spliterator(), false)
            .map(record -> (Long) record.getField("n"))
            .sorted()
            .collect(Collectors.toList());
      }
    }
  }
}
