package dev.drey.flink.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.AggregateRequest;
import dev.drey.expression.AggregateSplit;
import dev.drey.expression.Expression;
import dev.drey.expression.Expressions;
import dev.drey.expression.Expressions.Expected;
import dev.drey.expression.FunctionDescriptor;
import dev.drey.expression.GeneratedCalc;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference's examples of aggregates give what they say, over x = 4, 1, NULL, 4. */
class AggregateExampleTest {
  private static final RowType INPUT = RowType.of(Field.of("x", DataType.of(TypeKind.INT)));
  private final Expressions expressions = new Expressions();

  static List<FunctionDescriptor> aggregates() {
    return new Expressions().aggregates();
  }

  private static LocatedText located(String sql) {
    SourceFile file = SourceFile.of("test", sql);
    int[] offsets = IntStream.rangeClosed(0, sql.length()).toArray();
    return LocatedText.of(sql, Span.of(file, 0, sql.length()), offsets, false);
  }

  private @Nullable Object[] row(RowType input, List<Expression> values, @Nullable Object[] row) {
    GeneratedCalc calc = expressions.calc(input, Optional.empty(), values);
    calc.open(AggregateExampleTest.class.getClassLoader());
    @Nullable Object[] result = calc.apply(row);
    assertThat(result).isNotNull();
    return result;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("aggregates")
  void exampleGivesItsResult(FunctionDescriptor function) {
    Diagnostics diagnostics = new Diagnostics();
    AggregateRequest request =
        AggregateRequest.builder()
            .input(INPUT)
            .keys(List.of())
            .aggregates(
                List.of(
                    AggregateRequest.Item.of(
                        located("result"), located(function.example().expression()))))
            .having(Optional.empty())
            .build();
    AggregateSplit split = expressions.aggregate(request, diagnostics).split().orElseThrow();
    List<Field> columns = new ArrayList<>();
    for (int i = 0; i < split.before().size(); i++) {
      columns.add(Field.of("c" + i, split.before().get(i).type()));
    }
    GroupAggregator aggregator = GroupAggregator.of(split.calls(), RowType.of(columns), -1);
    @Nullable Object[] accumulator = aggregator.create();
    for (Integer x : new @Nullable Integer[] {4, 1, null, 4}) {
      accumulator =
          aggregator.add(accumulator, row(INPUT, split.before(), new @Nullable Object[] {x}));
    }
    @Nullable Object[] results = new @Nullable Object[split.calls().size()];
    aggregator.results(accumulator, results, 0);
    Expression expected =
        expressions
            .scalar(located(function.example().result()), INPUT, Expected.ANY, diagnostics)
            .orElseThrow();
    assertThat(row(split.grouped(), split.after(), results)[0])
        .isEqualTo(row(INPUT, List.of(expected), new @Nullable Object[] {0})[0]);
    assertThat(function.doc()).endsWith(".");
  }
}
