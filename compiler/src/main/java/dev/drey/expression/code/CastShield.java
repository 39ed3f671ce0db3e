// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.code;

import dev.drey.expression.type.Coercion;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Keeps a cast to a text while Calcite simplifies: of a cast within a cast it leaves out the inner
 * one where it thinks that no digit is lost, but the text of a FLOAT is read as another DOUBLE; and
 * it pads a CHAR by the units of UTF-16. Keeps a cast to a ROW, which has no family of types that
 * Calcite could ask whether the cast can be left out. Keeps a LIKE, too, whose pattern is no
 * literal: where that turns out to be NULL, Calcite fails.
 */
final class CastShield extends RexShuttle {
  private static final SqlFunction KEPT = kept("KEPT_CAST");
  private static final SqlFunction KEPT_LIKE = kept("KEPT_LIKE");

  private final RexBuilder rexBuilder;
  private final boolean raise;

  private CastShield(RexBuilder rexBuilder, boolean raise) {
    this.rexBuilder = rexBuilder;
    this.raise = raise;
  }

  private static SqlFunction kept(String name) {
    return new SqlFunction(
        name, SqlKind.OTHER_FUNCTION, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
  }

  /** Puts another call in the place of each of them. */
  static RexShuttle raised(RexBuilder rexBuilder) {
    return new CastShield(rexBuilder, true);
  }

  /** Puts them back. */
  static RexShuttle lowered(RexBuilder rexBuilder) {
    return new CastShield(rexBuilder, false);
  }

  @Override
  public RexNode visitCall(RexCall call) {
    RexNode inner = super.visitCall(call);
    if (!(inner instanceof RexCall)) {
      return inner;
    }
    List<RexNode> operands = ((RexCall) inner).operands;
    if (raise && inner.getKind() == SqlKind.LIKE && !(operands.get(1) instanceof RexLiteral)) {
      return rexBuilder.makeCall(inner.getType(), KEPT_LIKE, operands);
    }
    if (((RexCall) inner).getOperator().equals(KEPT_LIKE)) {
      return rexBuilder.makeCall(inner.getType(), SqlStdOperatorTable.LIKE, operands);
    }
    if (raise) {
      RelDataType type = inner.getType();
      return inner.getKind() == SqlKind.CAST
              && (type.isStruct()
                  || (SqlTypeUtil.isCharacter(type) && !isSameText(type, operands.get(0))))
          ? rexBuilder.makeCall(type, KEPT, operands)
          : inner;
    }
    if (!((RexCall) inner).getOperator().equals(KEPT)) {
      return inner;
    }
    return isSameText(inner.getType(), operands.get(0))
        ? rexBuilder.makeCast(inner.getType(), operands.get(0))
        : rexBuilder.makeAbstractCast(inner.getType(), operands.get(0), false);
  }

  /** Whether a literal is the same text as a STRING. */
  private static boolean isSameText(RelDataType type, RexNode value) {
    return type.getSqlTypeName() == SqlTypeName.VARCHAR
        && type.getPrecision() == Integer.MAX_VALUE
        && Coercion.isTextLiteral(value);
  }
}
