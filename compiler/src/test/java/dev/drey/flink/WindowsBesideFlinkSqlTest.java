// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowShape;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Windows beside those of Flink SQL, where it can say the same: sizes that the slide divides, no
 * row late. No offsets: with one, Flink 1.20 fires sliding windows before it has looked at all of
 * their rows, as it reckons without the offset when it next empties its buffer of rows. Other cases
 * by -Ddrey.seed, more by -Ddrey.window.sql.cases.
 */
@Tag("flink-sql")
class WindowsBesideFlinkSqlTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int CASES = Integer.getInteger("drey.window.sql.cases", 8);
  private static final int ROWS = 400;
  private static final long SECOND = 1000;

  /** Rows are this much out of order, and watermarks that much behind. */
  private static final int DISORDER = 20_000;

  /** The calls of {@link WindowPlans#CALLS} that do not depend on the order of rows. */
  private static final String CALLS =
      "COUNT(*), COUNT(x), SUM(x), AVG(x), MIN(x), MAX(x), COUNT(DISTINCT x), SUM(DISTINCT x)";

  private static final int CALL_COUNT = 8;

  @Test
  void resultsAreThoseOfFlinkSql() throws Exception {
    System.out.println("WindowsBesideFlinkSqlTest: -Ddrey.seed=" + SEED);
    Random seeds = new Random(SEED);
    for (int i = 0; i < CASES; i++) {
      check(seeds.nextLong(), i % 4);
    }
  }

  private static void check(long seed, int kind) throws Exception {
    Random random = new Random(seed);
    long every = 1L + random.nextInt(7);
    long size = every * (1L + random.nextInt(12));
    List<Object[]> rows = rows(random);
    Map<String, String> expected = inFlink(table(kind, size, every), rows);
    WindowNode node =
        WindowPlans.window(
            shape(kind, size, every), Duration.ZERO, WindowPlans.CALLS.subList(0, CALL_COUNT));
    String what = "seed " + SEED + ", case " + seed + ", " + node.shape();

    assertThat(expected).as(what).isNotEmpty();
    for (int parallelism = 1; parallelism <= 3; parallelism++) {
      assertThat(ours(node, new HashMapStateBackend(), parallelism, rows))
          .as(what)
          .isEqualTo(expected);
    }
    assertThat(ours(node, new EmbeddedRocksDBStateBackend(), 2, rows)).as(what).isEqualTo(expected);
  }

  private static WindowShape shape(int kind, long size, long every) {
    Duration length = Duration.ofSeconds(size);
    switch (kind) {
      case 0:
        return WindowShape.tumbling(length, Duration.ZERO, false);
      case 1:
        return WindowShape.sliding(length, Duration.ofSeconds(every), Duration.ZERO, false);
      case 2:
        return WindowShape.cumulating(length, Duration.ofSeconds(every), Duration.ZERO, false);
      default:
        return WindowShape.session(Duration.ofSeconds(every), false);
    }
  }

  private static String table(int kind, long size, long every) {
    switch (kind) {
      case 0:
        return "TUMBLE(TABLE t, DESCRIPTOR(rt), " + seconds(size) + ")";
      case 1:
      case 2:
        return (kind == 1 ? "HOP" : "CUMULATE")
            + "(TABLE t, DESCRIPTOR(rt), "
            + seconds(every)
            + ", "
            + seconds(size)
            + ")";
      default:
        return "SESSION(TABLE t PARTITION BY k, DESCRIPTOR(rt), " + seconds(every) + ")";
    }
  }

  private static String seconds(long count) {
    return "INTERVAL '" + count + "' SECOND";
  }

  /** Key, number and time: out of order, with ties, duplicates and pauses, from before 1970 on. */
  private static List<Object[]> rows(Random random) {
    List<Object[]> rows = new ArrayList<>();
    long now = -100 * SECOND;
    for (int i = 0; i < ROWS; i++) {
      now += random.nextInt(30) == 0 ? random.nextInt(60) * SECOND : random.nextInt(900);
      long time = random.nextInt(4) == 0 ? Math.floorDiv(now, SECOND) * SECOND : now;
      Object x = random.nextInt(5) == 0 ? null : random.nextInt(9) - 4;
      Object[] row = {"k" + random.nextInt(6), x, time - random.nextInt(DISORDER - 1000)};
      rows.add(row);
      if (random.nextInt(10) == 0) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static Map<String, String> ours(
      WindowNode node, StateBackend backend, int parallelism, List<Object[]> rows)
      throws Exception {
    Map<String, String> results = new TreeMap<>();
    try (WindowOperators operators = new WindowOperators(node, backend, parallelism, null)) {
      long latest = Long.MIN_VALUE;
      for (Object[] row : rows) {
        operators.row((Long) row[2], row);
        latest = Math.max(latest, (Long) row[2]);
        operators.watermark(latest - DISORDER);
      }
      operators.watermark(Long.MAX_VALUE);
      assertThat(operators.late()).isEmpty();
      for (List<Object> values : operators.results()) {
        String window = values.get(0) + " " + values.get(1) + " " + values.get(2);
        String calls = values.subList(3, 3 + CALL_COUNT).toString();
        assertThat(results.put(window, calls)).as("a second result of " + window).isNull();
      }
    }
    return results;
  }

  private static Map<String, String> inFlink(String window, List<Object[]> rows) throws Exception {
    StreamTableEnvironment tables = FlinkSqlTable.of("x", DataTypes.INT(), rows, DISORDER / SECOND);
    Map<String, String> results = new TreeMap<>();
    CloseableIterator<Row> found =
        tables
            .sqlQuery(
                "SELECT k, window_start, window_end, "
                    + CALLS
                    + " FROM TABLE("
                    + window
                    + ") GROUP BY k, window_start, window_end")
            .execute()
            .collect();
    try {
      found.forEachRemaining(
          row -> {
            List<Object> calls = new ArrayList<>();
            for (int i = 0; i < CALL_COUNT; i++) {
              calls.add(row.getField(3 + i));
            }
            results.put(
                row.getField(0) + " " + millis(row.getField(1)) + " " + millis(row.getField(2)),
                calls.toString());
          });
    } finally {
      found.close();
    }
    return results;
  }

  private static long millis(Object bound) {
    return ((LocalDateTime) requireNonNull(bound)).toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
