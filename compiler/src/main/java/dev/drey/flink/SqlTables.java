// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.connector.ChangeMode;
import dev.drey.sql.SqlException;
import dev.drey.sql.SqlInput;
import dev.drey.sql.SqlQuery;
import dev.drey.sql.SqlResult;
import dev.drey.type.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.runtime.typeutils.ExternalTypeInfo;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.types.Row;

/**
 * Streams as tables, and a query over them as a stream: the graph of Flink's planner between two
 * that are ours. Law: the same query over the same inputs gives the same operators, where a spec is
 * checked and where its job is built. Event time goes in as the records' timestamps and watermarks,
 * of which the planner is told, and comes out in the same way.
 */
final class SqlTables {
  private final StreamExecutionEnvironment environment;
  private final StreamTableEnvironment tables;

  /** In an environment, to whose graph the query is added. */
  SqlTables(StreamExecutionEnvironment environment) {
    this.environment = environment;
    this.tables = tables(environment);
    tables.getConfig().set("table.local-time-zone", "UTC");
  }

  private static StreamTableEnvironment tables(StreamExecutionEnvironment environment) {
    try {
      return StreamTableEnvironment.create(environment);
    } catch (TableException | ValidationException absent) {
      // Flink finds the parts of its planner by their services, and says so where there are none.
      throw new LinkageError("Flink finds no planner", absent);
    }
  }

  /** What such a query makes of such streams. */
  static SqlResult check(SqlQuery query, List<SqlInput> inputs) throws SqlException {
    try {
      return check(query, inputs, false);
    } catch (SqlException append) {
      if (!(append.getCause() instanceof TableException)) {
        throw append;
      }
      // That rows change is refused in this way too; what is wrong for both is told of changes.
      return check(query, inputs, true);
    }
  }

  private static SqlResult check(SqlQuery query, List<SqlInput> inputs, boolean changes)
      throws SqlException {
    // Not a local one, which Flink refuses in a program that it is given as a JAR.
    SqlTables tables = new SqlTables(new StreamExecutionEnvironment(new Configuration()));
    tables.environment.setParallelism(1);
    List<DataStream<Row>> streams = new ArrayList<>();
    for (SqlInput input : inputs) {
      streams.add(tables.environment.fromData(List.of(), type(input)));
    }
    return told(
        () -> {
          tables.add(inputs, streams);
          Table table = tables.table(query);
          DataStream<Row> rows = tables.rows(table, query, changes);
          SqlGraph graph = SqlGraph.between(streams, rows);
          return SqlResult.of(
              columns(table), changes, times(table), graph.kinds(), graph.origins());
        });
  }

  /**
   * Adds the operators of a query that was checked.
   *
   * @param streams of each input, as {@link dev.drey.operator.ToFlinkRow} makes them
   * @param changes whether the result's rows change
   */
  DataStream<Row> stream(
      SqlQuery query, List<SqlInput> inputs, List<DataStream<Row>> streams, boolean changes) {
    add(inputs, streams);
    return rows(table(query), query, changes);
  }

  /** Flink's view of the rows of an input. */
  static TypeInformation<Row> type(SqlInput input) {
    return ExternalTypeInfo.of(TableTypes.toFlink(input.rowType()));
  }

  private void add(List<SqlInput> inputs, List<DataStream<Row>> streams) {
    for (int i = 0; i < inputs.size(); i++) {
      SqlInput input = inputs.get(i);
      DataStream<Row> rows = streams.get(i);
      Schema schema = schema(input);
      tables.createTemporaryView(
          // The name as it is, whatever SQL reads into it.
          "`" + input.name() + "`",
          input.changes().isNone()
              ? tables.fromDataStream(rows, schema)
              : tables.fromChangelogStream(rows, schema, mode(input.changes().mode())));
    }
  }

  private static ChangelogMode mode(ChangeMode mode) {
    return mode == ChangeMode.UPSERT ? ChangelogMode.upsert() : ChangelogMode.all();
  }

  private static Schema schema(SqlInput input) {
    Schema.Builder schema = Schema.newBuilder();
    for (Field field : input.rowType().fields()) {
      schema.column(field.name(), TableTypes.toFlink(field.type()));
    }
    input
        .time()
        .ifPresent(
            time -> {
              if (!input.rowType().contains(time)) {
                schema.columnByMetadata(time, DataTypes.TIMESTAMP_LTZ(3), "rowtime");
              }
              schema.watermark(time, "SOURCE_WATERMARK()");
            });
    if (input.changes().mode() == ChangeMode.UPSERT) {
      schema.primaryKey(
          input.changes().keys().stream()
              .map(key -> input.rowType().field(key).name())
              .collect(Collectors.toList()));
    }
    return schema.build();
  }

  private Table table(SqlQuery query) {
    query
        .ttl()
        .map(Duration::toMillis)
        .ifPresent(ttl -> tables.getConfig().set("table.exec.state.ttl", ttl + " ms"));
    return tables.sqlQuery(query.text());
  }

  private DataStream<Row> rows(Table table, SqlQuery query, boolean changes) {
    if (!changes) {
      return tables.toDataStream(table);
    }
    if (query.upsertBy().isEmpty()) {
      return tables.toChangelogStream(table);
    }
    Schema schema =
        Schema.newBuilder()
            .fromRowDataType(
                DataTypes.ROW(
                    table.getResolvedSchema().getColumns().stream()
                        .map(column -> DataTypes.FIELD(column.getName(), column.getDataType()))
                        .toArray(DataTypes.Field[]::new)))
            .primaryKey(query.upsertBy())
            .build();
    return tables.toChangelogStream(table, schema, ChangelogMode.upsert());
  }

  private static List<SqlResult.Column> columns(Table table) {
    List<SqlResult.Column> columns = new ArrayList<>();
    for (Column column : table.getResolvedSchema().getColumns()) {
      LogicalType type = column.getDataType().getLogicalType();
      columns.add(
          SqlResult.Column.of(column.getName(), type.asSummaryString(), TableTypes.ofFlink(type)));
    }
    return columns;
  }

  private static List<String> times(Table table) {
    return table.getResolvedSchema().getColumns().stream()
        .filter(
            column -> LogicalTypeChecks.isRowtimeAttribute(column.getDataType().getLogicalType()))
        .map(Column::getName)
        .collect(Collectors.toList());
  }

  private interface Step<T> {
    T run();
  }

  /** A planner's objections are exceptions of many kinds, and its bugs are errors too. */
  private static <T> T told(Step<T> step) throws SqlException {
    try {
      return step.run();
    } catch (RuntimeException | AssertionError | StackOverflowError failure) {
      throw SqlException.of(failure);
    }
  }
}
