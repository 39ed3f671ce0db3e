// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static java.util.Objects.requireNonNull;

import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.row.RowFunction;
import org.jspecify.annotations.Nullable;

/** The only projection of generated code without a condition. */
public final class ExpressionFunction implements RowFunction {
  private static final long serialVersionUID = 1;

  private final GeneratedCalc calc;

  public ExpressionFunction(GeneratedCalc calc) {
    this.calc = calc;
  }

  /** A column as it stands, which needs no code. */
  public static RowFunction column(int column) {
    return new ColumnFunction(column);
  }

  /**
   * Generated code sees what this class sees: connectors open it in threads of their own, whose
   * context class loader may be any.
   */
  @Override
  public void open() {
    calc.open();
  }

  @Override
  public @Nullable Object apply(Object[] row) {
    return requireNonNull(calc.apply(row))[0];
  }
}
