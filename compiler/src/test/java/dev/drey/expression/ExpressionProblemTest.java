// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.expression.value.Expected;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Problems: what is said, and that it is said about exactly the characters that are wrong. */
class ExpressionProblemTest {
  private static final Sql SQL =
      new Sql(
          "id BIGINT NOT NULL, name STRING, `value` DOUBLE, ts TIMESTAMP_LTZ(3) NOT NULL, r"
              + " ROW<country STRING>, tags ARRAY<STRING>, m MAP<STRING, INT>, ok BOOLEAN");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "nme = 'x' ~ DR0301 ~ nme",
        "UPPER(nme) = 'x' ~ DR0301 ~ nme",
        "country = 'AT' ~ DR0301 ~ country",
        "ID > 1 ~ DR0301 ~ ID",
        "r.contry = 'x' ~ DR0319 ~ contry",
        "id.x = 1 ~ DR0319 ~ x",
        "tags[1].x = 'x' ~ DR0319 ~ x",
        "UPER(name) = 'X' ~ DR0311 ~ UPER",
        "UPPER(id) = 'X' ~ DR0312 ~ UPPER(id)",
        "UPPER(name, name) = 'X' ~ DR0312 ~ UPPER(name, name)",
        "name + 1 > 2 ~ DR0312 ~ name + 1",
        "name || id = 'x' ~ DR0312 ~ id",
        "-name = 1 ~ DR0312 ~ -name",
        "ok AND id ~ DR0312 ~ id",
        "NOT name ~ DR0312 ~ name",
        "id LIKE 'x' ~ DR0312 ~ id",
        "ts + 1 > ts ~ DR0312 ~ ts + 1",
        "EXTRACT(YEAR FROM name) = 1 ~ DR0312 ~ EXTRACT(YEAR FROM name)",
        "m[1] = 1 ~ DR0312 ~ m[1]",
        "id = name ~ DR0318 ~ id = name",
        "id IN (1, name) ~ DR0318 ~ name",
        "ts > 'soon' ~ DR0318 ~ ts > 'soon'",
        "tags > tags ~ DR0318 ~ tags > tags",
        "COALESCE(id, ok) = 1 ~ DR0318 ~ COALESCE(id, ok)",
        "CAST(id AS TIMESTAMP(3)) = ts ~ DR0317 ~ CAST(id AS TIMESTAMP(3))",
        "CAST(id AS LONG) = 1 ~ DR0355 ~ LONG",
        "CAST(id AS y) = 1 ~ DR0355 ~ y",
        "TRY_CAST(name AS ab) = 1 ~ DR0355 ~ ab",
        "JSON_VALUE(name, '$.a' RETURNING z) = 1 ~ DR0355 ~ z",
        "CAST(name AS TIMESTAMP_LTZ(6)) = ts ~ DR0355 ~ 6",
        "id ~ DR0313 ~ id",
        "name ~ DR0313 ~ name",
        "COUNT(*) > 1 ~ DR0314 ~ COUNT(*)",
        "SUM(id) > 1 ~ DR0314 ~ SUM(id)",
        "id IN (SELECT 1) ~ DR0316 ~ SELECT 1",
        "(SELECT 1) = 1 ~ DR0316 ~ (SELECT 1)",
        "EXISTS (SELECT 1) ~ DR0316 ~ EXISTS (SELECT 1)",
        "ROW_NUMBER() OVER (ORDER BY id) = 1 ~ DR0316 ~ ROW_NUMBER() OVER (ORDER BY id)",
        "ts > CURRENT_TIMESTAMP ~ DR0316 ~ CURRENT_TIMESTAMP",
        "ts > NOW() ~ DR0316 ~ NOW()",
        "RAND() > 0.5 ~ DR0316 ~ RAND()",
        "REGEXP(name, '(') ~ DR0363 ~ '('",
        "REGEXP(name, CONCAT('[', 'a')) ~ DR0363 ~ CONCAT('[', 'a')",
        "REGEXP_EXTRACT(name, 'a{2,1}') = 'x' ~ DR0363 ~ 'a{2,1}'",
        "REGEXP_REPLACE(name, '*', 'x') = 'x' ~ DR0363 ~ '*'",
        "STR_TO_MAP(name, ',', '(') IS NULL ~ DR0363 ~ '('",
        "name LIKE 'a!' ESCAPE '!' ~ DR0363 ~ 'a!'",
        "name LIKE 'a!b' ESCAPE '!' ~ DR0363 ~ 'a!b'",
        "name LIKE 'a' ESCAPE '' ~ DR0363 ~ ''",
        "name LIKE name ESCAPE 'ab' ~ DR0363 ~ 'ab'",
        "name SIMILAR TO '(ab' ~ DR0363 ~ '(ab'",
        "name SIMILAR TO '[ab' ~ DR0363 ~ '[ab'",
        "name SIMILAR TO '[[:LETTER:]]' ~ DR0363 ~ '[[:LETTER:]]'",
        "JSON_EXISTS(name, '$[') ~ DR0363 ~ '$['",
        "JSON_VALUE(name, '$.') = 'x' ~ DR0363 ~ '$.'",
        "JSON_QUERY(name, '$..') = 'x' ~ DR0363 ~ '$..'",
        "PARSE_URL(name, 'host') = 'x' ~ DR0363 ~ 'host'",
        "SHA2(name, 255) = 'x' ~ DR0363 ~ 255",
        "DECODE(ENCODE(name, 'utf8'), 'UTF-8') = 'x' ~ DR0363 ~ 'utf8'",
        "ts > '2026-13-01' ~ DR0318 ~ ts > '2026-13-01'",
        "'2026-02-30 10:00:00' <> ts ~ DR0318 ~ '2026-02-30 10:00:00' <> ts",
        "CAST(ts AS DATE) = '2026-02-29' ~ DR0318 ~ CAST(ts AS DATE) = '2026-02-29'",
        "ts > TIMESTAMP '2026-13-01 00:00:00' ~ DR0320 ~ TIMESTAMP '2026-13-01 00:00:00'",
        "ts > TIMESTAMP '2026-01-01 00:00:00.1234' ~ DR0320 ~ TIMESTAMP '2026-01-01 00:00:00.1234'",
        "ts > ts + INTERVAL '1:2' HOUR TO SECOND ~ DR0320 ~ INTERVAL '1:2' HOUR TO SECOND",
        "ts > ts + INTERVAL 'x' DAY ~ DR0320 ~ INTERVAL 'x' DAY",
        "ts > ts + INTERVAL '0.0005' SECOND ~ DR0320 ~ INTERVAL '0.0005' SECOND",
        "DATE '9999-12-31' + INTERVAL '1' DAY > ts ~ DR0364 ~ DATE '9999-12-31' + INTERVAL '1' DAY",
        "DATE '0001-01-01' - INTERVAL '1' MONTH > ts ~ DR0364 ~ DATE '0001-01-01' - INTERVAL '1'"
            + " MONTH",
        "TO_TIMESTAMP_LTZ(1700000000000, 0) > ts ~ DR0364 ~ TO_TIMESTAMP_LTZ(1700000000000, 0)",
        "DATE_FORMAT(ts, 'b') = name ~ DR0365 ~ 'b'",
        "DATE_FORMAT(ts, 'yyyy' || ' XXX') = name ~ DR0365 ~ 'yyyy' || ' XXX'",
        "TO_DATE(name, 'nope') = ts ~ DR0365 ~ 'nope'",
        "CONVERT_TZ(name, 'UTC', '+08:00') = name ~ DR0365 ~ '+08:00'",
        "TO_TIMESTAMP_LTZ(id, 6) = ts ~ DR0365 ~ 6",
        "EXTRACT(YEAR FROM TIME '10:00:00') = 1 ~ DR0312 ~ EXTRACT(YEAR FROM TIME '10:00:00')",
        "TIME '10:00:00' + INTERVAL '1' MONTH = ts ~ DR0312 ~ TIME '10:00:00' + INTERVAL '1' MONTH",
        "TIMESTAMPADD(MILLISECOND, 1, ts) = ts ~ DR0312 ~ 1",
        "TIMESTAMPDIFF(MICROSECOND, ts, ts) = 1 ~ DR0312 ~ TIMESTAMPDIFF(MICROSECOND, ts, ts)",
        "id = 1e400 ~ DR0320 ~ 1e400",
        "id = 111111111111111111111111111111111111111 ~ DR0320 ~"
            + " 111111111111111111111111111111111111111",
        "id > 2147483647 + 1 ~ DR0366 ~ 2147483647 + 1",
        "id > 1 - -9223372036854775808 ~ DR0366 ~ 1 - -9223372036854775808",
        "ok OR 1 / 0 = id ~ DR0366 ~ 1 / 0",
        "ok OR 7 % (3 - 3) = id ~ DR0366 ~ 7 % (3 - 3)",
        "id = CAST('x' AS INT) ~ DR0366 ~ CAST('x' AS INT)",
        "id = CAST(300 AS TINYINT) ~ DR0366 ~ CAST(300 AS TINYINT)",
        "id = CAST(1234.5 AS DECIMAL(3, 1)) ~ DR0366 ~ CAST(1234.5 AS DECIMAL(3, 1))",
        "`value` > 1E308 * 10 ~ DR0366 ~ 1E308 * 10",
        "GREATEST(tags, tags) = tags ~ DR0312 ~ GREATEST(tags, tags)",
        "LEAST(id, id) . LEAST(id, id) = 1 ~ DR0319 ~ LEAST(id, id)",
        "JSON_VALUE(name, '$.a' RETURNING INT DEFAULT 'x' ON EMPTY) = 1 ~ DR0318 ~ 'x'",
        "JSON_VALUE(name, '$.a' DEFAULT nme ON EMPTY) = 'x' ~ DR0301 ~ nme",
        "JSON_QUERY(name, '$.a' RETURNING INT) = 1 ~ DR0312 ~ INT",
        "JSON_VALUE('{}', '$.a' ERROR ON ERROR) = 'x' ~ DR0366 ~ JSON_VALUE('{}', '$.a' ERROR ON ERROR)",
        "COALESCE(1.5, ts) = ts ~ DR0318 ~ COALESCE(1.5, ts)",
        "CAST(COALESCE(ROUND(0.5), TRY_CAST(name AS DATE)) AS STRING) = name ~ DR0318 ~"
            + " COALESCE(ROUND(0.5), TRY_CAST(name AS DATE))",
        "GREATEST(0.5, ts) = ts ~ DR0318 ~ GREATEST(0.5, ts)",
        "ARRAY[0.5, TIME '10:00:00'][1] = 1 ~ DR0318 ~ ARRAY[0.5, TIME '10:00:00']",
        "ARRAY_CONTAINS(ARRAY[1, 2.5], ts) ~ DR0312 ~ ARRAY_CONTAINS(ARRAY[1, 2.5], ts)",
        "CARDINALITY(COALESCE(ARRAY[1, 2.5], ARRAY[ts])) = 1 ~ DR0318 ~"
            + " COALESCE(ARRAY[1, 2.5], ARRAY[ts])",
        "tags[0] = 'a' ~ DR0363 ~ 0",
        "tags[-1] = 'a' ~ DR0363 ~ -1",
        "tags[1 - 1] = 'a' ~ DR0363 ~ 1 - 1",
        "tags[CAST('0' AS BIGINT)] = 'a' ~ DR0363 ~ CAST('0' AS BIGINT)",
        "ARRAY[1, 2][0] = 1 ~ DR0363 ~ 0",
        "id > ~ DR0310 ~ >",
        "id > > 1 ~ DR0310 ~ >",
        "(id > 1 ~ DR0310 ~ 1",
        "id > 1; ~ DR0310 ~ ;",
        "id == 1 ~ DR0310 ~ ==",
        "name = 'x ~ DR0310 ~ 'x",
        "symmetric > 1 ~ DR0310 ~ symmetric",
        "id > 1 AS big ~ DR0310 ~ AS",
        "SELECT id ~ DR0310 ~ SELECT",
        "* ~ DR0310 ~ *"
      })
  void isFoundAtItsPlace(String expression, String code, String place) {
    List<Diagnostic> problems = SQL.problems(expression, Expected.BOOLEAN).list();
    assertThat(problems.stream().map(Diagnostic::toString).collect(Collectors.toList()))
        .as(expression)
        .hasSize(1);
    assertThat(problems.get(0).code().id() + " " + problems.get(0).span().text())
        .as(problems.get(0).toString())
        .isEqualTo(code + " " + place);
  }

  @Test
  void twoWrongPartsAreTwoProblemsAndNoMore() {
    assertThat(
            SQL
                .problems("nme = 'x' AND\r\n  UPER(name) = 'X' OR\n idd > 1", Expected.BOOLEAN)
                .list()
                .stream()
                .map(problem -> problem.span().line() + ":" + problem.span().column()))
        .containsExactly("1:1", "2:3", "3:2");
  }

  @Test
  void helpSaysWhatToWrite() {
    assertThat(help("nme = 'x'")).contains("did you mean `name`?");
    assertThat(help("country = 'x'")).contains("`country` is inside of `r`: write `r.country`");
    assertThat(help("UPER(name) = 'X'")).containsExactly("did you mean UPPER? write `UPPER(name)`");
    assertThat(help("HASH_CODE(id) = 1"))
        .containsExactly(
            "Flink SQL has HASH_CODE and Drey has not: write MD5(text) or SHA256(text), which other"
                + " systems know too");
    assertThat(help("NVL(id, 0) = 1")).containsExactly("write `COALESCE(id, 0)`");
    assertThat(help("PRINTF('%d', id) = 'X'")).containsExactly("write a || CAST(b AS STRING)");
    assertThat(help("REGEXP(name, '(')"))
        .containsExactly("for these characters themselves write '\\('");
    assertThat(help("symmetric > 1"))
        .containsExactly(
            "SYMMETRIC is a word of SQL: a column of this name is written `symmetric`");
    assertThat(SQL.problems("name || 'x'", Expected.NUMBER).list().get(0).help())
        .containsExactly(
            "write `TRY_CAST(name || 'x' AS DOUBLE)`, or take the number that you mean");
    assertThat(SQL.problems("id / 2e0", Expected.INTEGER).list().get(0).help())
        .containsExactly(
            "write `CAST(id / 2e0 AS BIGINT)`, or take the whole number that you mean");
    assertThat(SQL.problems("id + 1", Expected.TIMESTAMP).list().get(0).help())
        .containsExactly("write `TO_TIMESTAMP_LTZ(id + 1, 3)` for milliseconds since 1970");
    assertThat(SQL.problems("tags", Expected.NUMBER).list().get(0).help())
        .containsExactly("take the number that you mean");
    assertThat(help("TRIM(id) = 'x'")).containsExactly("write `CAST(id AS STRING)` there");
    assertThat(help("id + r.value > 1")).containsExactly("its fields are country");
    assertThat(help("ts + 1 > ts"))
        .containsExactly("write an interval, such as INTERVAL '5' MINUTE");
    assertThat(help("tags[0] = 'a'")).containsExactly("write tags[1]");
    assertThat(help("tags[-1] = 'a'"))
        .containsExactly("for the last element write tags[CARDINALITY(tags)]");
    assertThat(help("(id > 1"))
        .containsExactly("a closing parenthesis is missing: write `(id > 1)`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "id ~ `id` is a BIGINT, not a condition",
        "CARDINALITY(tags) ~ `CARDINALITY(tags)` is an INT, not a condition",
        "tags ~ `tags` is an ARRAY<STRING>, not a condition",
        "tags['a'] = 'b' ~ ['a'] looks for a CHAR(1) in an ARRAY<STRING>",
        "ok OR 1 = CAST('x' AS INT) ~ `CAST('x' AS INT)` fails: 'x' is not an INT"
      })
  void anArticleGoesWithItsType(String expression, String message) {
    assertThat(SQL.problems(expression, Expected.BOOLEAN).list().get(0).message())
        .startsWith(message);
  }

  private static List<String> help(String expression) {
    return SQL.problems(expression, Expected.BOOLEAN).list().get(0).help();
  }

  @ParameterizedTest
  @ValueSource(strings = {"value", " value ", "`value`"})
  void aColumnAloneNeedsNoBackTicks(String expression) {
    assertThat(SQL.typed(expression).column()).isEqualTo(2);
  }

  @Test
  void nestingWithoutEndIsNoCrash() {
    String deep = "(".repeat(20_000) + "1" + ")".repeat(20_000) + " = 1";
    assertThat(SQL.problems(deep, Expected.BOOLEAN).list()).hasSize(1);
  }
}
