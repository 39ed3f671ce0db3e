// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.plan.TopNode;
import dev.drey.plan.TopOrder;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * First rows beside Flink SQL's {@code ROW_NUMBER() ... WHERE n <= 3}: each change of all rows so
 * far is the same, ties among them, with the place and without; and so are the rows of windows.
 */
@Tag("flink-sql")
class TopBesideFlinkTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int ROWS = 400;
  private static final long FOR_EVER = 1_000_000_000;
  private static final TopOrder VALUE_DESC = TopOrder.of(1, true, false);

  @Test
  void eachPlaceChangesAsInFlinkSql() throws Exception {
    System.out.println("TopBesideFlinkTest: -Ddrey.seed=" + SEED);
    List<Object[]> rows = rows();
    Map<String, List<String>> flink =
        flink(rows, "SELECT k, v, n FROM (" + numbered("v DESC") + ") WHERE n <= 3", true);
    for (StateBackend backend :
        List.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend())) {
      assertThat(drey(TopOperators.ofAll(3, true, FOR_EVER, VALUE_DESC), backend, rows))
          .as("seed %d", SEED)
          .isEqualTo(flink);
    }
  }

  @Test
  void withoutThePlaceRowsComeAndAreTakenBackAsInFlinkSql() throws Exception {
    List<Object[]> rows = rows();
    Map<String, List<String>> flink =
        flink(rows, "SELECT k, v FROM (" + numbered("v ASC") + ") WHERE n <= 3", false);
    assertThat(
            drey(
                TopOperators.ofAll(3, false, FOR_EVER, TopOrder.of(1, false, true)),
                new HashMapStateBackend(),
                rows))
        .as("seed %d", SEED)
        .isEqualTo(flink);
  }

  private static String numbered(String order) {
    return "SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY " + order + ") AS n FROM t";
  }

  /** Keys with numbers, NULLs among them, of which many are equal; and their times. */
  private static List<Object[]> rows() {
    Random random = new Random(SEED);
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      Integer value = random.nextInt(8) == 0 ? null : random.nextInt(40);
      rows.add(new Object[] {"k" + random.nextInt(12), value, (long) i});
    }
    return rows;
  }

  /** By key, and place where there is one, what came one after the other. */
  private static Map<String, List<String>> drey(
      TopNode node, StateBackend backend, List<Object[]> rows) throws Exception {
    Map<String, List<String>> changes = new TreeMap<>();
    List<OperatorSubtaskState> savepoint = null;
    for (int part = 0; part < 4; part++) {
      try (TopOperators operators =
          new TopOperators(node, 5_000, backend, 1 + part % 3, savepoint)) {
        for (Object[] row : rows.subList(part * ROWS / 4, (part + 1) * ROWS / 4)) {
          operators.row((String) row[0], (Integer) row[1], "", (Long) row[2]);
        }
        savepoint = operators.savepoint();
        for (String result : operators.results()) {
          String[] words = result.replaceAll("[\\[\\],]", "").split(" +", -1);
          String place = node.ranked() ? " " + words[words.length - 1] : "";
          add(changes, words[1] + place, words[0] + words[2], node.ranked());
        }
      }
    }
    return changes;
  }

  /** A place that has what it had says nothing. */
  private static void add(
      Map<String, List<String>> changes, String key, String change, boolean ranked) {
    List<String> all = changes.computeIfAbsent(key, first -> new ArrayList<>());
    if (!ranked || all.isEmpty() || !all.get(all.size() - 1).equals(change)) {
      all.add(change);
    }
  }

  private static Map<String, List<String>> flink(List<Object[]> rows, String query, boolean ranked)
      throws Exception {
    StreamTableEnvironment tables = FlinkSqlTable.of("v", DataTypes.INT(), rows, 1);
    Map<String, List<String>> changes = new TreeMap<>();
    for (Row row : collected(tables, query)) {
      boolean put = row.getKind() == RowKind.INSERT || row.getKind() == RowKind.UPDATE_AFTER;
      if (put || !ranked) {
        add(
            changes,
            row.getField(0) + (ranked ? " " + row.getField(2) : ""),
            (put ? "+" : "-") + row.getField(1),
            ranked);
      }
    }
    return changes;
  }

  private static List<Row> collected(StreamTableEnvironment tables, String query) throws Exception {
    List<Row> rows = new ArrayList<>();
    CloseableIterator<Row> found = tables.sqlQuery(query).execute().collect();
    try {
      found.forEachRemaining(rows::add);
    } finally {
      found.close();
    }
    return rows;
  }

  @Test
  void theFirstRowsOfWindowsAreThoseOfFlinkSql() throws Exception {
    String totals =
        "SELECT k, COUNT(v) AS c, MAX(v) AS m, window_start, window_end FROM"
            + " TABLE(TUMBLE(TABLE t, DESCRIPTOR(rt), INTERVAL '50' SECOND))"
            + " GROUP BY k, window_start, window_end";
    List<Object[]> rows = rows();
    rows.forEach(row -> row[2] = 1000 * (Long) row[2]);
    StreamTableEnvironment tables = FlinkSqlTable.of("v", DataTypes.INT(), rows, 1);
    List<String> flink = new ArrayList<>();
    for (Row row :
        collected(
            tables,
            "SELECT window_end, k, c, n FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY"
                + " window_start, window_end ORDER BY c DESC, k ASC) AS n FROM ("
                + totals
                + ")) WHERE n <= 3")) {
      flink.add(
          instant(row.getField(0))
              + " "
              + row.getField(1)
              + " "
              + row.getField(2)
              + " "
              + row.getField(3));
    }
    List<Row> results = collected(FlinkSqlTable.of("v", DataTypes.INT(), rows, 1), totals);
    TopNode node =
        TopOperators.ofWindows(3, true, TopOrder.of(1, true, false), TopOrder.of(2, false, true));
    List<String> drey = new ArrayList<>();
    try (TopOperators operators =
        new TopOperators(node, 0, new EmbeddedRocksDBStateBackend(), 3, null)) {
      long end = 0;
      for (Row row : results) {
        long next = instant(row.getField(4));
        if (next > end) {
          operators.watermark(next - 2);
          end = next;
        }
        // One group: the key of the results is a column like others.
        operators.row(
            "all",
            ((Long) requireNonNull(row.getField(1))).intValue(),
            (String) row.getField(0),
            instant(row.getField(3)),
            next);
      }
      operators.watermark(Long.MAX_VALUE);
      for (String result : operators.results()) {
        String[] words = result.replaceAll("[\\[\\],]", "").split(" +", -1);
        drey.add(words[0] + " " + words[3] + " " + words[2] + " " + words[4]);
      }
    }
    assertThat(flink).hasSizeGreaterThan(15);
    assertThat(drey).as("seed %d", SEED).containsExactlyInAnyOrderElementsOf(flink);
  }

  private static long instant(@Nullable Object time) {
    return ((LocalDateTime) requireNonNull(time)).toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
