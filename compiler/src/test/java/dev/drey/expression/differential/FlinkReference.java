// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.differential;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.runtime.typeutils.ExternalTypeInfo;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.apache.flink.table.types.utils.TypeConversions;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;

/**
 * What Flink SQL gives, in batch mode, in UTC. Each expression is validated alone; those that are
 * valid run many to a query. A query that fails is halved until the expression and the row are
 * found.
 */
final class FlinkReference {
  private static final int TOGETHER = 150;

  private final StreamTableEnvironment tables;
  private final int rows;

  /** Needs a cluster: an environment of the test's own. */
  FlinkReference(EdgeRows rows) {
    this.rows = rows.count();
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
    environment.setParallelism(1);
    tables = StreamTableEnvironment.create(environment);
    tables.getConfig().set("table.local-time-zone", "UTC");
    List<Row> input = new ArrayList<>();
    for (int i = 0; i < this.rows; i++) {
      Row row = new Row(rows.type().size() + 1);
      row.setField(0, i);
      for (int j = 0; j < rows.type().size(); j++) {
        row.setField(j + 1, rows.value(i, j));
      }
      input.add(row);
    }
    LogicalType type =
        LogicalTypeParser.parse(
            "ROW<rid INT NOT NULL, " + rows.type() + "> NOT NULL",
            FlinkReference.class.getClassLoader());
    DataStream<Row> stream =
        environment.fromData(
            input, ExternalTypeInfo.of(TypeConversions.fromLogicalToDataType(type)));
    tables.createTemporaryView("t", stream);
  }

  /**
   * @param expected what ours gives, for speed alone: rows that are likely to fail run apart
   */
  Map<String, Answer> answers(
      Collection<String> expressions, Function<String, List<String>> expected) {
    Map<String, Answer> answers = new LinkedHashMap<>();
    Map<String, LogicalType> types = new LinkedHashMap<>();
    for (String expression : expressions) {
      try {
        Table table = tables.sqlQuery("SELECT " + expression + " FROM t");
        types.put(
            expression, table.getResolvedSchema().getColumnDataTypes().get(0).getLogicalType());
      } catch (RuntimeException | AssertionError e) {
        answers.put(expression, Answer.refused(root(e)));
      }
    }
    Map<String, @Nullable String[]> values = new LinkedHashMap<>();
    types.keySet().forEach(expression -> values.put(expression, new @Nullable String[rows]));
    List<String> calm = new ArrayList<>();
    List<String> failing = new ArrayList<>();
    types.keySet().forEach(e -> (expected.apply(e).contains(Answer.FAILS) ? failing : calm).add(e));
    together(calm, IntStream.range(0, rows).toArray(), values);
    for (int row = 0; row < rows; row++) {
      List<String> good = new ArrayList<>();
      for (String expression : failing) {
        if (expected.apply(expression).get(row).equals(Answer.FAILS)) {
          run(List.of(expression), new int[] {row}, values);
        } else {
          good.add(expression);
        }
      }
      together(good, new int[] {row}, values);
    }
    types.forEach(
        (expression, type) ->
            answers.put(
                expression,
                Answer.of(
                    text(type),
                    type.isNullable(),
                    Arrays.asList(requireNonNull(values.get(expression))))));
    return answers;
  }

  private void together(
      List<String> expressions, int[] some, Map<String, @Nullable String[]> values) {
    for (int from = 0; from < expressions.size(); from += TOGETHER) {
      run(expressions.subList(from, Math.min(expressions.size(), from + TOGETHER)), some, values);
    }
  }

  private void run(List<String> expressions, int[] some, Map<String, @Nullable String[]> values) {
    Map<Integer, Row> results = results(expressions, some);
    if (results != null) {
      for (int row : some) {
        for (int i = 0; i < expressions.size(); i++) {
          requireNonNull(values.get(expressions.get(i)))[row] =
              SqlValues.text(requireNonNull(results.get(row)).getField(i + 1));
        }
      }
    } else if (expressions.size() > 1) {
      int half = expressions.size() / 2;
      run(expressions.subList(0, half), some, values);
      run(expressions.subList(half, expressions.size()), some, values);
    } else if (some.length > 1) {
      int half = some.length / 2;
      run(expressions, Arrays.copyOf(some, half), values);
      run(expressions, Arrays.copyOfRange(some, half, some.length), values);
    } else {
      requireNonNull(values.get(expressions.get(0)))[some[0]] = Answer.FAILS;
    }
  }

  /** By number of row; null where the query fails. */
  private @Nullable Map<Integer, Row> results(List<String> expressions, int[] some) {
    String columns =
        IntStream.range(0, expressions.size())
            .mapToObj(i -> "(" + expressions.get(i) + ") AS e" + i)
            .collect(Collectors.joining(", "));
    String which =
        Arrays.stream(some).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String filter = some.length == rows ? "" : " WHERE rid IN (" + which + ")";
    Map<Integer, Row> results = new LinkedHashMap<>();
    try {
      CloseableIterator<Row> found =
          tables.sqlQuery("SELECT rid, " + columns + " FROM t" + filter).execute().collect();
      try {
        found.forEachRemaining(row -> results.put((Integer) row.getFieldAs(0), row));
      } finally {
        found.close();
      }
      return results;
    } catch (Exception | AssertionError | StackOverflowError e) {
      return null;
    }
  }

  private static String root(Throwable problem) {
    Throwable cause = problem;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
  }

  /** Times of more digits than ours keep are told apart by decision 0002, not here. */
  static String text(LogicalType type) {
    return type.copy(true)
        .asSummaryString()
        .replace("`", "")
        .replaceAll("(TIME|TIMESTAMP|TIMESTAMP_LTZ)\\([4-9]\\)", "$1(3)")
        .replaceAll("INTERVAL (YEAR|MONTH)[^,>]*", "INTERVAL YEAR TO MONTH")
        .replaceAll("INTERVAL (DAY|HOUR|MINUTE|SECOND)[^,>]*", "INTERVAL DAY TO SECOND");
  }
}
