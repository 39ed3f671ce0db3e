// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * NOT of a condition. Over FLOAT and DOUBLE it goes down to the comparisons, as in Flink SQL, whose
 * optimiser does so: NaN is neither below 5 nor not below 5.
 */
final class Negation {
  private Negation() {}

  static RexNode of(RexNode condition, RexBuilder rexBuilder) {
    return comparesFloating(condition)
        ? pushed(condition, rexBuilder)
        : rexBuilder.makeCall(SqlStdOperatorTable.NOT, condition);
  }

  private static RexNode pushed(RexNode condition, RexBuilder rexBuilder) {
    SqlKind kind = condition.getKind();
    if (kind == SqlKind.NOT) {
      return ((RexCall) condition).operands.get(0);
    }
    if (kind == SqlKind.AND || kind == SqlKind.OR) {
      List<RexNode> parts = new ArrayList<>();
      for (RexNode part : ((RexCall) condition).operands) {
        parts.add(of(part, rexBuilder));
      }
      return kind == SqlKind.AND
          ? RexUtil.composeDisjunction(rexBuilder, parts)
          : RexUtil.composeConjunction(rexBuilder, parts);
    }
    SqlOperator opposite = opposite(kind);
    return opposite == null
        ? rexBuilder.makeCall(SqlStdOperatorTable.NOT, condition)
        : rexBuilder.makeCall(opposite, ((RexCall) condition).operands);
  }

  private static @Nullable SqlOperator opposite(SqlKind kind) {
    switch (kind) {
      case EQUALS:
        return SqlStdOperatorTable.NOT_EQUALS;
      case NOT_EQUALS:
        return SqlStdOperatorTable.EQUALS;
      case LESS_THAN:
        return SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
      case LESS_THAN_OR_EQUAL:
        return SqlStdOperatorTable.GREATER_THAN;
      case GREATER_THAN:
        return SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
      case GREATER_THAN_OR_EQUAL:
        return SqlStdOperatorTable.LESS_THAN;
      default:
        return null;
    }
  }

  private static boolean comparesFloating(RexNode condition) {
    boolean[] found = new boolean[1];
    condition.accept(
        new RexVisitorImpl<@Nullable Void>(true) {
          @Override
          public @Nullable Void visitCall(RexCall call) {
            found[0] |=
                opposite(call.getKind()) != null
                    && call.operands.stream().map(RexNode::getType).anyMatch(Negation::isFloating);
            return super.visitCall(call);
          }
        });
    return found[0];
  }

  private static boolean isFloating(RelDataType type) {
    return SqlTypeUtil.isApproximateNumeric(type);
  }

  /** Whether both are rows that are written out, of as many fields. */
  static boolean areRows(RexNode a, RexNode b) {
    return a.getKind() == SqlKind.ROW
        && b.getKind() == SqlKind.ROW
        && ((RexCall) a).operands.size() == ((RexCall) b).operands.size();
  }
}
