// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Large expressions, which must stay below what a Java method may hold. */
class CalcSizeTest {
  private static final Sql SQL = new Sql("a BIGINT, s STRING");

  @Test
  void threeHundredProjections() {
    List<Expression> projections = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      projections.add(
          SQL.typed("CASE WHEN a + " + i + " > 2 AND s LIKE '%x%' THEN a * " + i + " ELSE 0 END"));
    }
    GeneratedCalc calc =
        SQL.expressions().calc(SQL.input(), Optional.of(SQL.typed("a > 0")), projections);
    calc.open();
    Object[] row = calc.apply(new Object[] {5L, "axb"});
    assertThat(row).hasSize(300);
    assertThat(row[299]).isEqualTo(5L * 299);
    assertThat(calc.apply(new Object[] {0L, "axb"})).isNull();
  }

  @Test
  void aLongCase() {
    String branches =
        IntStream.range(0, 1000)
            .mapToObj(i -> "WHEN a = " + i + " AND s <> 'n" + i + "' THEN 'r" + i + "'")
            .collect(Collectors.joining(" "));
    assertThat(SQL.value("CASE " + branches + " ELSE 'none' END", 999L, "s")).isEqualTo("r999");
    assertThat(SQL.value("CASE " + branches + " ELSE 'none' END", -1L, "s")).isEqualTo("none");
  }

  @Test
  void aLongChainOfConditions() {
    String chain =
        IntStream.range(0, 2000)
            .mapToObj(i -> "(a + 1 = " + i + " AND s LIKE 'x" + i + "_')")
            .collect(Collectors.joining(" OR "));
    assertThat(SQL.value(chain, 1998L, "x1999!")).isEqualTo(true);
    assertThat(SQL.value(chain, 1998L, "x")).isEqualTo(false);
    assertThat(SQL.value(chain, null, "x1999!")).isEqualTo(null);
  }

  @Test
  void aLongSum() {
    assertThat(SQL.value(sum(190), 3L, "")).isEqualTo(570L);
    assertThat(SQL.problems(sum(600), Expected.ANY).list())
        .extracting(problem -> problem.code().id())
        .containsExactly("DR0310");
  }

  private static String sum(int terms) {
    return IntStream.range(0, terms).mapToObj(i -> "a").collect(Collectors.joining(" + "));
  }

  @Test
  void sharedPartsAreComputedOnce() {
    GeneratedCalc calc =
        SQL.expressions()
            .calc(
                SQL.input(),
                Optional.of(SQL.typed("UPPER(s) LIKE 'A%'")),
                List.of(SQL.typed("UPPER(s)"), SQL.typed("UPPER(s) || '!'")));
    assertThat(calc.source().split("Texts.upper", -1)).hasSize(2);
  }
}
