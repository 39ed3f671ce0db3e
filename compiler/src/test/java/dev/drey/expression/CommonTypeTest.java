// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.expression.value.Expression;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values of several types that meet: each is of the common type, by the rule of Flink SQL's
 * LogicalTypeMerging and Calcite's least restrictive type, and so are the elements of nested ones.
 */
class CommonTypeTest {
  private static final Sql SQL =
      new Sql(
          "i INT, l BIGINT, m DECIMAL(12, 2), big DECIMAL(30, 10), d DOUBLE, f FLOAT, b BOOLEAN, s"
              + " STRING, ai ARRAY<INT>, al ARRAY<BIGINT>, am ARRAY<DECIMAL(5, 1)>, mi MAP<STRING,"
              + " INT>, r ROW<x INT, y STRING>, rl ROW<x BIGINT, y STRING>, raw BYTES, au"
              + " ARRAY<STRING>, nothing INT");

  private static final @Nullable Object[] ROW = {
    7,
    9L,
    new BigDecimal("19.99"),
    new BigDecimal("12345678901234567890.1234567891"),
    2.5,
    1.5f,
    true,
    "Hello",
    Arrays.asList(1, null, 3),
    List.of(4L, 5L),
    List.of(new BigDecimal("2.5")),
    Map.of("a", 1),
    new Object[] {1, "y"},
    new Object[] {2L, "z"},
    new byte[] {1, 2},
    Arrays.asList("7", "x"),
    null
  };

  private static Arguments is(String expression, String type, @Nullable Object value) {
    return Arguments.of(expression, type, value);
  }

  private static BigDecimal dec(String text) {
    return new BigDecimal(text);
  }

  static List<Arguments> cases() {
    return List.of(
        is("COALESCE(m, CAST(7 AS BIGINT))", "DECIMAL(21, 2) NOT NULL", dec("19.99")),
        is("COALESCE(m, l)", "DECIMAL(21, 2)", dec("19.99")),
        is("COALESCE(big, 0)", "DECIMAL(30, 10) NOT NULL", dec("12345678901234567890.1234567891")),
        is("IF(b, m, l)", "DECIMAL(21, 2)", dec("19.99")),
        is("CASE WHEN b THEN l ELSE m END", "DECIMAL(21, 2)", dec("9.00")),
        is("GREATEST(l, m)", "DECIMAL(21, 2)", dec("19.99")),
        is("NULLIF(m, l)", "DECIMAL(12, 2)", dec("19.99")),
        is("l + m", "DECIMAL(22, 2)", dec("28.99")),
        is("m * l", "DECIMAL(32, 2)", dec("179.91")),
        is("l / m", "DECIMAL(34, 13)", dec("0.4502251125563")),
        is("m IN (l, 19.99)", "BOOLEAN", true),
        is("m BETWEEN l AND 20", "BOOLEAN", true),
        is("i IN (1, 7E0)", "BOOLEAN", true),
        is("i = 1 OR i = 1E0 OR i = 7.0", "BOOLEAN", true),
        is("big = 12345678901234567890.1234567891", "BOOLEAN", true),
        is("LEAST('Hello', 'b', 'zebra')", "VARCHAR(5) NOT NULL", "Hello"),
        is("GREATEST('Hello', 'b', 'zebra')", "VARCHAR(5) NOT NULL", "zebra"),
        is("COALESCE(NULLIF('a', 'a'), 'longer')", "VARCHAR(6) NOT NULL", "longer"),
        is("CAST(COALESCE(s, '9') AS VARCHAR(2))", "VARCHAR(2) NOT NULL", "He"),
        is("CAST(12345 AS VARCHAR)", "STRING NOT NULL", "12345"),
        is("CAST(raw AS VARBINARY)", "BYTES", new byte[] {1, 2}),
        is("IF(b, ai, al)", "ARRAY<BIGINT>", Arrays.asList(1L, null, 3L)),
        is("IF(b, ai, al)[1] + 1", "BIGINT", 2L),
        is("COALESCE(ai, al)", "ARRAY<BIGINT>", Arrays.asList(1L, null, 3L)),
        is("CASE WHEN b THEN al ELSE ai END", "ARRAY<BIGINT>", List.of(4L, 5L)),
        is("COALESCE(am, ai)", "ARRAY<DECIMAL(11, 1)>", List.of(dec("2.5"))),
        is("COALESCE(mi, MAP['b', CAST(2 AS BIGINT)])['a']", "BIGINT", 1L),
        is("COALESCE(r, rl).x", "BIGINT", 1L),
        is("ai = al", "BOOLEAN", false),
        is("CAST(ai AS ARRAY<BIGINT>) = ai", "BOOLEAN", true),
        is(
            "ARRAY[1, 2.5, l]",
            "ARRAY<DECIMAL(20, 1)> NOT NULL",
            List.of(dec("1.0"), dec("2.5"), dec("9.0"))),
        is("CAST(au AS ARRAY<VARCHAR(1)>)", "ARRAY<VARCHAR(1)>", List.of("7", "x")),
        is("TRY_CAST(au AS ARRAY<INT>)", "ARRAY<INT>", null),
        is("TRY_CAST(ai AS ARRAY<INT NOT NULL>)", "ARRAY<INT NOT NULL>", null),
        is("CAST(al AS ARRAY<INT NOT NULL>)", "ARRAY<INT NOT NULL>", List.of(4, 5)),
        is("CAST(ARRAY[NULL] AS ARRAY<TIME>)[1]", "TIME(0)", null),
        is("ARRAY[NULL] = ARRAY[TIME '10:15:00']", "BOOLEAN NOT NULL", false),
        is("CAST(ai AS STRING)", "STRING", "[1, NULL, 3]"),
        is("CAST(mi AS STRING)", "STRING", "{a=1}"),
        is("CAST(r AS STRING)", "STRING", "(1, y)"),
        is("ARRAY_CONTAINS(al, 5)", "BOOLEAN", true),
        is("ARRAY_CONTAINS(ai, l)", "BOOLEAN", false),
        is("ARRAY_CONTAINS(am, 2.50)", "BOOLEAN", true),
        is("MAP[ARRAY[1], 'one'][ARRAY[1]]", "CHAR(3)", "one"),
        is("MAP[X'0102', 1][raw]", "INT", 1),
        is("raw = X'0102'", "BOOLEAN", true),
        is("raw IN (X'00', X'0102')", "BOOLEAN", true),
        is("ELEMENT(ARRAY[2.5])", "DECIMAL(2, 1)", dec("2.5")),
        is("mi[NULL]", "INT", null),
        is("ai[NULL]", "INT", null),
        is("INSTR(NULL, s)", "INT", null),
        is("NULL IS DISTINCT FROM 'x'", "BOOLEAN NOT NULL", true),
        is("NULL IS NOT DISTINCT FROM nothing", "BOOLEAN NOT NULL", true),
        is("i IS DISTINCT FROM NULL", "BOOLEAN NOT NULL", true),
        is("-(CAST(-5000000000 AS BIGINT))", "BIGINT NOT NULL", 5_000_000_000L),
        is("- -5", "INT NOT NULL", 5));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isOfTheCommonType(String sql, String type, @Nullable Object value) {
    Expression typed = SQL.typed(sql);
    assertThat(typed.type()).hasToString(type);
    assertThat(SQL.value(typed, ROW)).isEqualTo(value);
    assertThat(SQL.value(SQL.expressions().simplify(typed), ROW)).as("simplified").isEqualTo(value);
  }
}
