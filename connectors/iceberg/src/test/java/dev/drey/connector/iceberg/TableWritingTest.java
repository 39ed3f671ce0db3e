// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.connector.ChangeMode;
import dev.drey.connector.ConnectorException;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.row.RowChange;
import dev.drey.row.RowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Shows;
import dev.drey.type.RowType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a sink writes into tables of a folder, as Iceberg's own generic reader finds it. */
@Timeout(180)
class TableWritingTest {
  @RegisterExtension static final Cluster CLUSTER = Cluster.of(2);

  private static final RowType TRADE = Tables.row("id BIGINT NOT NULL", "symbol STRING NOT NULL");

  @TempDir Path folder;

  private OptionValues use(Map<String, Object> more) {
    return Tables.inFolder(folder, "market.trades", more);
  }

  private static StreamExecutionEnvironment environment(int parallelism) throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("execution.checkpointing.interval", "50ms");
    configuration.setString("restart-strategy.type", "fixed-delay");
    configuration.setString("restart-strategy.fixed-delay.attempts", "3");
    configuration.setString("restart-strategy.fixed-delay.delay", "10ms");
    return CLUSTER.environment(parallelism, configuration);
  }

  private static List<Object[]> trades(long from, long to, String symbol) {
    return LongStream.range(from, to)
        .mapToObj(id -> new Object[] {id, symbol})
        .collect(Collectors.toList());
  }

  private void run(OptionValues options, ChangeMode changes, List<Object[]> rows) throws Exception {
    StreamExecutionEnvironment environment = environment(1);
    Tables.write(environment, options, TRADE, changes, rows);
    environment.execute();
  }

  private static List<String> shown(OptionValues options) throws Exception {
    return Tables.records(options).stream()
        .map(each -> each.getField("id") + " " + each.getField("symbol"))
        .sorted()
        .collect(Collectors.toList());
  }

  @Test
  void rowsOfAJobThatEndsAreAllCommitted() throws Exception {
    OptionValues options = use(Tables.created(Map.of()));
    run(options, ChangeMode.APPEND, trades(0, 1000, "A"));
    assertThat(Tables.records(options)).hasSize(1000);
    run(options, ChangeMode.APPEND, trades(1000, 1010, "B"));
    assertThat(Tables.records(options)).hasSize(1010);
  }

  @Test
  void rowsOfAJobWithoutCheckpointsAreCommittedAtItsEnd() throws Exception {
    OptionValues options = use(Tables.created(Map.of()));
    StreamExecutionEnvironment environment = CLUSTER.environment(2);
    Tables.write(environment, options, TRADE, ChangeMode.APPEND, trades(0, 100, "A"));
    environment.execute();
    assertThat(Tables.records(options)).hasSize(100);
  }

  @Test
  void aStreamWithoutRowsMakesATableWithoutRows() throws Exception {
    OptionValues options = use(Tables.created(Map.of()));
    run(options, ChangeMode.APPEND, List.of());
    assertThat(Tables.records(options)).isEmpty();
  }

  @Test
  void rowsReplaceThoseOfTheirKeyAndDeletesEndThem() throws Exception {
    Map<String, Object> more = new HashMap<>(Tables.created(Map.of()));
    more.put("key", List.of("id"));
    OptionValues options = use(more);
    List<Object[]> changes = new ArrayList<>();
    for (long id = 0; id < 20; id++) {
      changes.add(RowChange.PUT.of(new Object[] {id, "first"}));
    }
    for (long id = 0; id < 10; id++) {
      changes.add(RowChange.PUT.of(new Object[] {id, "second"}));
    }
    changes.add(RowChange.DELETE.of(new Object[] {3L, null}));
    changes.add(RowChange.DELETE.of(new Object[] {15L, null}));
    run(options, ChangeMode.UPSERT, changes);
    List<String> expected =
        LongStream.range(0, 20)
            .filter(id -> id != 3 && id != 15)
            .mapToObj(id -> id + (id < 10 ? " second" : " first"))
            .sorted()
            .collect(Collectors.toList());
    assertThat(shown(options)).isEqualTo(expected);
    run(options, ChangeMode.UPSERT, List.<Object[]>of(RowChange.PUT.of(new Object[] {19L, "x"})));
    assertThat(shown(options)).hasSize(18).contains("19 x").doesNotContain("19 first");
  }

  @Test
  void aRunReplacesThePartitionsThatItsRowsFallInAtOnce() throws Exception {
    Map<String, Object> more =
        new HashMap<>(Tables.created(Map.of("partitionBy", List.of("symbol"))));
    more.put("overwrite", true);
    OptionValues options = use(more);
    run(options, ChangeMode.APPEND, trades(0, 5, "A"));
    run(options, ChangeMode.APPEND, trades(5, 7, "B"));
    // Slow enough for many checkpoints, none of which replaces what another wrote.
    StreamExecutionEnvironment environment = environment(2);
    Tables.write(
        options,
        TRADE,
        ChangeMode.APPEND,
        environment
            .fromSource(
                new DataGeneratorSource<>(
                    (Long number) -> number, 300, RateLimiterStrategy.perSecond(300), Types.LONG),
                WatermarkStrategy.noWatermarks(),
                "numbers")
            .map(number -> new Object[] {100 + number, "A"})
            .returns(RowTypeInformation.of(TRADE)));
    environment.execute();
    List<String> expected =
        LongStream.range(100, 400)
            .mapToObj(id -> id + " A")
            .collect(Collectors.toCollection(ArrayList::new));
    expected.add("5 B");
    expected.add("6 B");
    expected.sort(null);
    assertThat(shown(options)).isEqualTo(expected);
  }

  @Test
  @Shows(
      connector = "iceberg",
      role = Kind.SINK,
      contract = {Contract.GUARANTEE, Contract.RESTART})
  void aTaskManagerThatIsLostLosesNoRowAndDoublesNone() throws Exception {
    OptionValues options = use(Tables.created(Map.of("partitionBy", List.of("bucket(3, id)"))));
    StreamExecutionEnvironment environment = environment(2);
    int rows = 12_000;
    Tables.write(
        options,
        TRADE,
        ChangeMode.APPEND,
        environment
            .fromSource(
                new DataGeneratorSource<>(
                    (Long number) -> number, rows, RateLimiterStrategy.perSecond(3000), Types.LONG),
                WatermarkStrategy.noWatermarks(),
                "numbers")
            .map(number -> new Object[] {number, "A"})
            .returns(RowTypeInformation.of(TRADE)));
    JobID job = CLUSTER.start(environment.getStreamGraph().getJobGraph());
    CLUSTER.awaitCheckpoints(job, 4);
    CLUSTER.replaceTaskManager();
    CLUSTER.awaitEnd(job);
    assertThat(Tables.records(options).stream().map(each -> (Long) each.getField("id")).sorted())
        .isEqualTo(LongStream.range(0, rows).boxed().collect(Collectors.toList()));
    int commits = 0;
    for (Snapshot each : Tables.table(options).snapshots()) {
      assertThat(each.operation()).isEqualTo("append");
      commits++;
    }
    assertThat(commits).isGreaterThan(2);
  }

  @Test
  void aPartitionHasOneWriterWhereTheTableSaysSo() throws Exception {
    Map<String, Object> spread = Map.of("write.distribution-mode", "hash");
    OptionValues options =
        use(Tables.created(Map.of("partitionBy", List.of("symbol"), "properties", spread)));
    StreamExecutionEnvironment environment = CLUSTER.environment(2);
    List<Object[]> rows = new ArrayList<>();
    for (long id = 0; id < 100; id++) {
      rows.add(new Object[] {id, String.valueOf((char) ('A' + id % 4))});
    }
    Tables.write(environment, options, TRADE, ChangeMode.APPEND, rows);
    environment.execute();
    Table table = Tables.table(options);
    assertThat(table.currentSnapshot().addedDataFiles(table.io())).hasSize(4);
    assertThat(Tables.records(options)).hasSize(100);
  }

  @Test
  void tablesAreMadeAsTheSpecSays() throws Exception {
    RowType type =
        Tables.row(
            "symbol STRING NOT NULL", "ts TIMESTAMP_LTZ(3) NOT NULL", "price DECIMAL(12, 2)");
    OptionValues options =
        use(
            Tables.created(
                Map.of(
                    "partitionBy", List.of("symbol", "days(ts)"),
                    "formatVersion", 2L,
                    "properties", Map.of("write.metadata.compression-codec", "gzip"))));
    StreamExecutionEnvironment environment = environment(1);
    Tables.write(
        environment,
        options,
        type,
        ChangeMode.APPEND,
        List.<Object[]>of(new Object[] {"A/../B", 1_700_000_000_000L, new BigDecimal("12.50")}));
    environment.execute();
    Table table = Tables.table(options);
    assertThat(table.spec().fields().stream().map(each -> each.name() + " " + each.transform()))
        .containsExactly("symbol identity", "ts_day day");
    assertThat(table.schema().columns().toString())
        .isEqualTo(
            "[1: symbol: required string, 2: ts: required timestamptz,"
                + " 3: price: optional decimal(12, 2)]");
    assertThat(table.properties()).containsEntry("write.metadata.compression-codec", "gzip");
    assertThat(Tables.records(options)).hasSize(1);
    // What stands in a column stays within the table's folder.
    assertThat(folder.resolve("market").toFile().list()).containsExactly("trades");
  }

  @Test
  void valuesOfAllTypesAreWhatTheyWere() throws Exception {
    RowType type =
        Tables.row(
            "k INT NOT NULL",
            "b BOOLEAN",
            "ti TINYINT",
            "si SMALLINT",
            "l BIGINT",
            "f FLOAT",
            "d DOUBLE",
            "m DECIMAL(38, 10)",
            "s STRING",
            "c CHAR(3)",
            "x BYTES",
            "x4 BINARY(4)",
            "da DATE",
            "tm TIME(3)",
            "t TIMESTAMP(3)",
            "z TIMESTAMP_LTZ(3)",
            "tags ARRAY<STRING>",
            "counts MAP<STRING, BIGINT>",
            "at ROW<lat DOUBLE, names ARRAY<ROW<n STRING>>>");
    OptionValues options = use(Tables.created(Map.of()));
    Object[] full = {
      1,
      true,
      (byte) -5,
      (short) 300,
      7_000_000_000L,
      1.5f,
      2.25,
      new BigDecimal("1234567890123456789012345678.0123456789"),
      "g\u00fcn\u0000 \ud83d\ude00",
      "abc",
      new byte[] {1, 2, -3},
      new byte[] {4, 3, 2, 1},
      (int) LocalDate.of(1969, 7, 20).toEpochDay(),
      3_723_004,
      -1L,
      1_700_000_000_123L,
      Arrays.asList("a", null, ""),
      Map.of("n", 5L),
      new Object[] {1.25, Collections.singletonList(new Object[] {"x"})}
    };
    Object[] empty = new Object[type.size()];
    empty[0] = 2;
    StreamExecutionEnvironment environment = environment(1);
    Tables.write(environment, options, type, ChangeMode.APPEND, List.of(full, empty));
    environment.execute();
    Map<Object, Record> read =
        Tables.records(options).stream()
            .collect(Collectors.toMap(each -> each.getField("k"), each -> each));
    Record record = requireNonNull(read.get(1));
    assertThat(record.getField("b")).isEqualTo(true);
    assertThat(record.getField("ti")).isEqualTo(-5);
    assertThat(record.getField("si")).isEqualTo(300);
    assertThat(record.getField("l")).isEqualTo(7_000_000_000L);
    assertThat(record.getField("f")).isEqualTo(1.5f);
    assertThat(record.getField("d")).isEqualTo(2.25);
    assertThat(record.getField("m"))
        .isEqualTo(new BigDecimal("1234567890123456789012345678.0123456789"));
    assertThat(record.getField("s")).isEqualTo("g\u00fcn\u0000 \ud83d\ude00");
    assertThat(record.getField("c")).isEqualTo("abc");
    assertThat(record.getField("x")).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, -3}));
    assertThat(record.getField("x4")).isEqualTo(new byte[] {4, 3, 2, 1});
    assertThat(record.getField("da")).isEqualTo(LocalDate.of(1969, 7, 20));
    assertThat(record.getField("tm")).isEqualTo(LocalTime.parse("01:02:03.004"));
    assertThat(record.getField("t")).isEqualTo(LocalDateTime.parse("1969-12-31T23:59:59.999"));
    assertThat(record.getField("z"))
        .isEqualTo(OffsetDateTime.of(2023, 11, 14, 22, 13, 20, 123_000_000, ZoneOffset.UTC));
    assertThat(record.getField("tags")).isEqualTo(Arrays.asList("a", null, ""));
    assertThat(record.getField("counts")).isEqualTo(Map.of("n", 5L));
    Record at = (Record) record.getField("at");
    assertThat(at.getField("lat")).isEqualTo(1.25);
    assertThat(((Record) ((List<?>) at.getField("names")).get(0)).getField("n")).isEqualTo("x");
    for (int i = 1; i < type.size(); i++) {
      assertThat(requireNonNull(read.get(2)).getField(type.field(i).name())).isNull();
    }
  }

  @Test
  void whatDoesNotFitTheTableIsSaidBeforeTheFirstRow() throws Exception {
    OptionValues there = use(Map.of());
    assertThatThrownBy(() -> run(there, ChangeMode.APPEND, trades(0, 1, "A")))
        .isInstanceOf(ConnectorException.class)
        .hasMessage(
            "there is no table `market.trades` in " + folder + ": make it, or write `create: {}`");
    run(
        use(Tables.created(Map.of("formatVersion", 1L, "partitionBy", List.of("symbol")))),
        ChangeMode.APPEND,
        trades(0, 1, "A"));
    assertRefused(there, "there is no column `price`; it has id, symbol", "price INT");
    assertRefused(there, "`id` is long in the table, which does not take STRING", "id STRING");
    assertRefused(there, "cast it to BIGINT in a stream before", "id DECIMAL(20, 0) NOT NULL");
    assertRefused(there, "`id` is required in the table, and the rows may have NULL", "id INT");
    assertRefused(there, "the table requires `symbol`", "id INT NOT NULL");
    OptionValues keyed = use(Map.of("key", List.of("id")));
    assertRefused(
        keyed,
        "format version 1, which knows no deletes",
        "id BIGINT NOT NULL",
        "symbol STRING NOT NULL");
    Tables.table(there).updateProperties().set("format-version", "2").commit();
    assertRefused(
        keyed,
        "is partitioned by `symbol`, which is not in `key: [id]`",
        "id BIGINT NOT NULL",
        "symbol STRING NOT NULL");
  }

  private static void assertRefused(OptionValues options, String words, String... columns)
      throws Exception {
    StreamExecutionEnvironment environment = environment(1);
    assertThatThrownBy(
            () ->
                Tables.write(
                    environment, options, Tables.row(columns), ChangeMode.APPEND, List.of()))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining(words);
  }
}
