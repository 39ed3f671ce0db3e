// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.aggregate.AggregateCall;
import dev.drey.plan.OverNode;
import dev.drey.plan.OverRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Values over the rows up to each beside Flink SQL's {@code OVER} with {@code RANGE} and with
 * {@code ROWS}, of rows out of order with NULLs and many of one time, in a job that is stopped and
 * goes on at another parallelism, on both backends.
 */
@Tag("flink-sql")
class OverBesideFlinkTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int ROWS = 600;
  private static final int PARTS = 4;
  private static final Duration FOR_EVER = Duration.ofDays(10_000);
  private static final String CALLS = "COUNT(*), COUNT(v), SUM(v), AVG(v), MIN(v), MAX(v)";

  @Test
  void ofALengthOfTimeValuesAreThoseOfARange() throws Exception {
    System.out.println("OverBesideFlinkTest: -Ddrey.seed=" + SEED);
    for (int seconds : new int[] {1, 5, 60}) {
      compare(
          OverRange.last(Duration.ofSeconds(seconds)),
          "RANGE BETWEEN INTERVAL '" + seconds + "' SECOND PRECEDING AND CURRENT ROW");
    }
  }

  @Test
  void ofSoManyRowsValuesAreThoseOfRows() throws Exception {
    for (int rows : new int[] {2, 3, 10}) {
      compare(
          OverRange.rows(rows, FOR_EVER),
          "ROWS BETWEEN " + (rows - 1) + " PRECEDING AND CURRENT ROW");
    }
  }

  private static void compare(OverRange range, String frame) throws Exception {
    List<Object[]> rows = rows();
    Map<String, List<String>> flink = flink(rows, frame);
    assertThat(flink).hasSizeGreaterThan(5);
    for (StateBackend backend :
        List.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend())) {
      assertThat(drey(rows, range, backend)).as("seed %d, %s", SEED, frame).isEqualTo(flink);
    }
  }

  /**
   * Few times, so that many rows have each; none is later than the watermark allows. None is of the
   * year 1970's first moment, before which all is late to Flink's operators.
   */
  private static List<Object[]> rows() {
    Random random = new Random(SEED);
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      Integer value = random.nextInt(6) == 0 ? null : random.nextInt(2000) - 900;
      long time = 1000L * (1 + i / 10 + random.nextInt(5));
      rows.add(new Object[] {"k" + random.nextInt(9), value, time});
    }
    return rows;
  }

  private static List<AggregateCall> calls() {
    return List.of(
        OverOperators.call("COUNT", OverOperators.BIGINT.notNull()),
        OverOperators.call("COUNT", OverOperators.BIGINT.notNull(), 1),
        OverOperators.call("SUM", OverOperators.INT, 1),
        OverOperators.call("AVG", OverOperators.INT, 1),
        OverOperators.call("MIN", OverOperators.INT, 1),
        OverOperators.call("MAX", OverOperators.INT, 1));
  }

  private static Map<String, List<String>> drey(
      List<Object[]> rows, OverRange range, StateBackend backend) throws Exception {
    OverNode node = OverOperators.node(range, calls());
    Map<String, List<String>> found = new TreeMap<>();
    List<OperatorSubtaskState> savepoint = null;
    for (int part = 0; part < PARTS; part++) {
      try (KeyedOperators operators =
          OverOperators.of(node, 5_000, backend, 1 + part % 3, savepoint)) {
        for (int i = part * ROWS / PARTS; i < (part + 1) * ROWS / PARTS; i++) {
          Object[] row = rows.get(i);
          operators.row(new Object[] {row[0], row[1], i}, (Long) row[2]);
          operators.watermark(1000L * (i / 10) - 1000);
          if (i % 90 == 0) {
            operators.savepoint();
          }
        }
        if (part == PARTS - 1) {
          operators.watermark(Long.MAX_VALUE);
        } else {
          savepoint = operators.savepoint();
        }
        for (StreamRecord<? extends Object[]> record : operators.results()) {
          Object[] row = record.getValue();
          List<Object> values = new ArrayList<>(List.of(record.getTimestamp()));
          values.addAll(Arrays.asList(row).subList(OverOperators.ROW.size(), row.length));
          add(found, (String) row[0], row[1], values);
        }
      }
    }
    return found;
  }

  private static Map<String, List<String>> flink(List<Object[]> rows, String frame)
      throws Exception {
    StreamTableEnvironment tables = FlinkSqlTable.of("v", DataTypes.INT(), rows, 10);
    StringBuilder named = new StringBuilder();
    for (String call : CALLS.split(", ", -1)) {
      named.append(", ").append(call).append(" OVER w");
    }
    Map<String, List<String>> found = new TreeMap<>();
    CloseableIterator<Row> results =
        tables
            .sqlQuery(
                "SELECT k, v, rt"
                    + named
                    + " FROM t WINDOW w AS (PARTITION BY k ORDER BY rt "
                    + frame
                    + ")")
            .execute()
            .collect();
    try {
      results.forEachRemaining(
          row -> {
            List<Object> values = new ArrayList<>();
            values.add(((Instant) requireNonNull(row.getField(2))).toEpochMilli());
            for (int i = 3; i < row.getArity(); i++) {
              values.add(row.getField(i));
            }
            add(found, (String) requireNonNull(row.getField(0)), row.getField(1), values);
          });
    } finally {
      results.close();
    }
    return found;
  }

  private static void add(
      Map<String, List<String>> rows, String key, Object value, List<Object> values) {
    rows.computeIfAbsent(key, first -> new ArrayList<>()).add(value + " " + values);
  }
}
