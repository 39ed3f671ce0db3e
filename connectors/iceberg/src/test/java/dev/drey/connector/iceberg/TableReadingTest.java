// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.connector.ErrorPolicy;
import dev.drey.row.BadRecord;
import dev.drey.row.RowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.FailsOnce;
import dev.drey.testkit.RunningJob;
import dev.drey.testkit.Shows;
import dev.drey.testkit.SourceRun;
import dev.drey.type.RowType;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Files;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericAppenderFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a source makes of tables that Iceberg's own generic writer wrote. */
@Timeout(180)
class TableReadingTest {
  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  private static final Schema TRADES =
      new Schema(
          Types.NestedField.optional(1, "id", Types.IntegerType.get()),
          Types.NestedField.optional(2, "symbol", Types.StringType.get()));

  private static final RowType TRADE = Tables.row("symbol STRING", "id BIGINT");

  @TempDir Path folder;
  private int files;

  private Table table(Schema schema) throws IOException {
    try (HadoopCatalog catalog = new HadoopCatalog(new Configuration(false), folder.toString())) {
      return catalog.createTable(TableIdentifier.of("market", "trades"), schema);
    }
  }

  /** Adds rows as one snapshot, whose id it gives. */
  private long append(Table table, @Nullable Object[]... rows) throws IOException {
    File file = folder.resolve("data-" + files++ + ".parquet").toFile();
    FileAppender<Record> appender =
        new GenericAppenderFactory(table.schema())
            .newAppender(Files.localOutput(file), FileFormat.PARQUET);
    try (FileAppender<Record> open = appender) {
      for (@Nullable Object[] row : rows) {
        Record record = GenericRecord.create(table.schema());
        for (int i = 0; i < row.length; i++) {
          record.set(i, row[i]);
        }
        open.add(record);
      }
    }
    DataFile data =
        DataFiles.builder(table.spec())
            .withPath(file.getAbsolutePath())
            .withFileSizeInBytes(file.length())
            .withMetrics(appender.metrics())
            .build();
    table.newAppend().appendFile(data).commit();
    return table.currentSnapshot().snapshotId();
  }

  private SourceRun source(RowType type, Map<String, Object> more) {
    OptionValues options = Tables.inFolder(folder, "market.trades", more);
    return SourceRun.of(new IcebergConnector(), options, type);
  }

  private static List<String> shown(List<Object[]> rows) {
    return rows.stream().map(Arrays::toString).sorted().collect(Collectors.toList());
  }

  @Test
  void aTableIsReadOnceByTheNamesOfItsColumns() throws Exception {
    Table table = table(TRADES);
    append(table, new Object[] {1, "A"}, new Object[] {2, null});
    append(table, new Object[] {null, "C"});
    assertThat(shown(source(TRADE, Map.of()).rows(CLUSTER.environment(2))))
        .containsExactly("[A, 1]", "[C, null]", "[null, 2]");
  }

  @Test
  void aTableWithoutRowsGivesNone() throws Exception {
    table(TRADES);
    assertThat(source(TRADE, Map.of()).rows(CLUSTER.environment(2))).isEmpty();
  }

  @Test
  void aWatchedTableGivesWhatIsAdded() throws Exception {
    Table table = table(TRADES);
    append(table, new Object[] {1, "A"});
    try (RunningJob<Object[]> job =
        RunningJob.of(
            source(TRADE, Map.of("watch", Duration.ofMillis(100))).add(CLUSTER.environment(1)))) {
      assertThat(job.next()).containsExactly("A", 1L);
      append(table, new Object[] {2, "B"});
      assertThat(job.next()).containsExactly("B", 2L);
      append(table, new Object[] {3, "C"});
      assertThat(job.next()).containsExactly("C", 3L);
    }
  }

  @Test
  void aWatchedTableIsReadFromASnapshotOn() throws Exception {
    Table table = table(TRADES);
    append(table, new Object[] {1, "A"});
    long second = append(table, new Object[] {2, "B"});
    Map<String, Object> options = new HashMap<>();
    options.put("watch", Duration.ofMillis(100));
    options.put("startFrom", OptionValues.of(Map.of("snapshot", second)));
    try (RunningJob<Object[]> job =
        RunningJob.of(source(TRADE, options).add(CLUSTER.environment(1)))) {
      assertThat(job.next()).containsExactly("B", 2L);
      append(table, new Object[] {3, "C"});
      assertThat(job.next()).containsExactly("C", 3L);
    }
  }

