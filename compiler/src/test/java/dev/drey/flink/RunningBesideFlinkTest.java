// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.plan.RunningNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.runtime.typeutils.ExternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Running aggregates beside Flink SQL's {@code GROUP BY}: what holds of a key after each of its
 * rows is the same, of rows that stay and of rows that are taken back, with and without a
 * condition, in a job that is stopped and goes on at another parallelism. Where results wait, each
 * is one of these, and the last one is the last.
 */
@Tag("flink-sql")
class RunningBesideFlinkTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int ROWS = 400;
  private static final long FOR_EVER = 1_000_000_000;

  @Test
  void whatHoldsAfterEachRowIsThatOfFlinkSql() throws Exception {
    System.out.println("RunningBesideFlinkTest: -Ddrey.seed=" + SEED);
    compare(false, Optional.empty());
  }

  @Test
  void soItIsWhereRowsHaveToPass() throws Exception {
    compare(false, Optional.of("MOD(c0, 3) = 1"));
  }

  @Test
  void soItIsWhereRowsAreTakenBack() throws Exception {
    compare(true, Optional.empty());
  }

  @Test
  void soItIsWhereRowsAreTakenBackAndHaveToPass() throws Exception {
    compare(true, Optional.of("c2 > 0"));
  }

  private static void compare(boolean takesBack, Optional<String> having) throws Exception {
    List<Row> rows = rows(takesBack);
    Map<String, List<String>> flink = inFlink(takesBack, having, rows);
    assertThat(flink).hasSizeGreaterThan(10);
    for (StateBackend backend :
        List.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend())) {
      assertThat(held(run(takesBack, 0, having, backend, rows)))
          .as("seed %d", SEED)
          .isEqualTo(flink);
    }
    Map<String, List<String>> waiting =
        held(run(takesBack, 25, having, new HashMapStateBackend(), rows));
    flink.forEach(
        (key, all) -> {
          List<String> some = waiting.getOrDefault(key, List.of());
          String last = all.get(all.size() - 1);
          // What came and went between two points was never given.
          if (!some.isEmpty() || !last.equals("gone")) {
            assertThat(some).as("seed %d", SEED).isSubsetOf(all).last().isEqualTo(last);
            assertThat(some).hasSizeLessThanOrEqualTo(all.size());
          }
        });
  }

  /** Keys with numbers, NULLs among them; one in three takes a row back that is there. */
  private static List<Row> rows(boolean takesBack) {
    Random random = new Random(SEED);
    List<Row> rows = new ArrayList<>();
    List<Row> there = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      if (takesBack && !there.isEmpty() && random.nextInt(3) == 0) {
        Row row = there.remove(random.nextInt(there.size()));
        rows.add(Row.ofKind(RowKind.DELETE, row.getField(0), row.getField(1)));
      } else {
        Integer value = random.nextInt(6) == 0 ? null : random.nextInt(2000) - 900;
        Row row = Row.ofKind(RowKind.INSERT, "k" + random.nextInt(25), value);
        rows.add(row);
        there.add(row);
      }
    }
    return rows;
  }

  private static List<String> run(
      boolean takesBack, long every, Optional<String> having, StateBackend backend, List<Row> rows)
      throws Exception {
    RunningNode node = RunningOperators.node(takesBack, FOR_EVER, every, having);
    List<String> results = new ArrayList<>();
    List<OperatorSubtaskState> savepoint = null;
    for (int part = 0; part < 4; part++) {
      try (RunningOperators operators =
          new RunningOperators(node, 5_000, backend, 1 + part % 3, savepoint)) {
        for (int i = part * ROWS / 4; i < (part + 1) * ROWS / 4; i++) {
          Row row = rows.get(i);
          String key = (String) requireNonNull(row.getField(0));
          if (row.getKind() == RowKind.DELETE) {
            operators.back(key, (Integer) row.getField(1), i);
          } else {
            operators.put(key, (Integer) row.getField(1), i);
          }
          operators.watermark(i - 10);
        }
        if (part == 3) {
          operators.watermark(Long.MAX_VALUE);
        } else {
          savepoint = operators.savepoint();
        }
        results.addAll(operators.results());
      }
    }
    return results;
  }

  /** By key what held one after the other; what is gone and comes again at once was not gone. */
  private static Map<String, List<String>> held(List<String> results) {
    Map<String, List<String>> held = new TreeMap<>();
    for (String result : results) {
      String key = result.substring(1, result.indexOf(','));
      String value = result.substring(result.indexOf(',') + 2, result.indexOf(']'));
      hold(held.computeIfAbsent(key, first -> new ArrayList<>()), value);
    }
    return held;
  }

  private static void hold(List<String> values, String value) {
    if (!values.isEmpty() && values.get(values.size() - 1).equals("gone")) {
      values.remove(values.size() - 1);
    }
    values.add(value);
  }

  private static Map<String, List<String>> inFlink(
      boolean takesBack, Optional<String> having, List<Row> rows) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(1);
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    DataType key = DataTypes.STRING().notNull();
    DataType number = DataTypes.INT();
    Schema schema = Schema.newBuilder().column("k", key).column("v", number).build();
    ExternalTypeInfo<Row> type =
        ExternalTypeInfo.of(DataTypes.ROW(DataTypes.FIELD("k", key), DataTypes.FIELD("v", number)));
    tables.createTemporaryView(
        "t", tables.fromChangelogStream(environment.fromData(rows, type), schema));
    String calls = takesBack ? RunningOperators.CALLS_BACK : RunningOperators.CALLS;
    String[] columns = calls.split(", ", -1);
    StringBuilder named = new StringBuilder();
    for (int i = 0; i < columns.length; i++) {
      named.append(", ").append(columns[i]).append(" AS c").append(i);
    }
    CloseableIterator<Row> found =
        tables
            .sqlQuery(
                "SELECT * FROM (SELECT k"
                    + named
                    + " FROM t GROUP BY k)"
                    + having.map(condition -> " WHERE " + condition).orElse(""))
            .execute()
            .collect();
    Map<String, List<String>> held = new TreeMap<>();
    try {
      found.forEachRemaining(
          row -> {
            boolean put = row.getKind() == RowKind.INSERT || row.getKind() == RowKind.UPDATE_AFTER;
            hold(
                held.computeIfAbsent(
                    (String) requireNonNull(row.getField(0)), first -> new ArrayList<>()),
                put ? values(row) : "gone");
          });
    } finally {
      found.close();
    }
    return held;
  }

  private static String values(Row row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 1; i < row.getArity(); i++) {
      values.add(row.getField(i));
    }
    String text = Arrays.toString(values.toArray());
    return text.substring(1, text.length() - 1);
  }
}
