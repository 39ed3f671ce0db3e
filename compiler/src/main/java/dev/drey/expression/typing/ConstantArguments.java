// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.code.Session;
import dev.drey.expression.code.Simplifier;
import dev.drey.expression.function.RuntimeFunction;
import dev.drey.expression.parse.SqlText;
import dev.drey.function.ArgumentCheck;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/** Arguments that no row changes, literals or what folds to one, held against what they must be. */
final class ConstantArguments {
  private final SqlText text;
  private final Session session;

  ConstantArguments(SqlText text, Session session) {
    this.text = text;
    this.session = session;
  }

  /** False where a problem was reported. */
  boolean areFine(SqlCall call, RuntimeFunction function, List<RexNode> arguments) {
    boolean fine = true;
    for (int i = 0; i < arguments.size(); i++) {
      ArgumentCheck check = function.check(i);
      String constant = check == null ? null : value(arguments.get(i));
      if (check != null && constant != null) {
        fine &= isFine(call.operand(i), check.problem(constant));
      }
    }
    return fine;
  }

  /** Reports a problem, if there is one. */
  boolean isFine(SqlNode place, ArgumentCheck.@Nullable Problem problem) {
    if (problem == null || text.unresolved()) {
      return true;
    }
    text.report(text.at(TypeCodes.BAD_CONSTANT, place, problem.message()).help(problem.help()));
    return false;
  }

  /** The text or the whole number that an expression always is, or null. */
  @Nullable String value(RexNode node) {
    if (node instanceof RexLiteral) {
      return literal((RexLiteral) node);
    }
    if (!RexUtil.isConstant(node)) {
      return null;
    }
    RexNode folded = new Simplifier(session).simplify(node);
    while (folded.getKind() == SqlKind.CAST && !(folded instanceof RexLiteral)) {
      folded = ((RexCall) folded).operands.get(0);
    }
    return folded instanceof RexLiteral ? literal((RexLiteral) folded) : null;
  }

  private static @Nullable String literal(RexLiteral literal) {
    Object value = literal.getValue();
    if (value instanceof NlsString) {
      return ((NlsString) value).getValue();
    }
    return value == null ? null : value.toString();
  }
}
