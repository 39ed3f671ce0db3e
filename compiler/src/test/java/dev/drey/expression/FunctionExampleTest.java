// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.expression.calc.Moment;
import dev.drey.function.FunctionDescriptor;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference's examples give what they say. */
class FunctionExampleTest {
  private static final Sql SQL = new Sql("nothing INT");

  private static final Moment NOW =
      new Moment() {
        @Override
        public long now() {
          return 1_767_225_600_000L;
        }

        @Override
        public long watermark() {
          return Long.MIN_VALUE;
        }
      };

  static List<FunctionDescriptor> functions() {
    return Expressions.standard().functions();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void exampleGivesItsResult(FunctionDescriptor function) {
    Object[] row = {0};
    Object result = SQL.ofRows(function.example().expression(), NOW, List.of(row, row)).get(1);
    assertThat(result).isEqualTo(SQL.value(function.example().result(), 0));
    assertThat(result).isNotNull();
    assertThat(function.doc()).endsWith(".");
  }
}
