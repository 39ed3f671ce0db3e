// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.AggregateRequest;
import dev.drey.expression.value.AggregateSplit;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.operator.GroupAggregator;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One expression over aggregates as SQL has it, and what it gives for a group of rows. */
final class AggregateEvaluation {
  private static final Expressions EXPRESSIONS = Expressions.standard();

  private final RowType input;
  private final AggregateSplit split;
  private final RowType columns;

  AggregateEvaluation(String sql, RowType input) {
    this.input = input;
    Diagnostics diagnostics = new Diagnostics();
    AggregateRequest request =
        AggregateRequest.builder()
            .input(input)
            .keys(List.of())
            .aggregates(List.of(AggregateRequest.Item.of(located("result"), located(sql))))
            .having(Optional.empty())
            .build();
    this.split =
        EXPRESSIONS
            .aggregate(request, diagnostics)
            .split()
            .orElseThrow(() -> new IllegalArgumentException(sql + ": " + diagnostics.list()));
    List<Field> before = new ArrayList<>();
    for (int i = 0; i < split.before().size(); i++) {
      before.add(Field.of("c" + i, split.before().get(i).type()));
    }
    this.columns = RowType.of(before);
  }

  DataType type() {
    return split.after().get(0).type();
  }

  @Nullable Object value(List<@Nullable Object[]> rows) {
    GroupAggregator aggregator = GroupAggregator.of(split.calls(), columns);
    GeneratedCalc before = calc(input, split.before());
    @Nullable Object[] accumulator = aggregator.create();
    for (@Nullable Object[] row : rows) {
      accumulator = aggregator.add(accumulator, applied(before, row), 0);
    }
    @Nullable Object[] results = new @Nullable Object[split.calls().size()];
    aggregator.results(accumulator, results, 0);
    return applied(calc(split.grouped(), split.after()), results)[0];
  }

  /** What an expression without columns gives. */
  static @Nullable Object constant(String sql) {
    Expression expression =
        EXPRESSIONS
            .scalar(located(sql), RowType.of(), Expected.ANY, new Diagnostics())
            .orElseThrow();
    return applied(calc(RowType.of(), List.of(expression)), new Object[0])[0];
  }

  private static GeneratedCalc calc(RowType input, List<Expression> values) {
    GeneratedCalc calc = EXPRESSIONS.calc(input, Optional.empty(), values);
    calc.open();
    return calc;
  }

  private static @Nullable Object[] applied(GeneratedCalc calc, @Nullable Object[] row) {
    @Nullable Object[] result = calc.apply(row);
    assertThat(result).isNotNull();
    return result;
  }

  private static LocatedText located(String sql) {
    SourceFile file = SourceFile.of("test", sql);
    int[] offsets = IntStream.rangeClosed(0, sql.length()).toArray();
    return LocatedText.of(sql, Span.of(file, 0, sql.length()), offsets, false);
  }
}
