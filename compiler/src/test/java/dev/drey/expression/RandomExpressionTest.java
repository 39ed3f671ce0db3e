// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Made-up expressions over numbers and truth values with NULLs: the generated code, simplified or
 * not, against a direct evaluation of three-valued logic.
 */
class RandomExpressionTest {
  private static final int EXPRESSIONS = 400;
  private static final Sql SQL =
      new Sql("a BIGINT, b BIGINT, c BIGINT NOT NULL, p BOOLEAN, q BOOLEAN");

  /** SQL text beside its meaning. */
  private static final class Made<T> {
    final String sql;
    final Function<Object[], @Nullable T> meaning;

    Made(String sql, Function<Object[], @Nullable T> meaning) {
      this.sql = sql;
      this.meaning = meaning;
    }
  }

  private final long seed = Long.getLong("drey.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void generatedCodeAgreesWithThreeValuedLogic() {
    System.out.println("seed " + seed + ": rerun with -Ddrey.seed=" + seed);
    List<Made<Boolean>> made = new ArrayList<>();
    for (int i = 0; i < EXPRESSIONS; i++) {
      made.add(condition(1 + random.nextInt(5)));
    }
    List<Expression> typed = made.stream().map(m -> SQL.typed(m.sql)).collect(Collectors.toList());
    List<Expression> simplified =
        typed.stream().map(SQL.expressions()::simplify).collect(Collectors.toList());
    GeneratedCalc plain = opened(typed);
    GeneratedCalc simple = opened(simplified);
    for (int i = 0; i < 50; i++) {
      Object[] row = row();
      Object[] values = present(plain.apply(row));
      Object[] simpleValues = present(simple.apply(row));
      for (int j = 0; j < made.size(); j++) {
        Object expected = made.get(j).meaning.apply(row);
        assertThat(values[j]).as("seed %d: %s", seed, made.get(j).sql).isEqualTo(expected);
        assertThat(simpleValues[j])
            .as("seed %d, simplified: %s", seed, made.get(j).sql)
            .isEqualTo(expected);
      }
    }
  }

  private static Object[] present(Object @Nullable [] row) {
    assertThat(row).isNotNull();
    return row;
  }

  private static GeneratedCalc opened(List<Expression> projections) {
    GeneratedCalc calc = SQL.expressions().calc(SQL.input(), Optional.empty(), projections);
    calc.open();
    return calc;
  }

  private @Nullable Object[] row() {
    return new @Nullable Object[] {
      random.nextInt(4) == 0 ? null : (long) random.nextInt(5) - 2,
      random.nextInt(4) == 0 ? null : (long) random.nextInt(5) - 2,
      (long) random.nextInt(5) - 2,
      random.nextInt(3) == 0 ? null : random.nextBoolean(),
      random.nextInt(3) == 0 ? null : random.nextBoolean()
    };
  }

  private Made<Long> number(int depth) {
    if (depth == 0) {
      int column = random.nextInt(4);
      long literal = random.nextInt(7) - 3L;
      return column == 3
          ? new Made<>("CAST(" + literal + " AS BIGINT)", row -> literal)
          : new Made<>("abc".substring(column, column + 1), row -> (Long) row[column]);
    }
    Made<Long> x = number(depth - 1);
    Made<Long> y = number(random.nextInt(depth));
    switch (random.nextInt(5)) {
      case 0:
        return lifted("(" + x.sql + " + " + y.sql + ")", x, y, Long::sum);
      case 1:
        return lifted("(" + x.sql + " - " + y.sql + ")", x, y, (a, b) -> a - b);
      case 2:
        return lifted("(" + x.sql + " * " + y.sql + ")", x, y, (a, b) -> a * b);
      case 3:
        return new Made<>(
            "COALESCE(" + x.sql + ", " + y.sql + ")",
            row -> {
              Long value = x.meaning.apply(row);
              return value != null ? value : y.meaning.apply(row);
            });
      default:
        Made<Boolean> when = condition(depth - 1);
        return new Made<>(
            "CASE WHEN " + when.sql + " THEN " + x.sql + " ELSE " + y.sql + " END",
            row ->
                Boolean.TRUE.equals(when.meaning.apply(row))
                    ? x.meaning.apply(row)
                    : y.meaning.apply(row));
    }
  }

  private static <A, R> Made<R> lifted(
      String sql, Made<A> x, Made<A> y, BiFunction<A, A, R> operation) {
    return new Made<>(
        sql,
        row -> {
          A a = x.meaning.apply(row);
          A b = y.meaning.apply(row);
          return (a == null || b == null) ? null : operation.apply(a, b);
        });
  }

  private Made<Boolean> condition(int depth) {
    if (depth == 0) {
      int column = random.nextInt(2);
      return new Made<>("pq".substring(column, column + 1), row -> (Boolean) row[3 + column]);
    }
    switch (random.nextInt(8)) {
      case 0:
      case 1:
        return and(condition(depth - 1), condition(random.nextInt(depth)));
      case 2:
      case 3:
        return or(condition(depth - 1), condition(random.nextInt(depth)));
      case 4:
        Made<Boolean> negated = condition(depth - 1);
        return new Made<>(
            "(NOT " + negated.sql + ")",
            row -> {
              Boolean value = negated.meaning.apply(row);
              return value == null ? null : !value;
            });
      case 5:
        Made<Boolean> tested = condition(depth - 1);
        return random.nextBoolean()
            ? new Made<>("(" + tested.sql + ") IS NULL", row -> tested.meaning.apply(row) == null)
            : new Made<>(
                "(" + tested.sql + ") IS NOT TRUE",
                row -> !Boolean.TRUE.equals(tested.meaning.apply(row)));
      case 6:
        Made<Long> element = number(depth - 1);
        return new Made<>(
            "(" + element.sql + " IN (-2, 0, 1, 3, 5, 7))",
            row -> {
              Long value = element.meaning.apply(row);
              return value == null ? null : List.of(-2L, 0L, 1L, 3L, 5L, 7L).contains(value);
            });
      default:
        return comparison(number(depth - 1), number(random.nextInt(depth)));
    }
  }

  private static Made<Boolean> and(Made<Boolean> x, Made<Boolean> y) {
    return new Made<>(
        "(" + x.sql + " AND " + y.sql + ")",
        row -> {
          Boolean a = x.meaning.apply(row);
          Boolean b = y.meaning.apply(row);
          if (Boolean.FALSE.equals(a) || Boolean.FALSE.equals(b)) {
            return false;
          }
          return (a == null || b == null) ? null : true;
        });
  }

  private static Made<Boolean> or(Made<Boolean> x, Made<Boolean> y) {
    return new Made<>(
        "(" + x.sql + " OR " + y.sql + ")",
        row -> {
          Boolean a = x.meaning.apply(row);
          Boolean b = y.meaning.apply(row);
          if (Boolean.TRUE.equals(a) || Boolean.TRUE.equals(b)) {
            return true;
          }
          return (a == null || b == null) ? null : false;
        });
  }

  private Made<Boolean> comparison(Made<Long> x, Made<Long> y) {
    switch (random.nextInt(4)) {
      case 0:
        return lifted("(" + x.sql + " = " + y.sql + ")", x, y, Long::equals);
      case 1:
        return lifted("(" + x.sql + " <> " + y.sql + ")", x, y, (a, b) -> !a.equals(b));
      case 2:
        return lifted("(" + x.sql + " < " + y.sql + ")", x, y, (a, b) -> a < b);
      default:
        return lifted("(" + x.sql + " >= " + y.sql + ")", x, y, (a, b) -> a >= b);
    }
  }
}
