// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.differential;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.EvaluationException;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.type.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What our expressions give, as they are written or simplified. */
final class DreyEvaluation {
  private final Expressions expressions = Expressions.standard();
  private final EdgeRows rows;
  private final Map<String, Answer> asWritten = new HashMap<>();

  DreyEvaluation(EdgeRows rows) {
    this.rows = rows;
  }

  /** The values as it is written; none where it is refused. */
  List<String> values(String sql) {
    return answer(sql, false).values();
  }

  /** Over all rows. */
  Answer answer(String sql, boolean simplified) {
    return simplified
        ? answerAll(sql, true)
        : asWritten.computeIfAbsent(sql, text -> answerAll(text, false));
  }

  private Answer answerAll(String sql, boolean simplified) {
    return answer(sql, simplified, IntStream.range(0, rows.count()).toArray());
  }

  /** Over some of the rows. */
  Answer answer(String sql, boolean simplified, int... some) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<Expression> typed;
    try {
      typed = expressions.scalar(located(sql), rows.type(), Expected.ANY, diagnostics);
    } catch (RuntimeException | StackOverflowError e) {
      return Answer.refused("CRASH " + e);
    }
    if (typed.isEmpty()) {
      return Answer.refused(
          diagnostics.list().stream()
              .map(problem -> problem.code().id() + " " + problem.message())
              .collect(Collectors.joining("; ")));
    }
    try {
      Expression expression = simplified ? expressions.simplify(typed.get()) : typed.get();
      Answer known = asWritten.get(sql);
      return known != null && expression.equals(typed.get())
          ? known
          : answer(expression, typed.get().type(), some);
    } catch (RuntimeException | StackOverflowError e) {
      return Answer.refused("CRASH " + e);
    }
  }

  private Answer answer(Expression expression, DataType type, int[] some) {
    GeneratedCalc calc = expressions.calc(rows.type(), Optional.empty(), List.of(expression));
    calc.open();
    List<String> values = new ArrayList<>();
    for (int row : some) {
      try {
        Object[] result = calc.apply(rows.ours(row));
        values.add(result == null ? "no row" : SqlValues.ourText(result[0], expression.type()));
      } catch (EvaluationException e) {
        values.add(Answer.FAILS);
      } catch (ClassCastException e) {
        values.add("CRASH " + e);
      }
    }
    String name =
        type.withNullable(true)
            .toString()
            .replace("`", "")
            .replace("INTERVAL_DAY_TIME", "INTERVAL DAY TO SECOND")
            .replace("INTERVAL_YEAR_MONTH", "INTERVAL YEAR TO MONTH");
    return Answer.of(name, type.nullable(), values);
  }

  private static LocatedText located(String sql) {
    SourceFile file = SourceFile.of("case", sql);
    return LocatedText.of(
        sql,
        Span.of(file, 0, sql.length()),
        IntStream.rangeClosed(0, sql.length()).toArray(),
        false);
  }
}
