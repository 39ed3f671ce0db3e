// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.runtime.typeutils.ExternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.Row;

/** Flink SQL over a table {@code t} of a key {@code k}, a number and its time {@code rt}. */
final class FlinkSqlTable {
  private FlinkSqlTable() {}

  /**
   * @param number the name of the second column
   * @param rows each a key, a number and milliseconds
   * @param behind seconds that the watermark is behind the latest row
   */
  static StreamTableEnvironment of(String number, DataType type, List<Object[]> rows, long behind) {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(1);
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    tables.getConfig().set("table.local-time-zone", "UTC");
    add(environment, tables, "t", number, type, rows, behind);
    return tables;
  }

  /** A further one beside it. */
  static void add(
      StreamExecutionEnvironment environment,
      StreamTableEnvironment tables,
      String name,
      String number,
      DataType type,
      List<Object[]> rows,
      long behind) {
    List<Row> input = new ArrayList<>();
    for (Object[] row : rows) {
      input.add(Row.of(row[0], row[1], Instant.ofEpochMilli((Long) row[2])));
    }
    DataType key = DataTypes.STRING().notNull();
    DataType time = DataTypes.TIMESTAMP_LTZ(3).notNull();
    tables.createTemporaryView(
        name,
        environment.fromData(
            input,
            ExternalTypeInfo.of(
                DataTypes.ROW(
                    DataTypes.FIELD("k", key),
                    DataTypes.FIELD(number, type),
                    DataTypes.FIELD("rt", time)))),
        Schema.newBuilder()
            .column("k", key)
            .column(number, type)
            .column("rt", time)
            .watermark("rt", "rt - INTERVAL '" + behind + "' SECOND")
            .build());
  }
}
