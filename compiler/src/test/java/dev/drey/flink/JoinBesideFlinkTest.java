// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.plan.JoinNode;
import dev.drey.plan.JoinType;
import dev.drey.plan.WindowShape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.runtime.typeutils.ExternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Joins beside Flink SQL's interval join, {@code right.rt BETWEEN left.rt - before AND left.rt +
 * after}: the same pairs, and the same rows without one, both ends of the interval among them. And
 * beside its temporal join, {@code FOR SYSTEM_TIME AS OF}, of a table with updates and deletes, and
 * its join of windowing table functions.
 */
@Tag("flink-sql")
class JoinBesideFlinkTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int ROWS = 300;
  private static final int DISORDER = 4;

  /** A right row of one time in so many deletes. */
  private static final int DELETES = 5;

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
        JoinNode node = JoinOperators.node(type, 1000L * bounds[0], 1000L * bounds[1]);
        assertThat(drey(node, backend, left, right))
            .as("seed %d, within %d and %d", SEED, bounds[0], bounds[1])
            .containsExactlyInAnyOrderElementsOf(flink);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"INNER", "LEFT"})
  void whatHoldsIsThatOfFlinkSql(JoinType type) throws Exception {
    System.out.println("JoinBesideFlinkTest: -Ddrey.seed=" + SEED);
    Random random = new Random(SEED);
    List<Object[]> left = rows(random);
    List<Object[]> right = rows(random);
    List<String> flink = temporal(type, left, right);
    assertThat(flink).hasSizeGreaterThan(100);
    for (StateBackend backend :
        List.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend())) {
      assertThat(drey(JoinOperators.asOf(type, 0), backend, left, right))
          .as("seed %d", SEED)
          .containsExactlyInAnyOrderElementsOf(flink);
    }
  }

  @ParameterizedTest
  @EnumSource
  void pairsOfAWindowAreThoseOfFlinkSql(JoinType type) throws Exception {
    System.out.println("JoinBesideFlinkTest: -Ddrey.seed=" + SEED);
    Random random = new Random(SEED);
    List<Object[]> left = rows(random);
    List<Object[]> right = rows(random);
    Duration ten = Duration.ofSeconds(10);
    Duration four = Duration.ofSeconds(4);
    Map<String, WindowShape> windows =
        Map.of(
            "TUMBLE(TABLE %s, DESCRIPTOR(rt), INTERVAL '4' SECOND)",
            WindowShape.tumbling(four, Duration.ZERO, false),
            "TUMBLE(TABLE %s, DESCRIPTOR(rt), INTERVAL '10' SECOND, INTERVAL '4' SECOND)",
            WindowShape.tumbling(ten, four, false),
            "HOP(TABLE %s, DESCRIPTOR(rt), INTERVAL '5' SECOND, INTERVAL '10' SECOND)",
            WindowShape.sliding(ten, Duration.ofSeconds(5), Duration.ZERO, false),
            "CUMULATE(TABLE %s, DESCRIPTOR(rt), INTERVAL '2' SECOND, INTERVAL '10' SECOND)",
            WindowShape.cumulating(ten, Duration.ofSeconds(2), Duration.ZERO, false));
    for (Map.Entry<String, WindowShape> window : windows.entrySet()) {
      List<String> flink = windowed(type, window.getKey(), left, right);
      assertThat(flink).hasSizeGreaterThan(100);
      JoinNode node = JoinOperators.inWindow(type, window.getValue());
      for (StateBackend backend :
          List.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend())) {
        assertThat(drey(node, backend, left, right))
            .as("seed %d, %s", SEED, window.getKey())
            .containsExactlyInAnyOrderElementsOf(flink);
      }
    }
  }

  private static List<String> windowed(
      JoinType type, String window, List<Object[]> left, List<Object[]> right) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(1);
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    tables.getConfig().set("table.local-time-zone", "UTC");
    FlinkSqlTable.add(environment, tables, "l", "v", DataTypes.INT(), left, DISORDER);
    FlinkSqlTable.add(environment, tables, "r", "v", DataTypes.INT(), right, DISORDER);
    String side = "(SELECT * FROM TABLE(" + window + "))";
    return rows(
        tables,
        "SELECT COALESCE(l.k, r.k), l.v, r.v, "
            + "1000 * UNIX_TIMESTAMP(CAST(COALESCE(l.window_start, r.window_start) AS STRING)), "
            + "1000 * UNIX_TIMESTAMP(CAST(COALESCE(l.window_end, r.window_end) AS STRING)) FROM "
            + String.format(Locale.ROOT, side, "l")
            + " l "
            + type
            + " JOIN "
            + String.format(Locale.ROOT, side, "r")
            + " r ON l.k = r.k AND l.window_start = r.window_start"
            + " AND l.window_end = r.window_end");
  }

  /** Whether a right row is read as a delete where right rows replace each other. */
  private static boolean isDelete(Object[] row) {
    return (Integer) row[1] % DELETES == 0;
  }

  private static List<String> temporal(JoinType type, List<Object[]> left, List<Object[]> right)
      throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(1);
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    tables.getConfig().set("table.local-time-zone", "UTC");
    FlinkSqlTable.add(environment, tables, "l", "v", DataTypes.INT(), left, DISORDER);
    List<Row> changes = new ArrayList<>();
    for (Object[] row : right) {
      changes.add(
          Row.ofKind(
              isDelete(row) ? RowKind.DELETE : RowKind.UPDATE_AFTER,
              row[0],
              row[1],
              Instant.ofEpochMilli((Long) row[2])));
    }
    DataType key = DataTypes.STRING().notNull();
    DataType time = DataTypes.TIMESTAMP_LTZ(3).notNull();
    // As a log of all changes, for what Flink makes of upserts first gives a delete an older time.
    tables.createTemporaryView(
        "r",
        tables.fromChangelogStream(
            environment.fromData(
                changes,
                ExternalTypeInfo.of(
                    DataTypes.ROW(
                        DataTypes.FIELD("k", key),
                        DataTypes.FIELD("v", DataTypes.INT()),
                        DataTypes.FIELD("rt", time)))),
            Schema.newBuilder()
                .column("k", key)
                .column("v", DataTypes.INT())
                .column("rt", time)
                .primaryKey("k")
                .watermark("rt", "rt - INTERVAL '" + DISORDER + "' SECOND")
                .build(),
            ChangelogMode.all()));
    return rows(
        tables,
        "SELECT l.k, l.v, r.v FROM l " + type + " JOIN r FOR SYSTEM_TIME AS OF l.rt ON l.k = r.k");
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
      JoinNode node, StateBackend backend, List<Object[]> left, List<Object[]> right)
      throws Exception {
    List<String> results = new ArrayList<>();
    List<OperatorSubtaskState> savepoint = null;
    for (int part = 0; part < 4; part++) {
      try (JoinOperators operators =
          new JoinOperators(node, 5_000, backend, 1 + part % 3, savepoint)) {
        for (int i = part * ROWS / 4; i < (part + 1) * ROWS / 4; i++) {
          row(operators, true, left.get(i));
          if (node.asOf()) {
            version(operators, right.get(i));
          } else {
            row(operators, false, right.get(i));
          }
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

  private static void version(JoinOperators operators, Object[] row) throws Exception {
    operators.version((String) row[0], isDelete(row) ? null : (Integer) row[1], (Long) row[2]);
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
    return rows(tables, query);
  }

  private static List<String> rows(StreamTableEnvironment tables, String query) throws Exception {
    List<String> rows = new ArrayList<>();
    CloseableIterator<Row> found = tables.sqlQuery(query).execute().collect();
    try {
      found.forEachRemaining(
          row ->
              rows.add(
                  IntStream.range(0, row.getArity())
                      .mapToObj(column -> String.valueOf(row.getField(column)))
                      .collect(Collectors.joining(", ", "[", "]"))));
    } finally {
      found.close();
    }
    return rows;
  }
}
