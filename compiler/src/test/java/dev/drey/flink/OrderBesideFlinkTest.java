// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.plan.TopOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rows in order beside Flink SQL's {@code ORDER BY} of a time, with NULLs and ties among them. */
@Tag("flink-sql")
class OrderBesideFlinkTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int ROWS = 500;

  @Test
  void rowsComeInTheOrderOfFlinkSql() throws Exception {
    System.out.println("OrderBesideFlinkTest: -Ddrey.seed=" + SEED);
    Random random = new Random(SEED);
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      Integer value = random.nextInt(6) == 0 ? null : random.nextInt(10);
      // Few times, so that many rows have each; none is later than the watermark allows.
      rows.add(new Object[] {"k" + i, value, 1000L * (i / 20 + random.nextInt(5))});
    }
    for (boolean descending : new boolean[] {false, true}) {
      List<String> flink =
          flink(rows, "SELECT k, v FROM t ORDER BY rt, v" + (descending ? " DESC" : ""));
      for (StateBackend backend :
          List.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend())) {
        assertThat(drey(rows, TopOrder.of(1, descending, !descending), backend))
            .as("seed %d, descending %s", SEED, descending)
            .isEqualTo(flink);
      }
    }
  }

  private static List<String> drey(List<Object[]> rows, TopOrder order, StateBackend backend)
      throws Exception {
    try (KeyedOperators operators =
        OrderPropertyTest.operators(
            OrderPropertyTest.node(List.of(order)), 3_000, backend, 1, null)) {
      for (int i = 0; i < rows.size(); i++) {
        Object[] row = rows.get(i);
        operators.row(new Object[] {row[0], row[1], i}, (Long) row[2]);
        operators.watermark(1000L * (i / 20) - 1000);
        if (i % 90 == 0) {
          operators.savepoint();
        }
      }
      operators.watermark(Long.MAX_VALUE);
      List<String> found = new ArrayList<>();
      operators
          .results()
          .forEach(
              record -> {
                Object[] row = record.getValue();
                found.add(row[0] + " " + row[1]);
              });
      return found;
    }
  }

  private static List<String> flink(List<Object[]> rows, String query) throws Exception {
    StreamTableEnvironment tables = FlinkSqlTable.of("v", DataTypes.INT(), rows, 10);
    List<String> found = new ArrayList<>();
    CloseableIterator<Row> results = tables.sqlQuery(query).execute().collect();
    try {
      results.forEachRemaining(row -> found.add(row.getField(0) + " " + row.getField(1)));
    } finally {
      results.close();
    }
    return found;
  }
}