  @Test
  void aRunThatIsToEndReadsAWatchedTableOnce() throws Exception {
    append(table(TRADES), new Object[] {1, "A"});
    assertThat(
            source(TRADE, Map.of("watch", Duration.ofMillis(100)))
                .bounded()
                .rows(CLUSTER.environment(1)))
        .hasSize(1);
  }

  @Test
  void valuesOfAllTypesAreWhatTheyWere() throws Exception {
    Types.StructType at =
        Types.StructType.of(
            Types.NestedField.optional(30, "lat", Types.FloatType.get()),
            Types.NestedField.optional(31, "name", Types.StringType.get()));
    Schema schema =
        new Schema(
            Types.NestedField.optional(1, "b", Types.BooleanType.get()),
            Types.NestedField.optional(2, "i", Types.IntegerType.get()),
            Types.NestedField.optional(3, "l", Types.LongType.get()),
            Types.NestedField.optional(4, "f", Types.FloatType.get()),
            Types.NestedField.optional(5, "d", Types.DoubleType.get()),
            Types.NestedField.optional(6, "m", Types.DecimalType.of(9, 2)),
            Types.NestedField.optional(7, "s", Types.StringType.get()),
            Types.NestedField.optional(9, "x", Types.BinaryType.get()),
            Types.NestedField.optional(10, "x3", Types.FixedType.ofLength(3)),
            Types.NestedField.optional(11, "da", Types.DateType.get()),
            Types.NestedField.optional(12, "tm", Types.TimeType.get()),
            Types.NestedField.optional(13, "t", Types.TimestampType.withoutZone()),
            Types.NestedField.optional(14, "z", Types.TimestampType.withZone()),
            Types.NestedField.optional(
                15, "tags", Types.ListType.ofOptional(16, Types.StringType.get())),
            Types.NestedField.optional(
                17,
                "counts",
                Types.MapType.ofOptional(18, 19, Types.StringType.get(), Types.LongType.get())),
            Types.NestedField.optional(20, "at", at));
    Table table = table(schema);
    append(
        table,
        new Object[] {
          true,
          -6,
          7_000_000_000L,
          1.5f,
          2.25,
          new BigDecimal("-12.50"),
          "x\u0000",
          ByteBuffer.wrap(new byte[] {1, -2}),
          new byte[] {7, 8, 9},
          LocalDate.of(1960, 1, 2),
          LocalTime.parse("01:02:03.004"),
          LocalDateTime.parse("1960-01-02T03:04:05.006"),
          OffsetDateTime.parse("2026-02-03T04:05:06.007+01:00"),
          Arrays.asList("a", null),
          Map.of("n", 5L),
          GenericRecord.create(at).copy(Map.of("lat", 0.5f, "name", "here"))
        });
    RowType type =
        Tables.row(
            "b BOOLEAN",
            "i INT",
            "l BIGINT",
            "f DOUBLE",
            "d DOUBLE",
            "m DECIMAL(12, 3)",
            "s STRING",
            "x BYTES",
            "x3 BINARY(3)",
            "da DATE",
            "tm TIME(3)",
            "t TIMESTAMP(3)",
            "z TIMESTAMP_LTZ(3)",
            "tags ARRAY<STRING>",
            "counts MAP<STRING, BIGINT>",
            "at ROW<name STRING, lat FLOAT>");
    Object[] row = source(type, Map.of()).rows(CLUSTER.environment(1)).get(0);
    assertThat(row)
        .containsExactly(
            true,
            -6,
            7_000_000_000L,
            1.5,
            2.25,
            new BigDecimal("-12.500"),
            "x\u0000",
            new byte[] {1, -2},
            new byte[] {7, 8, 9},
            (int) LocalDate.of(1960, 1, 2).toEpochDay(),
            3_723_004,
            LocalDateTime.parse("1960-01-02T03:04:05.006")
                .toInstant(java.time.ZoneOffset.UTC)
                .toEpochMilli(),
            OffsetDateTime.parse("2026-02-03T04:05:06.007+01:00").toInstant().toEpochMilli(),
            Arrays.asList("a", null),
            Map.of("n", 5L),
            new Object[] {"here", 0.5f});
  }

