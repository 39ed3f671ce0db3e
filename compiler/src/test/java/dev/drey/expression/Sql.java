// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.calc.Moment;
import dev.drey.expression.value.Clock;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.expression.value.Hidden;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.type.DataTypeParser;
import dev.drey.type.RowType;
import dev.drey.type.TypeSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Expressions in tests: text in, typed expression or value out. */
final class Sql {
  private final Expressions expressions = Expressions.standard();
  private final RowType input;

  Sql(String rowType) {
    try {
      this.input = DataTypeParser.parse("ROW<" + rowType + ">").row();
    } catch (TypeSyntaxException e) {
      throw new IllegalArgumentException(rowType, e);
    }
  }

  Expressions expressions() {
    return expressions;
  }

  RowType input() {
    return input;
  }

  /** A text that is a file of its own: offsets in the text are offsets in the file. */
  static LocatedText located(String sql) {
    SourceFile file = SourceFile.of("test", sql);
    int[] offsets = IntStream.rangeClosed(0, sql.length()).toArray();
    return LocatedText.of(sql, Span.of(file, 0, sql.length()), offsets, false);
  }

  Expression typed(String sql) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<Expression> expression =
        expressions.scalar(located(sql), input, Expected.ANY, diagnostics);
    assertThat(diagnostics.hasErrors()).as(sql + diagnostics.list()).isFalse();
    return expression.orElseThrow();
  }

  /** What a row-by-row step gives for some rows, each as the clock then says. */
  List<@Nullable Object> ofRows(String sql, Moment moment, List<@Nullable Object[]> rows) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<Expression> expression =
        expressions.scalar(
            located(sql), input, Hidden.none(), Expected.ANY, Clock.AT_HAND, diagnostics);
    assertThat(diagnostics.hasErrors()).as(sql + diagnostics.list()).isFalse();
    GeneratedCalc calc =
        expressions.calc(
            input, Optional.empty(), List.of(expressions.simplify(expression.orElseThrow())));
    calc.open();
    calc.reads(moment);
    List<@Nullable Object> values = new ArrayList<>();
    for (@Nullable Object[] row : rows) {
      @Nullable Object[] result = calc.apply(row);
      assertThat(result).isNotNull();
      values.add(result[0]);
    }
    return values;
  }

  Diagnostics problems(String sql, Expected expected) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<Expression> expression =
        expressions.scalar(located(sql), input, expected, diagnostics);
    assertThat(expression.isPresent()).as(sql).isEqualTo(!diagnostics.hasErrors());
    return diagnostics;
  }

  @Nullable Object value(String sql, @Nullable Object... row) {
    return value(typed(sql), row);
  }

  @Nullable Object value(Expression expression, @Nullable Object... row) {
    GeneratedCalc calc = expressions.calc(input, Optional.empty(), List.of(expression));
    calc.open();
    Object[] result = calc.apply(row);
    assertThat(result).isNotNull();
    return result[0];
  }
}
