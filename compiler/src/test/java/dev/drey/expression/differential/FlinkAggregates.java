// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.differential;

import static java.util.Objects.requireNonNull;

import dev.drey.type.DataType;
import dev.drey.type.DataTypeParser;
import dev.drey.type.RowType;
import dev.drey.type.TypeSyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.runtime.typeutils.ExternalTypeInfo;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.apache.flink.table.types.utils.TypeConversions;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;

/**
 * What Flink SQL gives for aggregates of random groups of the rows of columns.cases. Rows arrive in
 * one order, and the last result of a group counts.
 */
public final class FlinkAggregates {
  private static final int LARGEST = 12;

  private final EdgeRows rows = ExpressionCases.of("aggregates").rows();
  private final List<List<Integer>> groups = new ArrayList<>();
  private final StreamTableEnvironment tables;

  public FlinkAggregates(Random random, int count) {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(1);
    tables = StreamTableEnvironment.create(environment);
    tables.getConfig().set("table.local-time-zone", "UTC");
    List<Row> input = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      List<Integer> group = new ArrayList<>();
      int size = 1 + random.nextInt(LARGEST);
      // Few different rows, so that values repeat, with or without the row of NULLs.
      int different = 1 + random.nextInt(rows.count());
      int first = random.nextInt(rows.count());
      for (int i = 0; i < size; i++) {
        int row = (first + random.nextInt(different)) % rows.count();
        group.add(row);
        input.add(Row.join(Row.of(k), row(row)));
      }
      groups.add(group);
    }
    LogicalType type =
        LogicalTypeParser.parse(
            "ROW<grp INT NOT NULL, " + rows.type() + "> NOT NULL",
            FlinkAggregates.class.getClassLoader());
    tables.createTemporaryView(
        "t",
        environment.fromData(
            input, ExternalTypeInfo.of(TypeConversions.fromLogicalToDataType(type))));
  }

  private Row row(int number) {
    Row row = new Row(rows.type().size());
    for (int i = 0; i < row.getArity(); i++) {
      row.setField(i, rows.value(number, i));
    }
    return row;
  }

  public RowType rows() {
    return rows.type();
  }

  /** The rows of a group as ours. */
  public List<@Nullable Object[]> group(int k) {
    List<@Nullable Object[]> group = new ArrayList<>();
    groups.get(k).forEach(row -> group.add(rows.ours(row)));
    return group;
  }

  /** The numbers of a group's rows in columns.cases, from 0, for people. */
  public List<Integer> values(int k) {
    return groups.get(k);
  }

  /** By group, a value for each call; their types are added to the list. */
  public Map<Integer, List<@Nullable Object>> results(List<String> calls, List<DataType> types)
      throws Exception {
    Table table =
        tables.sqlQuery("SELECT grp, " + String.join(", ", calls) + " FROM t GROUP BY grp");
    for (int i = 0; i < calls.size(); i++) {
      types.add(ours(table.getResolvedSchema().getColumnDataTypes().get(i + 1).getLogicalType()));
    }
    Map<Integer, List<@Nullable Object>> results = new LinkedHashMap<>();
    CloseableIterator<Row> found = table.execute().collect();
    try {
      found.forEachRemaining(
          row -> {
            if (row.getKind() == RowKind.INSERT || row.getKind() == RowKind.UPDATE_AFTER) {
              List<@Nullable Object> values = new ArrayList<>();
              for (int i = 1; i < row.getArity(); i++) {
                values.add(row.getField(i));
              }
              results.put(requireNonNull((Integer) row.getField(0)), values);
            }
          });
      return results;
    } finally {
      found.close();
    }
  }

  /** A multiset as the map that it is. */
  private static DataType ours(LogicalType type) throws TypeSyntaxException {
    String text =
        type.asSerializableString()
            .replace("`", "")
            .replaceAll("VARCHAR\\(2147483647\\)", "STRING")
            .replaceAll("VARBINARY\\(2147483647\\)", "BYTES")
            .replace("TIMESTAMP(3) WITH LOCAL TIME ZONE", "TIMESTAMP_LTZ(3)");
    boolean multiset = text.startsWith("MULTISET<");
    return DataTypeParser.parse(
        multiset
            ? "MAP<"
                + text.substring("MULTISET<".length(), text.lastIndexOf('>'))
                + ", INT NOT NULL"
                + text.substring(text.lastIndexOf('>'))
            : text);
  }
}
