// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Flink SQL's deduplication by event time, {@code ROW_NUMBER() = 1}, in the end has the same row of
 * each key, where all rows of a key are within the while and none is late. It remembers rows for
 * ever and takes back a first row that was none, so that only the end can be compared.
 */
@Tag("flink-sql")
class DeduplicateBesideFlinkTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int ROWS = 300;
  private static final int DISORDER = 40;
  private static final long FOR_EVER = 1_000_000;

  @Test
  void theFirstRowIsThatOfFlinkSql() throws Exception {
    List<Object[]> rows = rows();
    Map<String, String> flink = inFlink("ASC", rows);

    for (int parallelism = 1; parallelism <= 3; parallelism++) {
      assertThat(lastOfEach(run(false, parallelism, new HashMapStateBackend(), rows)))
          .as("seed %d", SEED)
          .isEqualTo(flink);
    }
    assertThat(lastOfEach(run(false, 2, new EmbeddedRocksDBStateBackend(), rows)))
        .as("seed %d", SEED)
        .isEqualTo(flink);
    assertThat(run(false, 1, new HashMapStateBackend(), rows))
        .as("one row a key")
        .hasSameSizeAs(flink.keySet());
  }

  @Test
  void theLastRowIsThatOfFlinkSql() throws Exception {
    List<Object[]> rows = rows();
    Map<String, String> flink = inFlink("DESC", rows);

    for (int parallelism = 1; parallelism <= 3; parallelism++) {
      assertThat(lastOfEach(run(true, parallelism, new HashMapStateBackend(), rows)))
          .as("seed %d", SEED)
          .isEqualTo(flink);
    }
    assertThat(lastOfEach(run(true, 2, new EmbeddedRocksDBStateBackend(), rows)))
        .as("seed %d", SEED)
        .isEqualTo(flink);
  }

  /** Key, number and time; times come again, and rows are out of order. */
  private static List<Object[]> rows() {
    Random random = new Random(SEED);
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(new Object[] {"k" + random.nextInt(40), i, i / 2L + random.nextInt(DISORDER)});
    }
    return rows;
  }

  private static List<String> run(
      boolean keepsLast, int parallelism, StateBackend backend, List<Object[]> rows)
      throws Exception {
    try (DeduplicateOperators operators =
        new DeduplicateOperators(keepsLast, FOR_EVER, backend, parallelism, null)) {
      for (int i = 0; i < rows.size(); i++) {
        Object[] row = rows.get(i);
        operators.row((String) row[0], (Integer) row[1], (Long) row[2]);
        // No row behind this one is as early as that.
        operators.watermark((i + 1) / 2L - 1);
      }
      operators.watermark(Long.MAX_VALUE);
      return operators.results();
    }
  }

  /** By key the last result: {@code number @time}. */
  private static Map<String, String> lastOfEach(List<String> results) {
    Map<String, String> last = new TreeMap<>();
    for (String result : results) {
      String[] parts = result.replace("[", "").replace("]", "").replace(",", "").split(" ");
      last.put(parts[0], parts[1] + " " + parts[2]);
    }
    return last;
  }

  private static Map<String, String> inFlink(String order, List<Object[]> rows) throws Exception {
    StreamTableEnvironment tables = FlinkSqlTable.of("v", DataTypes.INT().notNull(), rows, 1);
    CloseableIterator<Row> found =
        tables
            .sqlQuery(
                "SELECT k, v, rt FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY rt "
                    + order
                    + ") AS n FROM t) WHERE n = 1")
            .execute()
            .collect();
    Map<String, String> last = new TreeMap<>();
    try {
      found.forEachRemaining(
          row -> {
            if (row.getKind() == RowKind.INSERT || row.getKind() == RowKind.UPDATE_AFTER) {
              long time = ((Instant) requireNonNull(row.getField(2))).toEpochMilli();
              last.put((String) requireNonNull(row.getField(0)), row.getField(1) + " @" + time);
            }
          });
    } finally {
      found.close();
    }
    return last;
  }
}
