// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values on their way through Flink SQL and back, and the values of parameters in a query. */
class SqlValuesTest {
  /** Each a text that would be something else in SQL, or is hard to carry. */
  private static final List<String> HOSTILE =
      List.of(
          "'",
          "''",
          "it's",
          "' OR 1 = 1 --",
          "'; DROP TABLE t; --",
          "\\' OR 1 = 1 --",
          "\\",
          "a\\'b",
          "`",
          "\"",
          "/* ' */",
          "a\nb -- c",
          "${other}",
          "U&'\\0041'",
          "\u00e9\u4e2d\ud83d\ude00",
          "");

  @TempDir Path folder;

  @Test
  void everyValueComesBackAsItWent() throws Exception {
    Path file = folder.resolve("rows.jsonl");
    Files.write(
        file,
        List.of(
            "{\"b\":true,\"t\":-128,\"s\":32767,\"i\":-2147483648,\"l\":9223372036854775807,"
                + "\"f\":1.5,\"d\":-2.5E300,\"n\":12345678901234567890.0123456789,\"c\":\"ab \","
                + "\"v\":\"\\u00e9\\ud83d\\ude00\",\"y\":\"AP8=\",\"a\":\"1969-12-31\","
                + "\"o\":\"23:59:59.999\",\"m\":\"1969-12-31T23:59:59.999\","
                + "\"z\":\"2026-03-29T01:30:00.001Z\",\"list\":[1,null,3],"
                + "\"map\":{\"x\":7,\"y\":null},\"odd name\":{\"in\":[{\"at\":\"2026-01-01\"}]}}",
            "{}"));
    String spec =
        String.join(
            "\n",
            "apiVersion: drey/v1",
            "name: values",
            "sources:",
            "  t:",
            "    file: {path: \"" + file + "\"}",
            "    type:",
            "      b: BOOLEAN",
            "      t: TINYINT",
            "      s: SMALLINT",
            "      i: INT",
            "      l: BIGINT",
            "      f: FLOAT",
            "      d: DOUBLE",
            "      n: DECIMAL(38, 10)",
            "      c: CHAR(3)",
            "      v: STRING",
            "      y: BYTES",
            "      a: DATE",
            "      o: TIME(3)",
            "      m: TIMESTAMP(3)",
            "      z: TIMESTAMP_LTZ(3)",
            "      list: ARRAY<INT>",
            "      map: MAP<STRING, BIGINT>",
            "      odd name: ROW<`in` ARRAY<ROW<at DATE>>>",
            "streams:",
            "  as_they_are: {from: t, where: TRUE}",
            "  through_sql: {sql: SELECT * FROM t}",
            "sinks:",
            "  a: {from: as_they_are, discard: {}}",
            "  b: {from: through_sql, discard: {}}",
            "");
    try (GraphRun graphs = new GraphRun(1)) {
      Map<String, List<Object[]>> rows = graphs.run(spec, List.of("as_they_are", "through_sql"), 1);
      Object[][] expected = requireNonNull(rows.get("as_they_are")).toArray(new Object[0][]);
      assertThat(expected).hasDimensions(2, 18);
      assertThat(expected[0]).doesNotContainNull();
      Object actual = requireNonNull(rows.get("through_sql")).toArray(new Object[0][]);
      assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    }
  }

  @Test
  void noTextOfAParameterIsReadAsSql() throws Exception {
    Path file = folder.resolve("rows.jsonl");
    Files.write(file, List.of("{\"k\":1}"));
    StringBuilder spec =
        new StringBuilder("apiVersion: drey/v1\nname: hostile\nparams:\n  other: {type: INT}\n");
    for (int i = 0; i < HOSTILE.size(); i++) {
      String text = HOSTILE.get(i).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
      spec.append("  p" + i + ": {type: STRING, default: \"" + text + "\"}\n");
    }
    spec.append("sources:\n  t: {file: {path: \"" + file + "\"}, type: {k: INT}}\nstreams:\n");
    List<String> names = new ArrayList<>();
    StringBuilder sinks = new StringBuilder("sinks:\n");
    for (int i = 0; i < HOSTILE.size(); i++) {
      String name = "s" + i;
      names.add(name);
      spec.append(
          "  "
              + name
              + ":\n    sql: SELECT ${p"
              + i
              + "} AS bare, '${p"
              + i
              + "}' AS quoted FROM t WHERE k = 1 AND ${p"
              + i
              + "} = '${p"
              + i
              + "}'\n");
      sinks.append("  o" + i + ": {from: " + name + ", discard: {}}\n");
    }
    try (GraphRun graphs = new GraphRun(1)) {
      Map<String, List<Object[]>> rows = graphs.run(spec.append(sinks).toString(), names, 1);
      for (int i = 0; i < HOSTILE.size(); i++) {
        assertThat(rows.get("s" + i))
            .as(HOSTILE.get(i))
            .containsExactly(new Object[] {HOSTILE.get(i), HOSTILE.get(i)});
      }
    }
  }

  @Test
  void aParameterHasItsType() throws Exception {
    Path file = folder.resolve("rows.jsonl");
    Files.write(file, List.of("{\"k\":1}"));
    String spec =
        String.join(
            "\n",
            "apiVersion: drey/v1",
            "name: typed",
            "params:",
            "  i: {type: INT, default: -3}",
            "  l: {type: BIGINT, default: 5000000000}",
            "  n: {type: \"DECIMAL(6, 2)\", default: 1.5}",
            "  d: {type: DOUBLE, default: 1.0e-3}",
            "  b: {type: BOOLEAN, default: true}",
            "  a: {type: DATE, default: 2026-02-28}",
            "  m: {type: TIMESTAMP(3), default: \"2026-02-28T01:02:03.004\"}",
            "  z: {type: TIMESTAMP_LTZ(3), default: \"2026-02-28T01:02:03.004+02:00\"}",
            "  none: {type: STRING, default: null}",
            "sources: {t: {file: {path: \"" + file + "\"}, type: {k: INT}}}",
            "streams:",
            "  typed:",
            "    sql: >-",
            "      SELECT ${i} AS i, ${l} AS l, ${n} AS n, ${d} AS d, ${b} AS b, ${a} AS a,",
            "      ${m} AS m, ${z} AS z, ${none} AS x FROM t",
            "sinks: {o: {from: typed, discard: {}}}",
            "");
    long first = 1772240523004L;
    try (GraphRun graphs = new GraphRun(1)) {
      assertThat(graphs.run(spec, List.of("typed"), 1).get("typed"))
          .containsExactly(
              new Object[] {
                -3,
                5_000_000_000L,
                new BigDecimal("1.50"),
                0.001,
                true,
                (int) LocalDate.of(2026, 2, 28).toEpochDay(),
                first,
                first - 2 * 3_600_000,
                null
              });
    }
  }
}
