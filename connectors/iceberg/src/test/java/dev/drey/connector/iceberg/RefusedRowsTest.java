// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.connector.ChangeMode;
import dev.drey.connector.ConnectorException;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.connector.Refusal;
import dev.drey.connector.async.RefusedRowException;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Shows;
import dev.drey.testkit.SinkTrial;
import dev.drey.type.RowType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Rows that a table or its store has no place for, and what becomes of the others. */
@Timeout(120)
class RefusedRowsTest {
  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  private static final RowType TRADE = Tables.row("id BIGINT NOT NULL", "symbol STRING");

  @TempDir Path folder;

  private OptionValues bySymbol() {
    return Tables.inFolder(
        folder, "market.trades", Tables.created(Map.of("partitionBy", List.of("symbol"))));
  }

  private static SinkTrial trial(RowType type, OptionValues options) {
    return SinkTrial.of(new IcebergConnector(), type, options);
  }

  private static List<Object> ids(OptionValues options) throws IOException {
    return Tables.records(options).stream()
        .map(each -> each.getField("id"))
        .sorted()
        .collect(Collectors.toList());
  }

  @Test
  @Shows(
      connector = "iceberg",
      role = Kind.SINK,
      contract = {Contract.POISON_RECORD, Contract.OVERSIZED_RECORD})
  void aPartitionThatNoFolderCanBeNamedByIsRefusedAndTheRestIsWritten() throws Exception {
    // `symbol=` has seven bytes; a letter with an umlaut becomes `%C3%BC`, six.
    String longest = "x".repeat(248);
    String umlauts = "\u00fc".repeat(41);
    List<Object[]> rows =
        List.of(
            new Object[] {1L, "A"},
            new Object[] {2L, longest},
            new Object[] {3L, longest + "x"},
            new Object[] {4L, umlauts},
            new Object[] {5L, umlauts + "\u00fc"},
            new Object[] {6L, null});
    List<Object[]> refused = trial(TRADE, bySymbol()).run(CLUSTER, rows);
    assertThat(ids(bySymbol())).containsExactly(1L, 2L, 4L, 6L);
    assertThat(refused).hasSize(2);
    assertThat(refused.get(0)).startsWith(3L, longest + "x", "out");
    assertThat(refused.get(0)[3])
        .isEqualTo(
            "the folder of its partition has a name of 256 bytes, and file systems take 255");
    assertThat(refused.get(1)).startsWith(5L, umlauts + "\u00fc", "out");
    // The file system itself is asked, too.
    assertThatCode(() -> Files.createDirectory(folder.resolve("symbol=" + longest)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Files.createDirectory(folder.resolve("symbol=" + longest + "x")))
        .isInstanceOf(IOException.class);

    List<Object[]> bad =
        List.<Object[]>of(new Object[] {7L, longest + "x"}, new Object[] {8L, "A"});
    assertThat(trial(TRADE, bySymbol()).refusal(Refusal.DROP).run(CLUSTER, bad)).isEmpty();
    assertThat(ids(bySymbol())).containsExactly(1L, 2L, 4L, 6L, 8L);
    assertThatThrownBy(() -> trial(TRADE, bySymbol()).refusal(Refusal.FAIL).run(CLUSTER, bad))
        .rootCause()
        .isInstanceOf(ConnectorException.class)
        .hasMessage(
            "sink `out` has a record that is refused: the folder of its partition has a name of"
                + " 256 bytes, and file systems take 255 (onError: drop, or onError: {to: NAME},"
                + " lets the job go on)");
  }

  @Test
  @Shows(connector = "iceberg", role = Kind.SINK, contract = Contract.RESTART)
  void aFailureInTheMidstLosesAndDoublesNeitherRowsNorRefusedOnes() throws Exception {
    List<Object[]> rows = new ArrayList<>();
    for (long id = 0; id < 600; id++) {
      rows.add(new Object[] {id, id % 3 == 0 ? "y".repeat(300) : "A"});
    }
    List<Object[]> refused =
        trial(TRADE, bySymbol()).runFailingOnce(CLUSTER, rows, folder.resolve("failed"), 300);
    assertThat(folder.resolve("failed")).exists();
    assertThat(refused.stream().map(row -> (Long) row[0]).filter(id -> id % 3 == 0).distinct())
        .hasSize(200);
    assertThat(refused).hasSize(200);
    assertThat(ids(bySymbol()))
        .hasSize(400)
        .doesNotHaveDuplicates()
        .noneMatch(id -> (Long) id % 3 == 0);
  }

  @Test
  @Shows(connector = "iceberg", role = Kind.SINK, contract = Contract.OVERSIZED_RECORD)
  void aRowHasNoLimitButMemory() throws Exception {
    OptionValues options = Tables.inFolder(folder, "a.large", Tables.created(Map.of()));
    String large = "z".repeat(16 << 20);
    assertThat(trial(TRADE, options).run(CLUSTER, List.<Object[]>of(new Object[] {1L, large})))
        .isEmpty();
    assertThat(Tables.records(options).stream().map(each -> each.getField("symbol")))
        .containsExactly(large);
  }

  @Test
  void bytesOfAnotherLengthAreRefused() throws Exception {
    OptionValues options = Tables.inFolder(folder, "a.fixed", Tables.created(Map.of()));
    RowType type = Tables.row("id BIGINT NOT NULL", "x BINARY(4)");
    List<Object[]> refused =
        trial(type, options)
            .run(
                CLUSTER,
                List.of(
                    new Object[] {1L, new byte[] {1, 2, 3, 4}}, new Object[] {2L, new byte[3]}));
    assertThat(refused).hasSize(1);
    assertThat(refused.get(0)[0]).isEqualTo(2L);
    assertThat(refused.get(0)[3]).isEqualTo("`x` has 3 bytes, and fixed[4] takes 4");
    List<Record> records = Tables.records(options);
    assertThat(records).hasSize(1);
    assertThat(records.get(0).getField("x")).isEqualTo(new byte[] {1, 2, 3, 4});
  }

  @Test
  void valuesThatAColumnHasNoPlaceForAreNamed() {
    assertRefused("t TIMESTAMP_LTZ(3)", Types.TimestampType.withZone(), 9_223_372_036_854_776L);
    assertRefused("t TIMESTAMP(3)", Types.TimestampType.withoutZone(), Long.MIN_VALUE);
    assertTaken("t TIMESTAMP(3)", Types.TimestampType.withoutZone(), -9_223_372_036_854_775L);
    assertThat(
            assertRefused("m DECIMAL(4, 2)", Types.DecimalType.of(4, 2), new BigDecimal("100.00")))
        .hasMessage("`c` has more digits than decimal(4, 2) takes");
    assertTaken("m DECIMAL(4, 2)", Types.DecimalType.of(4, 2), new BigDecimal("99.99"));
    Map<String, Long> unnamed = new HashMap<>();
    unnamed.put(null, 1L);
    Type map = Types.MapType.ofOptional(2, 3, Types.StringType.get(), Types.LongType.get());
    assertThat(assertRefused("n MAP<STRING, BIGINT>", map, unnamed))
        .hasMessage("`c` has a key that is NULL");
    assertTaken("n MAP<STRING, BIGINT>", map, Collections.singletonMap("a", null));
    Type row =
        Types.StructType.of(
            Types.NestedField.optional(
                2, "xs", Types.ListType.ofOptional(3, Types.FixedType.ofLength(2))));
    assertThat(
            assertRefused(
                "r ROW<xs ARRAY<BINARY(2)>>",
                row,
                new Object[] {Arrays.asList(new byte[2], null, new byte[1])}))
        .hasMessage("`c` has a field that is refused: `xs` has 1 bytes, and fixed[2] takes 2");
  }

  @Test
  void aKeyOfAStoreOfObjectsIsBoundedAsAWhole() throws Exception {
    OptionValues options =
        Tables.inFolder(
            folder,
            "a.objects",
            Tables.created(
                Map.of(
                    "partitionBy",
                    List.of("symbol"),
                    "properties",
                    Map.of("write.data.path", "s3://lake/trades"))));
    // The graph alone makes the table.
    Tables.write(CLUSTER.environment(1), options, TRADE, ChangeMode.APPEND, List.of());
    PartitionPaths paths = PartitionPaths.of(Tables.table(options), TRADE);
    paths.open();
    // `trades/symbol=`, the value, `/`, and 77 bytes of a file's name at most.
    int longest = 1024 - 14 - 1 - 77;
    for (int length : new int[] {1, 300, longest}) {
      paths.check(
          new Object[] {1L, "x".repeat(length)},
          GenericRowData.of(1L, StringData.fromString("x".repeat(length))));
    }
    assertThatThrownBy(
            () ->
                paths.check(
                    new Object[] {1L, "x".repeat(longest + 1)},
                    GenericRowData.of(1L, StringData.fromString("x".repeat(longest + 1)))))
        .isInstanceOf(RefusedRowException.class)
        .hasMessage("a file of its partition has a key of 1025 bytes, and the store takes 1024");
  }

  private static ToTable.Fields fields(String declared, Type type) {
    return ToTable.Fields.of(
        Tables.row("c " + declared.split(" ", 2)[1]),
        Types.StructType.of(Types.NestedField.optional(1, "c", type)));
  }

  private static void assertTaken(String declared, Type type, Object value) {
    assertThatCode(() -> fields(declared, type).write(new Object[] {value}))
        .doesNotThrowAnyException();
  }

  private static RefusedRowException assertRefused(String declared, Type type, Object value) {
    return catchThrowableOfType(
        RefusedRowException.class, () -> fields(declared, type).write(new Object[] {value}));
  }
}
