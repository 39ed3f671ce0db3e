// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.function.FunctionCatalog;
import dev.drey.function.FunctionDescriptor.Group;
import dev.drey.function.ScalarFunction;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A catalogue's functions, and no others, can be called; what it declares wrong fails at once. */
public class FunctionCatalogTest {
  private static final RowType INPUT = RowType.of(Field.of("n", DataType.of(TypeKind.INT)));

  /** Called by generated code. */
  public static int half(int number) {
    return number / 2;
  }

  private static ScalarFunction half(String method) {
    return ScalarFunction.of(
            "HALF", Group.NUMBER, FunctionCatalogTest.class, "Half.", "HALF(4)", "2")
        .strict("INT -> INT", method);
  }

  private static Optional<Expression> typed(Expressions expressions, String sql) {
    return expressions.scalar(Sql.located(sql), INPUT, Expected.ANY, new Diagnostics());
  }

  @Test
  void anAddedFunctionIsCalled() {
    Expressions expressions =
        new Expressions(Expressions.standardFunctions().with(List.of(half("half"))));
    Expression sum = typed(expressions, "HALF(n) + ABS(-1)").orElseThrow();
    GeneratedCalc calc = expressions.calc(INPUT, Optional.empty(), List.of(sum));
    calc.open();

    assertThat(calc.apply(new Object[] {9})).containsExactly(5);
    assertThat(expressions.functions()).extracting(each -> each.name()).contains("HALF");
  }

  @Test
  void whatIsNotInTheCatalogueIsNoFunction() {
    Expressions few = new Expressions(FunctionCatalog.of(List.of(half("half"))));

    assertThat(typed(few, "HALF(n)")).isPresent();
    assertThat(typed(few, "UPPER('a')")).isEmpty();
    assertThat(typed(Expressions.standard(), "HALF(n)")).isEmpty();
  }

  @Test
  void aNameTwiceAndAMethodThatThereIsNotFail() {
    assertThatThrownBy(
            () -> Expressions.standardFunctions().with(Expressions.standardFunctions().functions()))
        .hasMessageContaining("two functions are called");
    assertThatThrownBy(() -> half("third")).hasMessageContaining("third");
  }
}
