// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.plan.JoinNode;
import dev.drey.plan.JoinType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Joins beside Flink SQL's interval join, {@code right.rt BETWEEN left.rt - before AND left.rt +
 * after}: the same pairs, and the same rows without one, both ends of the interval among them.
 */
@Tag("flink-sql")
class JoinBesideFlinkTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int ROWS = 300;
  private static final int DISORDER = 4;

  @ParameterizedTest
  @EnumSource
  void pairsAreThoseOfFlinkSql(JoinType type) throws Exception {
    System.out.println("JoinBesideFlinkTest: -Ddrey.seed=" + SEED);
    Random random = new Random(SEED);
    List<Object[]> left = rows(random);
    List<Object[]> right = rows(random);
    for (int[] bounds : new int[][] {{3, 5}, {0, 4}, {6, 0}, {0, 0}}) {
      List<String> flink = flink(type, bounds, left, right);
      assertThat(flink).hasSizeGreaterThan(20);
      for (StateBackend backend :
          List.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend())) {
        assertThat(drey(type, bounds, backend, left, right))
            .as("seed %d, within %d and %d", SEED, bounds[0], bounds[1])
            .containsExactlyInAnyOrderElementsOf(flink);
      }
    }
  }

  /** Keys with numbers and whole seconds, so that the ends of intervals are met; out of order. */
  private static List<Object[]> rows(Random random) {
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      long second = 100L + i / 2 - random.nextInt(DISORDER);
      rows.add(new Object[] {"k" + random.nextInt(8), i, 1000 * second});
    }
    return rows;
  }

  private static List<String> drey(
      JoinType type, int[] bounds, StateBackend backend, List<Object[]> left, List<Object[]> right)
      throws Exception {
    JoinNode node = JoinOperators.node(type, 1000L * bounds[0], 1000L * bounds[1]);
    List<String> results = new ArrayList<>();
    List<OperatorSubtaskState> savepoint = null;
    for (int part = 0; part < 4; part++) {
      try (JoinOperators operators =
          new JoinOperators(node, 5_000, backend, 1 + part % 3, savepoint)) {
        for (int i = part * ROWS / 4; i < (part + 1) * ROWS / 4; i++) {
          row(operators, true, left.get(i));
          row(operators, false, right.get(i));
          operators.watermark(1000L * (100 + i / 2 - DISORDER));
        }
        savepoint = operators.savepoint();
        if (part == 3) {
          operators.watermark(Long.MAX_VALUE);
        }
        operators.results().forEach(result -> results.add(result.substring(result.indexOf('['))));
      }
    }
    return results;
  }

  private static void row(JoinOperators operators, boolean isLeft, Object[] row) throws Exception {
    operators.row(isLeft, (String) row[0], (Integer) row[1], (Long) row[2]);
  }

  private static List<String> flink(
      JoinType type, int[] bounds, List<Object[]> left, List<Object[]> right) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(1);
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    tables.getConfig().set("table.local-time-zone", "UTC");
    FlinkSqlTable.add(environment, tables, "l", "v", DataTypes.INT(), left, DISORDER);
    FlinkSqlTable.add(environment, tables, "r", "v", DataTypes.INT(), right, DISORDER);
    String query =
        String.format(
            Locale.ROOT,
            "SELECT COALESCE(l.k, r.k), l.v, r.v FROM l %s JOIN r ON l.k = r.k AND r.rt BETWEEN"
                + " l.rt - INTERVAL '%d' SECOND AND l.rt + INTERVAL '%d' SECOND",
            type,
            bounds[0],
            bounds[1]);
    List<String> rows = new ArrayList<>();
    CloseableIterator<Row> found = tables.sqlQuery(query).execute().collect();
    try {
      found.forEachRemaining(
          row ->
              rows.add(
                  "[" + row.getField(0) + ", " + row.getField(1) + ", " + row.getField(2) + "]"));
    } finally {
      found.close();
    }
    return rows;
  }
}
