// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.expression.calc.EvaluationException;
import dev.drey.expression.value.Expression;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What expressions give, by hand from the SQL standard and the documentation of Flink SQL. */
class ExpressionValueTest {
  private static final long TS = Instant.parse("2026-03-15T10:20:30.456Z").toEpochMilli();
  private static final int DAY = (int) LocalDate.parse("2026-03-15").toEpochDay();

  private static final Sql SQL =
      new Sql(
          "i INT NOT NULL, n INT, l BIGINT NOT NULL, d DOUBLE NOT NULL, m DECIMAL(12, 2) NOT NULL,"
              + " s STRING NOT NULL, u STRING, b BOOLEAN NOT NULL, q BOOLEAN, ts TIMESTAMP(3) NOT"
              + " NULL, z TIMESTAMP_LTZ(3) NOT NULL, dt DATE NOT NULL, tags ARRAY<STRING>, attrs"
              + " MAP<STRING, BIGINT>, r ROW<country STRING, items ARRAY<ROW<sku STRING, qty"
              + " INT>>>, t TINYINT NOT NULL, f FLOAT NOT NULL, raw BYTES, c CHAR(3) NOT NULL, tm"
              + " TIME(0), h SMALLINT NOT NULL, nr ROW<a INT NOT NULL>");

  private static final @Nullable Object[] ROW = {
    7,
    null,
    9_000_000_000L,
    2.5,
    new BigDecimal("19.99"),
    "Hello, World",
    null,
    true,
    null,
    TS,
    TS,
    DAY,
    List.of("a", "b", "c"),
    Map.of("k", 5L),
    new Object[] {"AT", List.of(new Object[] {"x1", 3}, new Object[] {"x2", 4})},
    (byte) 100,
    1.5f,
    new byte[] {1, 2, (byte) 255},
    "abc",
    36_000_000,
    (short) 300,
    null
  };

  private static Arguments is(String expression, @Nullable Object expected) {
    return Arguments.of(expression, expected);
  }

  private static BigDecimal dec(String text) {
    return new BigDecimal(text);
  }

  private static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  static Stream<Arguments> arithmetic() {
    return Stream.of(
        is("i + 1", 8),
        is("i - 10", -3),
        is("i * l", 63_000_000_000L),
        is("i / 2", 3),
        is("-i / 2", -3),
        is("i % 4", 3),
        is("MOD(-i, 4)", -3),
        is("i / 2.0", dec("3.500000")),
        is("i / d", 2.8),
        is("i + n", null),
        is("i + 2147483647", -2147483642),
        is("t + t", (byte) -56),
        is("h + t", (short) 400),
        is("f + 1", 2.5f),
        is("m + 1", dec("20.99")),
        is("m * 2", dec("39.98")),
        is("m * m", dec("399.6001")),
        is("m / 3", dec("6.6633333333333")),
        is("m - 0.005", dec("19.985")),
        is("m % 5", dec("4.99")),
        is("-m", dec("-19.99")),
        is("+i", 7),
        is("- (-i)", 7),
        is("1e3", 1000.0),
        is("0.1 + 0.2", dec("0.3")),
        is("ABS(-i)", 7),
        is("ABS(-m)", dec("19.99")),
        is("SIGN(-2.5)", dec("-1.0")),
        is("CEIL(m)", dec("20")),
        is("FLOOR(-m)", dec("-20")),
        is("FLOOR(d)", 2.0),
        is("CEIL(i)", 7),
        is("ROUND(m, 1)", dec("20.0")),
        is("ROUND(2.5, 0)", dec("3")),
        is("ROUND(-2.5)", dec("-3")),
        is("ROUND(d, 0)", 3.0),
        is("ROUND(1234, -2)", 1200),
        is("TRUNCATE(19.99, 1)", dec("19.9")),
        is("POWER(2, 3)", 8.0),
        is("SQRT(16)", 4.0),
        is("GREATEST(1, 3, 2)", 3),
        is("LEAST(1, n, 2)", null),
        is("LEAST(m, 20)", dec("19.99")),
        is("LOG10(1000)", 3.0),
        is("9223372036854775807", Long.MAX_VALUE),
        is("-2147483648", Integer.MIN_VALUE));
  }

