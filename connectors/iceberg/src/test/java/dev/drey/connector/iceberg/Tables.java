// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import dev.drey.connector.ChangeMode;
import dev.drey.connector.SinkContext;
import dev.drey.row.RowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.DataTypeParser;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeSyntaxException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** Tables of tests: uses of the connector, and Iceberg's own way to what it wrote. */
final class Tables {
  private Tables() {}

  /** Columns as a spec declares them. */
  static RowType row(String... columns) {
    List<Field> fields = new ArrayList<>();
    for (String column : columns) {
      String[] parts = column.split(" ", 2);
      try {
        DataType type = DataTypeParser.parse(parts[1]);
        fields.add(Field.of(parts[0], type));
      } catch (TypeSyntaxException wrong) {
        throw new AssertionError(column, wrong);
      }
    }
    return RowType.of(fields);
  }

  /** The use of a table of a folder, with further options. */
  static OptionValues inFolder(Path folder, String table, Map<String, Object> more) {
    return in("folder", Map.of("path", folder.toString()), table, more);
  }

  static OptionValues in(
      String catalog, Map<String, Object> options, String table, Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(more);
    all.put("catalog", OptionValues.of(Map.of(catalog, OptionValues.of(options))));
    all.put("table", table);
    return OptionValues.of(all);
  }

  /** {@code create: {}} with these. */
  static Map<String, Object> created(Map<String, Object> how) {
    return Map.of("create", OptionValues.of(how));
  }

  /** Ends a stream of these rows in a table. */
  static void write(
      StreamExecutionEnvironment environment,
      OptionValues options,
      RowType type,
      ChangeMode changes,
      List<Object[]> rows) {
    ArrayList<Object[]> all = new ArrayList<>(rows);
    write(
        options,
        type,
        changes,
        environment
            .fromSequence(0, all.size())
            .filter(number -> number < all.size())
            .map(new RowOf(all))
            .returns(
                changes == ChangeMode.APPEND
                    ? RowTypeInformation.of(type)
                    : RowTypeInformation.changing(type)));
  }

  static void write(
      OptionValues options, RowType type, ChangeMode changes, DataStream<Object[]> rows) {
    new IcebergConnector()
        .asSink()
        .orElseThrow()
        .sink(
            SinkContext.builder()
                .name("lake")
                .options(options)
                .rowType(type)
                .changes(changes)
                .build(),
            rows)
        .uid("lake")
        .name("lake");
  }

  static Table table(OptionValues options) throws IOException {
    try (TableAccess access = TableAccess.of(options)) {
      access.open();
      return access.loadTable();
    }
  }

  /** What Iceberg's generic reader finds, deletes applied. */
  static List<Record> records(OptionValues options) throws IOException {
    List<Record> records = new ArrayList<>();
    try (CloseableIterable<Record> all = IcebergGenerics.read(table(options)).build()) {
      all.forEach(records::add);
    }
    return records;
  }

  /** The row of a number. */
  private static final class RowOf implements MapFunction<Long, Object[]> {
    private static final long serialVersionUID = 1;

    private final ArrayList<Object[]> rows;

    RowOf(ArrayList<Object[]> rows) {
      this.rows = rows;
    }

    @Override
    public Object[] map(Long number) {
      return rows.get(Math.toIntExact(number));
    }
  }
}
