// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import static dev.drey.format.Formats.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.Format;
import dev.drey.format.Formats;
import dev.drey.format.RowDecoder;
import dev.drey.row.RowChange;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.SeedFor;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.formats.common.TimestampFormat;
import org.apache.flink.formats.json.debezium.DebeziumJsonDeserializationSchema;
import org.apache.flink.formats.json.maxwell.MaxwellJsonDeserializationSchema;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A table that changes at random, as Debezium and Maxwell tell it: row by row beside Flink's
 * formats, and with a key against the table itself.
 */
class ChangeLogTest {
  private static final RowType TYPE =
      row(
          "id",
          DataType.of(TypeKind.BIGINT).notNull(),
          "name",
          DataType.string(),
          "price",
          DataType.decimal(10, 2).notNull());

  private static final org.apache.flink.table.types.DataType FLINKS =
      DataTypes.ROW(
          DataTypes.FIELD("id", DataTypes.BIGINT()),
          DataTypes.FIELD("name", DataTypes.STRING()),
          DataTypes.FIELD("price", DataTypes.DECIMAL(10, 2)));

  private final Random random = new Random(SeedFor.test("ChangeLogTest"));

  /** A system's records of a table that changes. */
  private interface Told {
    String change(@Nullable String op, Object @Nullable [] before, Object @Nullable [] after);
  }

  private static final Told DEBEZIUM =
      (op, before, after) ->
          "{\"source\":{\"table\":\"t\",\"op\":\"x\"},\"before\":"
              + json(before)
              + ",\"op\":\""
              + op
              + "\",\"after\":"
              + json(after)
              + ",\"ts_ms\":1}";

  private static final Told WITH_SCHEMA =
      (op, before, after) ->
          "{\"schema\":{\"op\":1},\"payload\":" + DEBEZIUM.change(op, before, after) + "}";

  private static final Told MAXWELL =
      (op, before, after) ->
          "{\"database\":\"d\",\"type\":\""
              + Map.of("c", "insert", "r", "insert", "u", "update", "d", "delete").get(op)
              + "\""
              + (after == null || before == null ? "" : ",\"old\":" + changed(before, after))
              + ",\"data\":"
              + json(after == null ? before : after)
              + "}";

  private static String json(Object @Nullable [] row) {
    return row == null
        ? "null"
        : "{\"id\":"
            + row[0]
            + ",\"name\":"
            + (row[1] == null ? "null" : "\"" + row[1] + "\"")
            + ",\"price\":"
            + row[2]
            + "}";
  }

  private static String changed(Object[] before, Object[] after) {
    List<String> old = new ArrayList<>();
    for (int i = 0; i < before.length; i++) {
      if (!String.valueOf(before[i]).equals(String.valueOf(after[i]))) {
        String value = i == 1 && before[1] != null ? "\"" + before[1] + "\"" : "" + before[i];
        old.add("\"" + TYPE.field(i).name() + "\":" + value);
      }
    }
    return "{" + String.join(",", old) + "}";
  }

  /** The table as it is in the end, and the records of how it got there. */
  private Map<Long, Object[]> history(Told told, int changes, List<String> records) {
    Map<Long, Object[]> table = new LinkedHashMap<>();
    for (int i = 0; i < changes; i++) {
      List<Long> ids = new ArrayList<>(table.keySet());
      int choice = ids.isEmpty() ? 0 : random.nextInt(5);
      Long id = ids.isEmpty() ? 0L : ids.get(random.nextInt(ids.size()));
      if (choice == 0 || choice == 4) {
        Object[] row = randomRow((long) random.nextInt(1_000_000));
        if (table.containsKey(row[0])) {
          continue;
        }
        table.put((Long) row[0], row);
        records.add(told.change(random.nextInt(9) == 0 ? "r" : "c", null, row));
      } else if (choice == 1) {
        records.add(told.change("d", table.remove(id), null));
      } else {
        Long newId = choice == 2 ? id : Long.valueOf(1_000_000L + i);
        Object[] before = table.remove(id);
        Object[] after = randomRow(newId);
        table.put(newId, after);
        records.add(told.change("u", before, after));
      }
    }
    return table;
  }

  private Object[] randomRow(Long id) {
    String name = random.nextInt(4) == 0 ? null : "n" + random.nextInt(3);
    return new Object[] {id, name, BigDecimal.valueOf(random.nextInt(500), 2)};
  }

