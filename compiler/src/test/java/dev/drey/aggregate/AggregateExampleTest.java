// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.expression.Expressions;
import dev.drey.function.FunctionDescriptor;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference's examples of aggregates give what they say, over x = 4, 1, NULL, 4. */
class AggregateExampleTest {
  private static final RowType INPUT = RowType.of(Field.of("x", DataType.of(TypeKind.INT)));

  static List<FunctionDescriptor> aggregates() {
    return Expressions.standard().aggregates();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("aggregates")
  void exampleGivesItsResult(FunctionDescriptor function) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Integer x : new @Nullable Integer[] {4, 1, null, 4}) {
      rows.add(new @Nullable Object[] {x});
    }
    assertThat(new AggregateEvaluation(function.example().expression(), INPUT).value(rows))
        .isEqualTo(AggregateEvaluation.constant(function.example().result()));
    assertThat(function.doc()).endsWith(".");
  }
}