  static Stream<Arguments> conditions() {
    return Stream.of(
        is("i > 5 AND b", true),
        is("i > 5 AND q", null),
        is("i < 5 AND q", false),
        is("i > 5 OR q", true),
        is("i < 5 OR q", null),
        is("NOT q", null),
        is("NOT b", false),
        is("q IS NULL", true),
        is("q IS NOT NULL", false),
        is("q IS TRUE", false),
        is("q IS NOT TRUE", true),
        is("q IS FALSE", false),
        is("q IS UNKNOWN", true),
        is("b IS NOT FALSE", true),
        is("n = 1", null),
        is("n IS DISTINCT FROM 1", true),
        is("n IS NOT DISTINCT FROM NULL", true),
        is("i <> 7", false),
        is("i != 8", true),
        is("i = 7.0", true),
        is("m = 19.990", true),
        is("m > i", true),
        is("d >= m", false),
        is("i BETWEEN 1 AND 7", true),
        is("i NOT BETWEEN 1 AND 7", false),
        is("i BETWEEN SYMMETRIC 9 AND 1", true),
        is("i IN (1, 7)", true),
        is("i NOT IN (1, 7)", false),
        is("i IN (1, n)", null),
        is("i IN (1, 2, 3, 4, 5, 6, 7, 8)", true),
        is("s IN ('a', 'b', 'c', 'd', 'e', 'f', 'Hello, World')", true),
        is("u IN ('a', 'b', 'c', 'd', 'e', 'f')", null),
        is("s LIKE 'Hello%'", true),
        is("s LIKE '%World'", true),
        is("s LIKE '%o, W%'", true),
        is("s LIKE 'Hell_, World'", true),
        is("s NOT LIKE 'x%'", true),
        is("'50%' LIKE '50!%' ESCAPE '!'", true),
        is("'505' LIKE '50!%' ESCAPE '!'", false),
        is("'a.c' LIKE 'a.c' AND NOT 'abc' LIKE 'a.c'", true),
        is("s LIKE u", null),
        is("s SIMILAR TO '(Hello|Bye), W[a-z]+'", true),
        is("LEFT(s, 5) SIMILAR TO '[[:ALPHA:]]+'", true),
        is("s SIMILAR TO '[[:ALPHA:]]+'", false),
        is("LEFT(s, 1) || '7' SIMILAR TO '[[:UPPER:]][[:DIGIT:]]'", true),
        is("c = 'abc'", true),
        is("'a' < 'b'", true),
        is("s > 'Hello'", true),
        is("ts > TIMESTAMP '2026-01-01 00:00:00'", true),
        is("ts > '2026-03-15 10:20:30.455'", true),
        is("dt = '2026-03-15'", true),
        is("dt < ts", true),
        is("dt = DATE '2026-03-15'", true),
        is("z < TO_TIMESTAMP_LTZ(0, 3)", false),
        is("raw = X'0102FF'", true),
        is("(i, s) = (7, 'Hello, World')", true),
        is("TRUE AND NULL", null),
        is("CASE WHEN q THEN 1 WHEN i = 7 THEN 2 ELSE 3 END", 2),
        is("CASE i WHEN 1 THEN 'one' WHEN 7 THEN 'seven' END", "seven"),
        is("CASE WHEN n > 0 THEN i END", null),
        is("CASE WHEN b THEN 1 ELSE 2.5 END", dec("1.0")),
        is("COALESCE(n, i)", 7),
        is("COALESCE(u, NULL, 'x')", "x"),
        is("NULLIF(i, 7)", null),
        is("NULLIF(i, 8)", 7),
        is("IF(b, 'yes', 'no!')", "yes"));
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        is("s || '!' || c", "Hello, World!abc"),
        is("s || u", null),
        is("CONCAT(s, '-', c)", "Hello, World-abc"),
        is("CONCAT(s, u)", null),
        is("CONCAT_WS('/', s, u, 'x')", "Hello, World/x"),
        is("UPPER(s)", "HELLO, WORLD"),
        is("LOWER('ÄÖ')", "äö"),
        is("SUBSTRING(s FROM 8)", "World"),
        is("SUBSTRING(s FROM 1 FOR 4)", "Hell"),
        is("SUBSTR(s, -5, 3)", "Wor"),
        is("SUBSTRING('abc', 0, 2)", "ab"),
        is("TRIM('  x ')", "x"),
        is("TRIM(LEADING 'x' FROM 'xxaxx')", "axx"),
        is("TRIM(TRAILING FROM ' a ')", " a"),
        is("CHAR_LENGTH(s)", 12),
        is("POSITION('World' IN s)", 8),
        is("POSITION('x' IN 'abc')", 0),
        is("LPAD('1234', 2, '0')", "12"),
        is("LPAD('1', -1, '0')", null),
        is("SPLIT_INDEX('a,b', ',', 5)", null),
        is("SPLIT('a,,b', ',')", List.of("a", "", "b")),
        is("REGEXP_EXTRACT('foothebar', 'foo(.*?)(bar)', 2)", "bar"),
        is("REGEXP_REPLACE('foobar', 'oo|ar', '')", "fb"),
        is("STR_TO_MAP('k1=v1,k2=v2')['k2']", "v2"),
        is("PARSE_URL('http://u@h.org:80/p/q?a=1&b=2#r', 'HOST')", "h.org"),
        is("PARSE_URL('http://h.org/p?a=1&b=2', 'QUERY', 'b')", "2"),
        is("JSON_VALUE('{\"a\": [1, {\"b\": true}]}', '$.a[1].b')", "true"),
        is("JSON_VALUE('{\"a\": 1}', '$.a' RETURNING INT) + 1", 2),
        is("JSON_VALUE('nonsense', '$.a')", null),
        is("JSON_EXISTS('{\"a\": 1}', '$.a')", true),
        is("s IS JSON", false),
        is("'{}' IS NOT JSON ARRAY", true),
        is("'it''s'", "it's"),
        is("'日本語 ✓ \\n'", "日本語 ✓ \\n"));
  }

  static Stream<Arguments> casts() {
    return Stream.of(
        is("CAST('42' AS INT)", 42),
        is("CAST(' 42 ' AS BIGINT)", 42L),
        is("CAST('1.9' AS INT)", 1),
        is("TRY_CAST('x' AS INT)", null),
        is("TRY_CAST(s AS DOUBLE)", null),
        is("TRY_CAST('3000000000' AS INT)", null),
        is("TRY_CAST('300' AS TINYINT)", null),
        is("CAST(h AS TINYINT)", (byte) 44),
        is("CAST(2.9 AS INT)", 2),
        is("CAST(d AS INT)", 2),
        is("CAST(i AS DECIMAL(5, 2))", dec("7.00")),
        is("CAST(1234.567 AS DECIMAL(6, 1))", dec("1234.6")),
        is("TRY_CAST(1234.5 AS DECIMAL(3, 1))", null),
        is("CAST('12.345' AS DECIMAL(5, 2))", dec("12.35")),
        is("CAST(i AS STRING)", "7"),
        is("CAST(d AS STRING)", "2.5"),
        is("CAST(m AS STRING)", "19.99"),
        is("CAST(b AS STRING)", "TRUE"),
        is("CAST('yes' AS BOOLEAN)", true),
        is("CAST(0 AS BOOLEAN)", false),
        is("CAST(b AS INT)", 1),
        is("CAST(s AS VARCHAR(5))", "Hello"),
        is("CAST('ab' AS CHAR(4))", "ab  "),
        is("CAST(dt AS STRING)", "2026-03-15"),
        is("CAST(ts AS STRING)", "2026-03-15 10:20:30.456"),
        is("CAST(z AS STRING)", "2026-03-15 10:20:30.456"),
        is("CAST(tm AS STRING)", "10:00:00"),
        is("CAST(ts AS DATE)", DAY),
        is("CAST(ts AS TIME)", 37_230_000),
        is("CAST(dt AS TIMESTAMP(3))", at("2026-03-15T00:00:00Z")),
        is("CAST(ts AS TIMESTAMP(0))", at("2026-03-15T10:20:30Z")),
        is("CAST(z AS TIMESTAMP(3))", TS),
        is("CAST('2026-03-15T10:20:30.456Z' AS TIMESTAMP_LTZ(3))", TS),
        is("CAST('2026-03-15' AS DATE)", DAY),
        is("TRY_CAST('2026-13-15' AS DATE)", null),
        is("CAST('hi' AS BYTES)", new byte[] {'h', 'i'}),
        is("CAST(CAST('hi' AS BYTES) AS STRING)", "hi"),
        is("CAST(n AS BIGINT)", null),
        is("CAST(NULL AS INT)", null),
        is("CAST(tags AS ARRAY<STRING>)", List.of("a", "b", "c")));
  }

  static Stream<Arguments> times() {
    return Stream.of(
        is("EXTRACT(YEAR FROM ts)", 2026L),
        is("EXTRACT(HOUR FROM z)", 10L),
        is("YEAR(dt)", 2026L),
        is("DAYOFWEEK(dt)", 1L),
        is("DAYOFYEAR(dt)", 74L),
        is("QUARTER(ts)", 1L),
        is("EXTRACT(WEEK FROM dt)", 11L),
        is("FLOOR(ts TO HOUR)", at("2026-03-15T10:00:00Z")),
        is("CEIL(ts TO DAY)", at("2026-03-16T00:00:00Z")),
        is("FLOOR(dt TO MONTH)", (int) LocalDate.parse("2026-03-01").toEpochDay()),
        is("FLOOR(z TO YEAR)", at("2026-01-01T00:00:00Z")),
        is("FLOOR(ts TO MINUTE)", at("2026-03-15T10:20:00Z")),
        is("ts + INTERVAL '10' MINUTE", TS + 600_000),
        is("ts - INTERVAL '1' DAY", TS - 86_400_000),
        is("dt + INTERVAL '1' DAY", DAY + 1),
        is("dt + INTERVAL '1' MONTH", (int) LocalDate.parse("2026-04-15").toEpochDay()),
        is(
            "DATE '2026-01-31' + INTERVAL '1' MONTH",
            (int) LocalDate.parse("2026-02-28").toEpochDay()),
        is("ts + INTERVAL '1 02:03:04.005' DAY TO SECOND", TS + 93_784_005),
        is("ts + INTERVAL '1-2' YEAR TO MONTH", at("2027-05-15T10:20:30.456Z")),
        is("TIMESTAMPADD(HOUR, 2, ts)", TS + 7_200_000),
        is("TIMESTAMPADD(MONTH, i, ts)", at("2026-10-15T10:20:30.456Z")),
        is("TIMESTAMPADD(DAY, 1, dt)", DAY + 1),
        is(
            "TIMESTAMPDIFF(DAY, TIMESTAMP '2003-01-02 10:00:00', TIMESTAMP '2003-01-03 10:00:00')",
            1),
        is("TIMESTAMPDIFF(MONTH, DATE '2026-01-31', DATE '2026-02-27')", 0),
        is("TIMESTAMPDIFF(SECOND, ts, ts + INTERVAL '1' MINUTE)", 60),
        is("(ts - INTERVAL '1' HOUR) < ts", true),
        is("DATE_FORMAT(ts, 'yyyy-MM-dd''T''HH')", "2026-03-15T10"),
        is("DATE_FORMAT('2026-03-15 10:20:30', 'dd.MM.')", "15.03."),
        is("TO_TIMESTAMP('2026-03-15 10:20:30.456')", TS),
        is("TO_TIMESTAMP('nonsense')", null),
        is("TO_TIMESTAMP_LTZ(l, 3)", 9_000_000_000L),
        is("TO_TIMESTAMP_LTZ(i, 0)", 7000L),
        is("TO_DATE('2026-03-15')", DAY),
        is("FROM_UNIXTIME(0, 'yyyy')", "1970"),
        is("UNIX_TIMESTAMP('1970-01-01 00:01:00')", 60L));
  }

  static Stream<Arguments> nested() {
    return Stream.of(
        is("r.country", "AT"),
        is("r.items[2].sku", "x2"),
        is("r.items[3].sku", null),
        is("r.items[i / NULL].qty", null),
        is("r.items[1].qty + 1", 4),
        is("nr.a", null),
        is("tags[1]", "a"),
        is("JSON_VALUE('{\"a\": 7}', '$.b' DEFAULT s ON ERROR)", "Hello, World"),
        is("JSON_VALUE('{\"a\": 7}', '$.a' DEFAULT s ON ERROR)", "7"),
        is("JSON_VALUE('{\"a\": \"x\"}', '$.a' RETURNING INT DEFAULT -1 ON ERROR)", -1),
        is("JSON_VALUE('{\"a\": \"x\"}', '$.a' RETURNING INT NULL ON ERROR)", null),
        is("tags[n * 0]", null),
        is("tags[i - i]", null),
        is("tags[4]", null),
        is("attrs['k'] + 1", 6L),
        is("attrs['x']", null),
        is("CARDINALITY(tags)", 3),
        is("CARDINALITY(attrs)", 1),
        is("ARRAY[1, 2.5]", List.of(dec("1.0"), dec("2.5"))),
        is("ARRAY[n, 1]", Arrays.asList(null, 1)),
        is("MAP['a', 1, 'b', 2]", Map.of("a", 1, "b", 2)),
        is("ARRAY_CONTAINS(tags, 'b')", true),
        is("ARRAY_JOIN(tags, '+')", "a+b+c"),
        is("ARRAY['a', 'b', 'c'] = tags", true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"arithmetic", "conditions", "texts", "casts", "times", "nested"})
  void givesWhatFlinkGives(String expression, @Nullable Object expected) {
    Expression typed = SQL.typed(expression);
    assertThat(SQL.value(typed, ROW)).isEqualTo(expected);
    Expression simple = SQL.expressions().simplify(typed);
    assertThat(SQL.value(simple, ROW)).as("simplified").isEqualTo(expected);
    assertThat(simple.type()).isEqualTo(typed.type());
    if (expected == null) {
      assertThat(typed.type().nullable()).isTrue();
    }
  }

  @Test
  void failuresNameTheExpression() {
    assertThatThrownBy(() -> SQL.value("CAST(s AS INT)", ROW))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("`CAST(s AS INT)` failed: 'Hello, World' is not an INT");
    assertThatThrownBy(() -> SQL.value("l / (i - 7)", ROW))
        .hasMessage("`l / (i - 7)` failed: / by zero");
    assertThatThrownBy(() -> SQL.value("m / (i - 7)", ROW)).hasMessageContaining("by zero");
  }

  @Test
  void isNotComputedWhereItIsNotNeeded() {
    assertThat(SQL.value("i <> 7 AND l / (i - 7) > 1", ROW)).isEqualTo(false);
    assertThat(SQL.value("CASE WHEN i = 7 THEN 0 ELSE l / (i - 7) END", ROW)).isEqualTo(0L);
  }

  @Test
  void textsOfDifferentLengthsHaveTheTypeThatHoldsBoth() {
    assertThat(SQL.typed("CASE WHEN i > 0 THEN 'travel' ELSE 'velocity' END").type())
        .hasToString("VARCHAR(8) NOT NULL");
    assertThat(SQL.typed("ARRAY['a', 'bcd']").type().element()).hasToString("VARCHAR(3) NOT NULL");
  }
}
