// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.function.FunctionDescriptor;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference's examples give what they say. */
class FunctionExampleTest {
  private static final Sql SQL = new Sql("nothing INT");

  static List<FunctionDescriptor> functions() {
    return Expressions.standard().functions();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void exampleGivesItsResult(FunctionDescriptor function) {
    Object result = SQL.value(function.example().expression(), 0);
    assertThat(result).isEqualTo(SQL.value(function.example().result(), 0));
    assertThat(result).isNotNull();
    assertThat(function.doc()).endsWith(".");
  }
}