  @Test
  @Shows(connector = "iceberg", role = Kind.SOURCE, contract = Contract.POISON_RECORD)
  void whatARowLacksIsABadRecord() throws Exception {
    append(table(TRADES), new Object[] {1, "A"}, new Object[] {2, null});
    RowType strict = Tables.row("symbol STRING NOT NULL", "id INT");
    List<Object[]> rows =
        source(strict, Map.of()).onError(ErrorPolicy.EMIT).rows(CLUSTER.environment(1));
    assertThat(rows).hasSize(2);
    Object[] bad = rows.stream().filter(BadRecord::isBad).findFirst().orElseThrow();
    assertThat(((BadRecord) bad[0]).row()[1])
        .isEqualTo("`symbol` is declared NOT NULL but the record has no value for it");
    assertThat(source(strict, Map.of()).onError(ErrorPolicy.DROP).rows(CLUSTER.environment(1)))
        .hasSize(1);
    assertThatThrownBy(() -> source(strict, Map.of()).rows(CLUSTER.environment(1)))
        .hasStackTraceContaining("bad record in source `input`");
  }

  @Test
  @Shows(
      connector = "iceberg",
      role = Kind.SOURCE,
      contract = {Contract.GUARANTEE, Contract.RESTART})
  void aFailureInTheMidstLosesNoRowAndDoublesNone() throws Exception {
    Table table = table(TRADES);
    org.apache.flink.configuration.Configuration restarting =
        new org.apache.flink.configuration.Configuration();
    restarting.setString("execution.checkpointing.interval", "50ms");
    restarting.setString("restart-strategy.type", "fixed-delay");
    restarting.setString("restart-strategy.fixed-delay.attempts", "3");
    restarting.setString("restart-strategy.fixed-delay.delay", "10ms");
    Path failed = folder.resolve("failed");
    SourceRun run = source(TRADE, Map.of("watch", Duration.ofMillis(50)));
    int added = 0;
    try (RunningJob<Object[]> job =
        RunningJob.of(
            run.add(CLUSTER.environment(1, restarting))
                .map(new FailsOnce(failed, 150))
                .returns(RowTypeInformation.of(run.produced())))) {
      while (!java.nio.file.Files.exists(failed) || added % 1000 != 0) {
        @Nullable Object[][] more = new Object[100][];
        for (int i = 0; i < 100; i++) {
          more[i] = new Object[] {added++, "A"};
        }
        append(table, more);
      }
      List<Long> ids = new ArrayList<>();
      while (ids.size() < added) {
        ids.add((Long) job.next()[1]);
      }
      assertThat(ids.stream().sorted())
          .isEqualTo(LongStream.range(0, added).boxed().collect(Collectors.toList()));
    }
  }

  @Test
  @Shows(connector = "iceberg", role = Kind.SOURCE, contract = Contract.OVERSIZED_RECORD)
  void aRowMayHaveManyMegabytes() throws Exception {
    append(table(TRADES), new Object[] {1, "x".repeat(20 << 20)}, new Object[] {2, "B"});
    assertThat(
            RunningJob.all(
                source(TRADE, Map.of())
                    .add(CLUSTER.environment(1))
                    .map(row -> String.valueOf(row[0]).length())
                    .returns(Integer.class)))
        .containsExactlyInAnyOrder(20 << 20, 1);
  }

  @Test
  void aTimeWithMoreDigitsIsBadUnlessTheyAreCut() throws Exception {
    Schema schema =
        new Schema(Types.NestedField.optional(1, "t", Types.TimestampType.withoutZone()));
    append(table(schema), new Object[] {LocalDateTime.parse("1969-12-31T23:59:59.999999")});
    RowType type = Tables.row("t TIMESTAMP(3)");
    List<Object[]> bad =
        source(type, Map.of()).onError(ErrorPolicy.EMIT).rows(CLUSTER.environment(1));
    assertThat((String) ((BadRecord) bad.get(0)[0]).row()[1]).contains("more digits of a second");
    assertThat(source(type, Map.of("truncateTimes", true)).rows(CLUSTER.environment(1)).get(0))
        .containsExactly(-1L);
  }

  @Test
  void whatTheTableHasNotIsSaidBeforeTheFirstRow() throws Exception {
    assertRefused(TRADE, "there is no table `market.trades` in " + folder);
    table(TRADES).updateSchema().addColumn("u", Types.UUIDType.get()).commit();
    assertRefused(Tables.row("price INT"), "has no column `price`; it has id, symbol, u");
    assertRefused(Tables.row("id SMALLINT"), "does not fit into SMALLINT (declare it as INT)");
    assertRefused(
        Tables.row("u STRING"),
        "`u` of table `market.trades` in "
            + folder
            + " is uuid, which does not fit into STRING (leave it out of the type: no column can"
            + " hold it)");
    assertRefused(Tables.row("symbol INT"), "is string, which does not fit into INT");
  }

  private void assertRefused(RowType type, String words) throws Exception {
    assertThatThrownBy(() -> source(type, Map.of()).add(CLUSTER.environment(1)))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining(words);
  }
}