  private static RowDecoder decoder(Format format, List<Integer> keys) {
    return Formats.decoder(
        format,
        DecoderContext.of(TYPE, TYPE, List.of(0, 1, 2), OptionValues.empty()).withKeys(keys));
  }

  private static List<Object[]> decode(RowDecoder decoder, String record)
      throws BadRecordException {
    List<Object[]> rows = new ArrayList<>();
    byte[] bytes = ("##" + record + "##").getBytes(UTF_8);
    decoder.decodeAll(bytes, 2, bytes.length - 4, rows::add);
    return rows;
  }

  private static List<String> texts(RowDecoder decoder, String record) throws BadRecordException {
    return decode(decoder, record).stream()
        .map(each -> RowChange.in(each) + Arrays.toString(RowChange.columns(each)))
        .collect(Collectors.toList());
  }

  private static List<String> flinks(DeserializationSchema<RowData> schema, String record)
      throws IOException {
    List<RowData> rows = new ArrayList<>();
    schema.deserialize(record.getBytes(UTF_8), new ListCollector<>(rows));
    return rows.stream()
        .map(
            each ->
                (each.getRowKind() == RowKind.INSERT || each.getRowKind() == RowKind.UPDATE_AFTER
                        ? RowChange.PUT
                        : RowChange.DELETE)
                    + Arrays.toString(
                        new @Nullable Object[] {
                          each.getLong(0),
                          each.isNullAt(1) ? null : each.getString(1),
                          each.getDecimal(2, 10, 2)
                        }))
        .collect(Collectors.toList());
  }

  private static DeserializationSchema<RowData> debezium(boolean schema) throws Exception {
    DeserializationSchema<RowData> flink =
        new DebeziumJsonDeserializationSchema(
            FLINKS,
            List.of(),
            TypeInformation.of(RowData.class),
            schema,
            false,
            TimestampFormat.ISO_8601);
    flink.open(null);
    return flink;
  }

  private static DeserializationSchema<RowData> maxwell() throws Exception {
    DeserializationSchema<RowData> flink =
        new MaxwellJsonDeserializationSchema(
            FLINKS, List.of(), TypeInformation.of(RowData.class), false, TimestampFormat.ISO_8601);
    flink.open(null);
    return flink;
  }

  @Test
  void rowsTakenBackOneByOneAreFlinks() throws Exception {
    compare(new DebeziumFormat(), DEBEZIUM, debezium(false));
    compare(new DebeziumFormat(), WITH_SCHEMA, debezium(true));
    compare(new MaxwellFormat(), MAXWELL, maxwell());
  }

  private void compare(Format format, Told told, DeserializationSchema<RowData> flink)
      throws Exception {
    List<String> records = new ArrayList<>();
    history(told, 2_000, records);
    RowDecoder decoder = decoder(format, List.of());
    for (String record : records) {
      assertThat(texts(decoder, record)).as(record).isEqualTo(flinks(flink, record)).isNotEmpty();
    }
  }

  @Test
  void rowsThatReplaceEachOtherMakeTheTable() throws Exception {
    replay(new DebeziumFormat(), DEBEZIUM);
    replay(new MaxwellFormat(), MAXWELL);
  }

