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

/** Columns with words of SQL as their names: the same expression as between back-ticks. */
class ColumnWordsTest {
  private static final Sql SQL =
      new Sql(
          "`value` INT NOT NULL, `count` BIGINT, `date` DATE NOT NULL, `time` STRING, `at`"
              + " TIMESTAMP_LTZ(3) NOT NULL, `day` INT, `end` BOOLEAN, `user` STRING, r"
              + " ROW<`value` INT, `date` ROW<`year` INT>>, x INT, `timestamp` BIGINT, `result` INT");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "value > 10 ~ `value` > 10",
        "value > 1 AND count < value ~ `value` > 1 AND `count` < `value`",
        "x + value ~ x + `value`",
        "date > DATE '2026-01-01' ~ `date` > DATE '2026-01-01'",
        "DATE '2026-01-01' < date ~ DATE '2026-01-01' < `date`",
        "COALESCE(time, 'none') ~ COALESCE(`time`, 'none')",
        "FLOOR(at TO DAY) ~ FLOOR(`at` TO DAY)",
        "at + INTERVAL '5' DAY > at ~ `at` + INTERVAL '5' DAY > `at`",
        "EXTRACT(DAY FROM date) + day ~ EXTRACT(DAY FROM `date`) + `day`",
        "CASE WHEN value > 1 THEN count ELSE x END ~ CASE WHEN `value` > 1 THEN `count` ELSE x END",
        "CAST(value AS BIGINT) + count ~ CAST(`value` AS BIGINT) + `count`",
        "r.value + r.date.year ~ r.`value` + r.`date`.`year`",
        "value IS NULL OR value IN (1, 2) ~ `value` IS NULL OR `value` IN (1, 2)",
        "-value ~ -`value`",
        "timestamp / 1000 ~ `timestamp` / 1000",
        "result * 2 ~ `result` * 2",
        "NOT end ~ NOT `end`",
        "time || ' of ' || 'value' ~ `time` || ' of ' || 'value'",
        "value /* of date */ > 1 ~ `value` > 1"
      })
  void areReadAsIfQuoted(String plain, String quoted) {
    String expected = SQL.expressions().text(SQL.typed(quoted), SQL.input());

    assertThat(SQL.expressions().text(SQL.typed(plain), SQL.input())).isEqualTo(expected);
  }

  @Test
  void aProblemBesideSuchAWordIsFoundAtItsPlace() {
    assertThat(problems("value > nope")).containsExactly("DR0301 nope");
    assertThat(problems("value > date")).containsExactly("DR0318 value > date");
    assertThat(problems("value > 1 AND")).containsExactly("DR0310 AND");
    assertThat(problems("r.month = 1")).containsExactly("DR0319 month");
    // No column of this name: SQL's word is SQL's.
    assertThat(problems("symmetric > 1")).containsExactly("DR0310 symmetric");
    assertThat(problems("VALUE > 1")).containsExactly("DR0310 VALUE");
  }

  private static List<String> problems(String sql) {
    return SQL.problems(sql, Expected.ANY).list().stream()
        .map((Diagnostic found) -> found.code().id() + " " + found.span().text())
        .collect(Collectors.toList());
  }
}
