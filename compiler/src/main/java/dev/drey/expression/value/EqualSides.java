// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.value;

import com.google.auto.value.AutoValue;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/** Two values that have to be equal, each made of other columns than the other one. */
@AutoValue
public abstract class EqualSides {
  public static EqualSides of(Expression left, Expression right) {
    return new AutoValue_EqualSides(left, right);
  }

  public abstract Expression left();

  public abstract Expression right();

  /**
   * These with the left one made of columns before a position and the right one of those from there
   * on; empty where they are not so, or where one of them is more than a column or a field of one,
   * which could fail where a condition would not have looked at it.
   */
  public Optional<EqualSides> at(int position) {
    if (!isPlain(left().rex()) || !isPlain(right().rex())) {
      return Optional.empty();
    }
    boolean leftFirst = left().columns().last() < position;
    boolean rightFirst = right().columns().last() < position;
    return leftFirst == rightFirst ? Optional.empty() : Optional.of(leftFirst ? this : turned());
  }

  private EqualSides turned() {
    Expression first = right();
    return of(first, left());
  }

  private static boolean isPlain(RexNode rex) {
    if (rex instanceof RexFieldAccess) {
      return isPlain(((RexFieldAccess) rex).getReferenceExpr());
    }
    boolean widened =
        rex.getKind() == SqlKind.CAST
            && SqlTypeName.INT_TYPES.contains(rex.getType().getSqlTypeName())
            && isNarrower(((RexCall) rex).getOperands().get(0), rex);
    return widened ? isPlain(((RexCall) rex).getOperands().get(0)) : rex instanceof RexInputRef;
  }

  private static boolean isNarrower(RexNode value, RexNode cast) {
    return SqlTypeName.INT_TYPES.contains(value.getType().getSqlTypeName())
        && value.getType().getPrecision() <= cast.getType().getPrecision();
  }
}