  private void replay(Format format, Told told) throws BadRecordException {
    List<String> records = new ArrayList<>();
    Map<Long, Object[]> expected = history(told, 3_000, records);
    RowDecoder decoder = decoder(format, List.of(0));
    Map<Object, String> table = new HashMap<>();
    for (String record : records) {
      for (Object[] row : decode(decoder, record)) {
        if (RowChange.in(row) == RowChange.PUT) {
          table.put(row[0], Arrays.toString(RowChange.columns(row)));
        } else {
          assertThat(table.remove(row[0])).as(record).isNotNull();
          assertThat(row[1]).isNull();
          assertThat(row[2]).isNull();
        }
      }
    }
    assertThat(expected).hasSizeGreaterThan(100);
    assertThat(table)
        .containsExactlyInAnyOrderEntriesOf(
            expected.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> Arrays.toString(e.getValue()))));
  }

  @Test
  void whatWeWriteFlinkReads() throws Exception {
    for (Format format : List.of(new DebeziumFormat(), new MaxwellFormat())) {
      DeserializationSchema<RowData> flink =
          format instanceof DebeziumFormat ? debezium(false) : maxwell();
      var encoder = Formats.encoder(format, TYPE, OptionValues.empty());
      for (int i = 0; i < 500; i++) {
        Object[] row = randomRow((long) i);
        RowChange change = random.nextBoolean() ? RowChange.PUT : RowChange.DELETE;
        String written = new String(encoder.encode(change.of(row)), UTF_8);
        assertThat(flinks(flink, written)).containsExactly(change + Arrays.toString(row));
        if (change == RowChange.PUT) {
          assertThat(new String(encoder.encode(row), UTF_8)).isEqualTo(written);
        }
      }
    }
  }

  private static void assertBad(Format format, List<Integer> keys, String record, String reason) {
    assertThatThrownBy(() -> decode(decoder(format, keys), record))
        .isInstanceOf(BadRecordException.class)
        .hasMessage(reason);
  }

  @Test
  void whatADatabaseDoesNotLogIsAskedFor() throws BadRecordException {
    Format format = new DebeziumFormat();
    String update = "{\"before\":null,\"after\":{\"id\":1,\"price\":2},\"op\":\"u\"}";
    assertThat(texts(decoder(format, List.of(0)), update)).containsExactly("PUT[1, null, 2.00]");
    assertBad(
        format,
        List.of(),
        update,
        "it takes a row back, but `before` has none: name the source's `key`, or let the database"
            + " log it");
    String keyAlone = "{\"before\":{\"id\":1,\"price\":null},\"after\":null,\"op\":\"d\"}";
    assertThat(texts(decoder(format, List.of(0)), keyAlone))
        .containsExactly("DELETE[1, null, null]");
    assertBad(
        format,
        List.of(),
        keyAlone,
        "it takes a row back of which `before` has no `price`, which is declared NOT NULL: name the"
            + " source's `key`, or let the database log whole rows");
    assertBad(
        format,
        List.of(0),
        "{\"before\":{\"name\":\"a\"},\"after\":null,\"op\":\"d\"}",
        "it takes a row back of which `before` has no `id`, which is declared NOT NULL and part of"
            + " the key");
  }

  @Test
  void recordsOfNoRowArePassedOver() throws BadRecordException {
    RowDecoder debezium = decoder(new DebeziumFormat(), List.of(0));
    RowDecoder maxwell = decoder(new MaxwellFormat(), List.of(0));
    assertThat(texts(debezium, "{\"schema\":{},\"payload\":null}")).isEmpty();
    assertThat(texts(debezium, "{\"op\":\"m\",\"message\":{\"prefix\":\"p\"}}")).isEmpty();
    assertThat(texts(debezium, "  ")).isEmpty();
    assertThat(texts(maxwell, "{\"type\":\"bootstrap-start\",\"data\":{}}")).isEmpty();
  }

  @Test
  void whatIsNoChangeOfARowIsBadInWords() {
    Format debezium = new DebeziumFormat();
    assertBad(
        debezium,
        List.of(0),
        "{\"id\":1,\"price\":2}",
        "it has no `op`, so it is no change event of Debezium (one that was flattened is read with"
            + " `format: json`)");
    assertBad(
        debezium,
        List.of(0),
        "{\"op\":\"t\",\"before\":null,\"after\":null}",
        "it empties the table (`op` is t), and no row can say so: let Debezium skip it with"
            + " skipped.operations=t");
    assertBad(debezium, List.of(0), "{\"op\":\"x\"}", "its `op` is x, which is none of c, r, u, d");
    assertBad(debezium, List.of(0), "{\"op\":\"c\"}", "it puts a row, but `after` has none");
    assertBad(debezium, List.of(0), "{\"op\":7}", "`op` wants to be a text but is the number 7");
    assertBad(
        debezium,
        List.of(0),
        "{\"op\":\"c\",\"after\":[1]}",
        "`after` wants to be an object or null but is a list");
    assertBad(
        new MaxwellFormat(),
        List.of(0),
        "{\"type\":\"table-alter\"}",
        "its `type` is table-alter, which is none of insert, update, delete (Maxwell writes changes"
            + " of tables to this topic where output_ddl is on)");
  }
}
