// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.calc.EvaluationException;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions that a rewriter of SQL is likely to fall over; the values are arithmetic's. */
class HardExpressionsTest {
  private static final Sql SQL =
      new Sql("w STRING, n BIGINT NOT NULL, z TIMESTAMP_LTZ(3) NOT NULL, ai ARRAY<INT>");

  private static Expression typed(String sql) {
    return SQL.typed(sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSTR(NULL, w)",
        "LOCATE(w, NULL)",
        "POSITION(NULL IN w)",
        "SUBSTRING(NULL, 2)",
        "REPLACE(w, NULL, 'x')",
        "SPLIT_INDEX(NULL, ',', 0)",
        "ABS(NULL)",
        "UPPER(w) LIKE NULL",
        "ai[TRY_CAST('-' AS INT)]",
        "ai[TRY_CAST('x' || '-' AS BIGINT)]",
        "ai[IF(FALSE, 1, TRY_CAST('1.5.2' AS INT))]",
        "CAST(n AS STRING) LIKE NULL ESCAPE '!'",
        "UPPER(w) SIMILAR TO CAST(NULL AS STRING)",
        "NULLIF(NULL, w)",
        "w LIKE NULL",
        "w LIKE CAST(NULL AS STRING)",
        "w NOT LIKE CAST(NULL AS STRING) ESCAPE '!'",
        "w LIKE IF(FALSE, '', NULL)",
        "w LIKE CASE WHEN n > 5 THEN CAST(NULL AS STRING) END",
        "w SIMILAR TO CAST(NULL AS STRING)",
      })
  void anArgumentThatIsNullGivesNull(String sql) {
    for (boolean simple : new boolean[] {false, true}) {
      Expression expression = simple ? SQL.expressions().simplify(typed(sql)) : typed(sql);
      assertThat(SQL.value(expression, "abc", 1L, 0L, null)).isNull();
    }
  }

  /** Calcite knows no family of rows, and asks for it where it takes a cast apart. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "COALESCE(CASE WHEN NULL THEN ROW(1, 'a') ELSE rows_[1] END, rows_[1])",
        "COALESCE(CAST(rows_[1] AS ROW<a BIGINT, b STRING>), rows_[1])",
        "CASE WHEN FALSE THEN ROW(2.5, 'a') ELSE rows_[1] END",
        "IF(NULL, ROW(1, 'a'), COALESCE(rows_[1], rows_[2]))",
        "COALESCE(CASE WHEN NULL THEN rows_ ELSE ARRAY[ROW(2, 'b')] END, rows_)[1]",
        "COALESCE(CASE WHEN NULL THEN MAP['k', ROW(2, 'b')] ELSE MAP['k', rows_[1]] END,"
            + " MAP['k', rows_[1]])['k']",
      })
  void rowsOfOtherTypesMeet(String sql) {
    Sql rows = new Sql("rows_ ARRAY<ROW<a INT, b STRING>>");
    Expression typed = rows.typed(sql);
    for (Expression expression : List.of(typed, rows.expressions().simplify(typed))) {
      Object[] row =
          (Object[])
              requireNonNull(
                  rows.value(expression, Collections.singletonList(new Object[] {2, "b"})));
      assertThat(new BigDecimal(String.valueOf(row[0]))).isEqualByComparingTo("2");
      assertThat(row[1]).isEqualTo("b");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-(CAST(-7000000000 AS BIGINT)), 7000000000",
    "-(-(CAST(-7000000000 AS BIGINT))), -7000000000",
    "n - -3, 4",
    "n - (-(-3)), -2",
    "- - n, 1",
  })
  void signsFollowEachOther(String sql, long value) {
    for (boolean simple : new boolean[] {false, true}) {
      Expression expression = simple ? SQL.expressions().simplify(typed(sql)) : typed(sql);
      assertThat(SQL.value(expression, "abc", 1L, 0L, null)).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "z - INTERVAL '-2' HOUR, 2",
    "z - INTERVAL -'2' HOUR, 2",
    "z + INTERVAL '-2' HOUR, -2",
    "z - INTERVAL '2' HOUR, -2",
  })
  void negativeIntervals(String sql, long hours) {
    for (boolean simple : new boolean[] {false, true}) {
      Expression expression = simple ? SQL.expressions().simplify(typed(sql)) : typed(sql);
      assertThat(SQL.value(expression, "abc", 1L, 0L, null))
          .isEqualTo(Duration.ofHours(hours).toMillis());
    }
  }

  @Test
  void aPositionThatIsMadeOfASecretIsNotLookedAt() {
    Sql sql = new Sql("ai ARRAY<INT>");
    sql.expressions().begin(List.of("hunter-2"));
    assertThat(sql.value("ai[TRY_CAST('hunter-2' AS INT)]", List.of(1))).isNull();
  }

  /** Calcite takes a number or an interval before a time for one that is added to it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "COALESCE(n, z)",
        "COALESCE(z, n)",
        "IF(n > 1, 2.5, z)",
        "CASE WHEN n > 1 THEN INTERVAL '1' DAY ELSE z END",
        "ARRAY[1, 2.5, z]",
        "ARRAY_CONTAINS(ARRAY[2.5], z)",
        "ARRAY_APPEND(ai, DATE '2026-01-01')",
        "MAP[1, 2, DATE '2026-01-01', 3]",
        "GREATEST(n, DATE '2026-01-01')",
      })
  void aTimeIsNoNumber(String sql) {
    assertThat(SQL.problems(sql, Expected.ANY).hasErrors()).as(sql).isTrue();
  }

  /** Flink gives a NULL that its type forbids; what is read next relies on the type. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CAST(n AS DECIMAL(2, 1))",
        "ARRAY[CAST(n AS DECIMAL(2, 1))]",
        "MAP[CAST(n AS DECIMAL(2, 1)), 'a', 5, 'b']",
        "MAP['a', CAST(n AS DECIMAL(2, 1))]",
        "ROW('a', CAST(n AS DECIMAL(2, 1)))",
        "ARRAY[ROW(1, ARRAY[CAST(n AS DECIMAL(2, 1))])]",
      })
  void aNumberThatDoesNotFitIsNoNullInside(String sql) {
    for (boolean simple : new boolean[] {false, true}) {
      Expression expression = simple ? SQL.expressions().simplify(typed(sql)) : typed(sql);
      assertThatThrownBy(() -> SQL.value(expression, "abc", 300L, 0L, null))
          .isInstanceOf(EvaluationException.class)
          .hasMessageContaining("does not fit its type");
    }
  }

  @Test
  void greatestOfWhatHasNoOrderIsRefused() {
    Diagnostics found = new Diagnostics();
    assertThat(
            SQL.expressions()
                .scalar(Sql.located("GREATEST(ai, ai)"), SQL.input(), Expected.ANY, found))
        .isEmpty();
    assertThat(found.hasErrors()).isTrue();
    assertThat(found.list().get(0).help()).isNotEmpty();
  }
}
