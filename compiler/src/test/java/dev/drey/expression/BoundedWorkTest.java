// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.expression.calc.EvaluationException;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a single record can ask for: no text, number or pattern in it stops a job for long. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoundedWorkTest {
  private static final Sql SQL =
      new Sql(
          "t STRING NOT NULL, p STRING NOT NULL, i INT NOT NULL, m DECIMAL(10, 2) NOT NULL, d"
              + " DOUBLE NOT NULL, l BIGINT NOT NULL, k INT NOT NULL");

  private static @Nullable Object value(String sql, String text, String pattern, int number) {
    return SQL.value(sql, text, pattern, number, new BigDecimal("1.25"), 1.25, 12345L, 16_000_000);
  }

  /** Each takes more steps than there are atoms, tried one after the other. */
  @ParameterizedTest
  @CsvSource({
    "(a+)+$, b",
    "(a|aa)+$, b",
    "(a|a?)+c, b",
    "(.*a){25}c, b",
    "^(([a-z])+.)+[A-Z]([a-z])+$, b",
    "(x+x+)+y, b",
    "([a-zA-Z]+)*\\d, b",
  })
  void patternsThatTryAgainAreDecided(String pattern, String end) {
    String text = ("a".repeat(60) + "x".repeat(60)).repeat(20) + end;
    assertThat(value("REGEXP(t, p)", text, pattern, 0)).isEqualTo(false);
    assertThat(value("REGEXP_EXTRACT(t, p)", text, pattern, 0)).isNull();
    assertThat(value("REGEXP_REPLACE(t, p, '-')", text, pattern, 0)).isEqualTo(text);
    String literals = "REGEXP('" + text + "', '" + pattern + "')";
    Expression simple = SQL.expressions().simplify(SQL.typed(literals));
    assertThat(SQL.value(simple, "", "", 0, BigDecimal.ONE, 1.0, 1L, 1)).isEqualTo(false);
  }

  @Test
  void whatOnlyOneEngineKnowsIsFalseOrNullBeyondTheBound() {
    String text = "a".repeat(60) + "b";
    assertThat(value("REGEXP(t, p)", text, "(?=(a+)+$)b", 0)).isEqualTo(false);
    assertThat(value("REGEXP_EXTRACT(t, p)", text, "((a+)+)\\1$", 0)).isNull();
  }

  @Test
  void thousandsOfConstantsAreComputedUpToABound() {
    String texts =
        IntStream.range(0, 5_000).mapToObj(i -> "UPPER('k" + i + "')").collect(joining(", "));
    Expression typed = SQL.typed("CARDINALITY(ARRAY[" + texts + "])");
    assertThat(value(typed)).isEqualTo(5_000);
    assertThat(value(SQL.expressions().simplify(typed))).isEqualTo(5_000);
    SQL.expressions().begin(List.of());
    assertThat(SQL.problems("1 / 0", Expected.ANY).hasErrors()).isTrue();
  }

  private static @Nullable Object value(Expression expression) {
    return SQL.value(expression, "", "", 0, BigDecimal.ONE, 1.0, 1L, 1);
  }

  /** At the end of a text a matcher looks at no character, so that its steps cannot be counted. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?:a?|b?){60}(?=c)",
        "(?:|){60}(?=c)",
        "(?:a*|b?|(?:c|)){30,}(?=c)",
        "(?:(?:a?|b?){5}){12}(?=c)",
        "(?:a??|b??)(?:(?:a?|b?){1,8}){9}(?=c)",
        "(?=(?:a?|b?){60}c)a?",
        "(?<!(?:a?|b?){10}c)(?:\\b|\\B|^|){60}(?=c)",
        "(?x) ( a? | b? ){60} (?=c)",
        "(?<n>a?|b?){60}\\k<n>c",
        "(a?|b?){60}\\1c",
        "(?i:[^a-c&&[^b]]?|\\p{L}?){60}(?=c)",
        "(?:\\Qa(\\E?|b?){60}(?=c)",
      })
  void waysToMatchNothingAreNotAllTried(String pattern) {
    for (String text : new String[] {"", "a".repeat(50_000), "xyz"}) {
      assertThat(value("REGEXP(t, p)", text, pattern, 0)).isEqualTo(false);
      assertThat(value("REGEXP_EXTRACT(t, p)", text, pattern, 0)).isNull();
      assertThat(value("REGEXP_REPLACE(t, p, 'x')", text, pattern, 0)).isNull();
    }
    String literal = "REGEXP(t, '" + pattern + "')";
    assertThat(SQL.problems(literal, Expected.ANY).list())
        .extracting(found -> found.code().id())
        .containsExactly("DR0363");
  }

  @ParameterizedTest
  @CsvSource({
    "(?:a?|b?){60}c, abba, false",
    "(?:a?|b?){60}c, abbac, true",
    "(?:(a)?(b)?(x)?)+(?=$), abba, true",
    "^(?:a*)*(?:b*)*a(?!a), cabba, false",
    "^(?:a*)*(?:b*)*a(?!a), aabba, true",
    "(?>a?|b?){60}+(?=c), abc, true",
    "[a-c]?[a-c]?[a-c]?[a-c]?(?=d), abcd, true",
    "\\{99999999999, a{99999999999, true",
  })
  void waysThatAreFewOrCanBeReadOnceAreTried(String pattern, String text, boolean found) {
    assertThat(value("REGEXP(t, p)", text, pattern, 0)).isEqualTo(found);
  }

  @Test
  void longTextsNeedNoDeepStack() {
    String text = "ab".repeat(200_000);
    assertThat(value("REGEXP(t, p)", text, "^(a|b)*$", 0)).isEqualTo(true);
    assertThat(value("REGEXP(t, p)", text, "^(a|b)*c", 0)).isEqualTo(false);
    assertThat(value("t SIMILAR TO '(a|b)*'", text, "", 0)).isEqualTo(true);
  }

  @Test
  void aBadPatternInARowIsNoMatch() {
    assertThat(value("REGEXP(t, p)", "a", "(", 0)).isEqualTo(false);
    assertThat(value("REGEXP_EXTRACT(t, p)", "a", "[", 0)).isNull();
    assertThat(value("REGEXP_REPLACE(t, p, 'x')", "a", "*", 0)).isNull();
    assertThat(value("REGEXP(t, p)", "a", "(".repeat(100_000), 0)).isEqualTo(false);
    assertThat(value("JSON_EXISTS(t, p)", "{}", "$[", 0)).isEqualTo(false);
    assertThat(value("JSON_VALUE(t, p)", "{\"a\": [\"x\"]}", "$.a[?(@ =~ /(x+)+y/)]", 0)).isNull();
  }

  @Test
  void likeNeverTriesAgain() {
    String text = "a".repeat(100_000);
    assertThat(value("t LIKE p", text, "%a".repeat(200) + "%b", 0)).isEqualTo(false);
    assertThat(value("t LIKE p", text, "%a".repeat(200) + "%", 0)).isEqualTo(true);
    assertThat(value("t SIMILAR TO p", "a".repeat(40), "(%a){25}c", 0)).isEqualTo(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e300000000", "-1e300000000", "1e2147483647"})
  void numbersOfManyDigitsAreNotWrittenOut(String text) {
    assertThat(value("TRY_CAST(t AS DECIMAL(10, 2))", text, "", 0)).isNull();
    assertThat(value("TRY_CAST(t AS BIGINT)", text, "", 0)).isNull();
    assertThat(value("TRY_CAST(t AS INT)", text, "", 0)).isNull();
  }

  @Test
  void longNumbersAreNotRead() {
    assertThat(value("TRY_CAST(t AS DECIMAL(38, 0))", "1".repeat(5_000_000), "", 0)).isNull();
    assertThat(value("TRY_CAST(t AS BIGINT)", "1".repeat(5_000_000), "", 0)).isNull();
    assertThat(value("TRY_CAST(t AS DECIMAL(10, 2))", "1e-300000000", "", 0))
        .isEqualTo(new BigDecimal("0.00"));
  }

  @ParameterizedTest
  @CsvSource({"300000000, 1.25, 1.25, 12345", "-300000000, 0.00, 0.0, 0", "1, 1.30, 1.3, 12345"})
  void digitsComeFromARow(int digits, String decimal, double number, long whole) {
    assertThat(value("ROUND(m, i)", "", "", digits)).isEqualTo(new BigDecimal(decimal));
    assertThat(value("ROUND(d, i)", "", "", digits)).isEqualTo(number);
    assertThat(value("ROUND(l, i)", "", "", digits)).isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      value = {
        "ROUND(1.5, 300000000) = 1.5",
        "ROUND(1.5, -300000000) = 0",
        "TRUNCATE(1.5, 300000000) = 1.5",
        "TRUNCATE(1.5, -300000000) = 0",
        "ROUND(12, -2147483648) = 0",
        "ROUND(m + 0.5, 2147483647) = 1.75",
      })
  void digitsAreWrittenInTheSpec(String sql, BigDecimal value) {
    for (boolean simple : new boolean[] {false, true}) {
      Expression typed = SQL.typed("CAST(" + sql + " AS DECIMAL(10, 5))");
      Expression expression = simple ? SQL.expressions().simplify(typed) : typed;
      assertThat((BigDecimal) SQL.value(expression, "", "", 0, new BigDecimal("1.25"), 1.0, 1L, 1))
          .isEqualByComparingTo(value);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "REPEAT(t, i)",
        "LPAD(t, i, p)",
        "RPAD(t, i, p)",
        "REPLACE(REPEAT(t, 10000), 'x', REPEAT(p, 10000))",
        "REGEXP_REPLACE(REPEAT(t, 10000), 'x', REPEAT(p, 10000))",
        "REPEAT(t, k) || REPEAT(p, k)",
        "CONCAT(REPEAT(t, k), REPEAT(p, k))",
        "CONCAT_WS(REPEAT(t, k), t, REPEAT(p, k))",
        "ARRAY_JOIN(ARRAY[t, REPEAT(t, k)], REPEAT(p, k))",
        "CAST(t AS CHAR(2000000000))"
      })
  void aTextHasAGreatestLength(String sql) {
    assertThatThrownBy(() -> value(sql, "x", "y", 2_000_000_000))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("at most 16,777,216 are possible");
  }
}
