// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.code.Session;
import dev.drey.expression.code.Simplifier;
import dev.drey.expression.parse.SqlText;
import dev.drey.expression.runtime.Times;
import dev.drey.expression.type.Coercion;
import dev.drey.expression.type.SqlTypes;
import dev.drey.type.DataType;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Dates and times have the years 1 to 9999. What a row's values make of them is not looked at here;
 * an expression of constants alone that leaves these years is a mistake of whoever wrote it.
 */
final class ConstantTimes {
  private static final long DAY = 86_400_000L;

  private final SqlText text;
  private final Simplifier simplifier;

  ConstantTimes(SqlText text, Session session) {
    this.text = text;
    this.simplifier = new Simplifier(session);
  }

  /** Whether the value is within the years; what is not is reported. */
  boolean accepts(SqlNode node, RexNode typed) {
    boolean date = typed.getType().getSqlTypeName() == SqlTypeName.DATE;
    if (!(typed instanceof RexCall)
        || !(date || Coercion.isTimestamp(typed.getType()))
        || text.unresolved()
        || !RexUtil.isConstant(typed)) {
      return true;
    }
    RexCall call = (RexCall) typed;
    Optional<DataType> type = SqlTypes.fromRel(call.getType());
    Object[] value = type.isEmpty() ? null : simplifier.value(call, type.get());
    if (value == null) {
      return true;
    }
    Object result = value[0];
    boolean outside =
        result == null
            ? call.getOperator().getName().equals("TO_TIMESTAMP_LTZ") && !hasNull(call)
            : !Times.isWithinYears(
                date ? ((Number) result).longValue() * DAY : ((Number) result).longValue());
    if (outside) {
      text.report(
          text.at(
                  TypeCodes.TIME_OUT_OF_YEARS,
                  node,
                  "`" + text.written(node) + "` is outside of the years 1 to 9999")
              .label("no date or time has this year")
              .help(
                  result == null
                      ? "write 3 for milliseconds behind the number, or 0 for seconds"
                      : "the first is TIMESTAMP '0001-01-01 00:00:00', the last"
                          + " TIMESTAMP '9999-12-31 23:59:59.999'"));
    }
    return !outside;
  }

  private static boolean hasNull(RexCall call) {
    return call.operands.stream().anyMatch(RexLiteral::isNullLiteral);
  }
}
