// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression;

import dev.drey.expression.function.RuntimeOperator;
import dev.drey.expression.runtime.Texts;
import dev.drey.expression.type.SqlTypes;
import dev.drey.expression.value.Expression;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.sql.type.SqlTypeName;

/** An expression that no typer makes: Java refuses its code. */
public final class WrongCode {
  private WrongCode() {}

  /** The text of the first column, which is one, backwards, as a number. */
  public static Expression ofFirstColumn() {
    SqlTypes types = new SqlTypes();
    RexBuilder rexBuilder = new RexBuilder(types);
    return new Expression(
        rexBuilder.makeCall(
            types.createSqlType(SqlTypeName.INTEGER),
            new RuntimeOperator("WRONG", Texts.class, "reverse", true),
            List.of(rexBuilder.makeInputRef(types.createSqlType(SqlTypeName.VARCHAR), 0))),
        DataType.of(TypeKind.INT));
  }
}
