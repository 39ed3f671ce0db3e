// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.runtime.typeutils.ExternalTypeInfo;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Queries in a job of ours beside the same queries of Flink SQL over the same rows, without
 * anything of ours: what comes out is the same, and so is what holds at the end of what changes.
 */
class SqlBesideFlinkTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int ROWS = 300;
  private static final int DISORDER = 5_000;
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private static final Map<String, String> QUERIES =
      Map.of(
          "rows_of_it",
          "SELECT k, v * 2 AS w, UPPER(k) || '!' AS u, ts FROM t WHERE MOD(v, 3) <> 1",
          "windows",
          "SELECT k, COUNT(*) AS n, SUM(v) AS s, window_time FROM TABLE(TUMBLE(TABLE t,"
              + " DESCRIPTOR(ts), INTERVAL '20' SECOND)) GROUP BY k, window_start, window_end,"
              + " window_time",
          "rolling",
          "SELECT k, v, SUM(v) OVER (PARTITION BY k ORDER BY ts RANGE BETWEEN INTERVAL '9' SECOND"
              + " PRECEDING AND CURRENT ROW) AS s FROM t",
          "pairs",
          "SELECT a.k, a.v, b.v AS other FROM t AS a JOIN t AS b ON a.k = b.k AND b.ts BETWEEN a.ts"
              + " - INTERVAL '3' SECOND AND a.ts WHERE a.v > b.v");

  @TempDir Path folder;

  @Test
  void appendedRowsAreThoseOfFlinkSql() throws Exception {
    System.out.println("SqlBesideFlinkTest: -Ddrey.seed=" + SEED);
    List<Row> rows = rows(new Random(SEED));
    StringBuilder spec = spec(rows);
    QUERIES.forEach((name, query) -> add(spec, name, "\"" + query + "\""));
    sinks(spec, List.copyOf(QUERIES.keySet()));
    for (int parallelism : new int[] {1, 3}) {
      Map<String, List<Object[]>> ours;
      try (GraphRun graphs = new GraphRun(parallelism)) {
        ours = graphs.run(spec.toString(), List.copyOf(QUERIES.keySet()), parallelism);
      }
      for (Map.Entry<String, String> query : QUERIES.entrySet()) {
        List<String> flink = new ArrayList<>();
        for (Row row : inFlink(query.getValue(), rows)) {
          flink.add(text(row));
        }
        assertThat(flink).as(query.getKey()).isNotEmpty();
        assertThat(requireNonNull(ours.get(query.getKey())).stream().map(Arrays::toString))
            .as("seed %d, %s, parallelism %d", SEED, query.getKey(), parallelism)
            .containsExactlyInAnyOrderElementsOf(flink);
      }
    }
  }

  /** The last row of each key, and all that is not taken back. */
  @Test
  void whatHoldsAtTheEndIsThatOfFlinkSql() throws Exception {
    String totals = "SELECT k, SUM(v) AS s, COUNT(DISTINCT v) AS d FROM t GROUP BY k";
    String ranks = "SELECT d, COUNT(*) AS ks FROM (" + totals + ") GROUP BY d";
    List<Row> rows = rows(new Random(SEED + 1));
    StringBuilder spec = spec(rows);
    add(spec, "totals", "{query: \"" + totals + "\", upsertBy: [k], ttl: 1d}");
    add(spec, "ranks", "{query: \"SELECT d, COUNT(*) AS ks FROM totals GROUP BY d\", ttl: 1d}");
    sinks(spec, List.of("totals", "ranks"));
    Map<String, List<Object[]>> ours;
    try (GraphRun graphs = new GraphRun(2)) {
      ours = graphs.run(spec.toString(), List.of("totals", "ranks"), 2);
    }
    Map<String, String> latest = new TreeMap<>();
    for (Object[] row : requireNonNull(ours.get("totals"))) {
      latest.put(row[0].toString(), row[1] + " " + row[2]);
    }
    Map<String, Integer> left = new TreeMap<>();
    for (Object[] row : requireNonNull(ours.get("ranks"))) {
      int change = row[2].toString().equals("PUT") ? 1 : -1;
      left.merge(row[0] + " " + row[1], change, Integer::sum);
    }
    left.values().removeIf(count -> count == 0);

    assertThat(latest)
        .as("seed %d", SEED)
        .isEqualTo(
            held(totals, rows).stream()
                .collect(
                    TreeMap::new,
                    (map, row) ->
                        map.put(
                            requireNonNull(row.getField(0)).toString(),
                            row.getField(1) + " " + row.getField(2)),
                    TreeMap::putAll));
    assertThat(left.keySet())
        .as("seed %d", SEED)
        .containsExactlyInAnyOrderElementsOf(
            held(ranks, rows).stream()
                .map(row -> row.getField(0) + " " + row.getField(1))
                .collect(Collectors.toList()));
  }

  private static List<Row> rows(Random random) {
    List<Row> rows = new ArrayList<>();
    long now = START.toEpochMilli();
    for (int i = 0; i < ROWS; i++) {
      now += random.nextInt(900);
      rows.add(
          Row.of(
              "k" + random.nextInt(7),
              random.nextInt(40) - 12,
              Instant.ofEpochMilli(now - random.nextInt(DISORDER))));
    }
    return rows;
  }

  private StringBuilder spec(List<Row> rows) throws Exception {
    StringBuilder json = new StringBuilder();
    for (Row row : rows) {
      json.append("{\"k\":\"")
          .append(row.getField(0))
          .append("\",\"v\":")
          .append(row.getField(1))
          .append(",\"ts\":\"")
          .append(row.getField(2))
          .append("\"}\n");
    }
    Path file = folder.resolve("rows.jsonl");
    Files.writeString(file, json);
    return new StringBuilder()
        .append("apiVersion: drey/v1\nname: beside-flink\nsources:\n  t:\n    file: {path: \"")
        .append(file)
        .append(
            "\"}\n    type: {k: STRING NOT NULL, v: INT NOT NULL, ts: TIMESTAMP_LTZ(3) NOT NULL}")
        .append("\n    eventTime: {field: ts, watermark: {maxOutOfOrderness: 5s}}\nstreams:\n");
  }

  private static void add(StringBuilder spec, String name, String sql) {
    spec.append("  ").append(name).append(": {sql: ").append(sql).append("}\n");
  }

  private static void sinks(StringBuilder spec, List<String> names) {
    spec.append("sinks:\n");
    for (String name : names) {
      spec.append("  ")
          .append(name)
          .append("_out: {from: ")
          .append(name)
          .append(", discard: {}}\n");
    }
  }

  /** What is there after all inserts, updates and deletes. */
  private static List<Row> held(String query, List<Row> rows) throws Exception {
    List<Row> held = new ArrayList<>();
    for (Row row : inFlink(query, rows)) {
      RowKind kind = row.getKind();
      row.setKind(RowKind.INSERT);
      if (kind == RowKind.INSERT || kind == RowKind.UPDATE_AFTER) {
        held.add(row);
      } else {
        assertThat(held.remove(row)).isTrue();
      }
    }
    return held;
  }

  private static List<Row> inFlink(String query, List<Row> rows) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(1);
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    tables.getConfig().set("table.local-time-zone", "UTC");
    TypeInformation<Row> type =
        ExternalTypeInfo.of(
            DataTypes.ROW(
                DataTypes.FIELD("k", DataTypes.STRING().notNull()),
                DataTypes.FIELD("v", DataTypes.INT().notNull()),
                DataTypes.FIELD("ts", DataTypes.TIMESTAMP_LTZ(3).notNull())));
    Schema schema =
        Schema.newBuilder()
            .column("k", DataTypes.STRING().notNull())
            .column("v", DataTypes.INT().notNull())
            .column("ts", DataTypes.TIMESTAMP_LTZ(3).notNull())
            .watermark("ts", "ts - INTERVAL '5' SECOND")
            .build();
    tables.createTemporaryView("t", environment.fromData(rows, type), schema);
    List<Row> found = new ArrayList<>();
    CloseableIterator<Row> results = tables.sqlQuery(query).execute().collect();
    try {
      results.forEachRemaining(found::add);
    } finally {
      results.close();
    }
    return found;
  }

  /** As a row of ours prints: times in milliseconds. */
  private static String text(Row row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.getArity(); i++) {
      Object value = requireNonNull(row.getField(i));
      values.add(value instanceof Instant ? ((Instant) value).toEpochMilli() : value);
    }
    return values.toString();
  }
}
