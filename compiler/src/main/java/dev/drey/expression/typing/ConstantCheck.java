// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.calc.EvaluationException;
import dev.drey.expression.code.Constants;
import dev.drey.expression.code.WorkLimits;
import dev.drey.expression.parse.SqlText;
import dev.drey.expression.type.SqlTypes;
import dev.drey.expression.type.TypeNames;
import dev.drey.type.DataType;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * What is computed from constants alone is computed once while it is typed, by the code that would
 * compute it for every row. Where that fails, or where a number leaves its type, it is a mistake of
 * whoever wrote it: a column's value would wrap, or be NULL, or fail the job.
 */
final class ConstantCheck {
  private final SqlText text;
  private final Constants constants;
  private final Map<RexNode, Object @Nullable []> rows = new HashMap<>();

  ConstantCheck(SqlText text, Constants constants) {
    this.text = text;
    this.constants = constants;
  }

  /** Whether the value can be; what cannot is reported. */
  boolean accepts(SqlNode node, RexNode typed) {
    if (!(typed instanceof RexCall) || text.unresolved() || !RexUtil.isConstant(typed)) {
      return true;
    }
    if (WorkLimits.problem(typed, text, node).isPresent()) {
      return true;
    }
    String problem = problem((RexCall) typed);
    if (problem != null) {
      text.report(
          text.at(TypeCodes.IMPOSSIBLE_CONSTANT, node, "`" + text.written(node) + "` " + problem)
              .label("never has a value")
              .help(help((RexCall) typed)));
    }
    return problem == null;
  }

  private @Nullable String problem(RexCall call) {
    Object[] row;
    try {
      row = row(call);
    } catch (EvaluationException e) {
      Throwable cause = e.getCause();
      return constants.holdsSecret(call)
          ? "fails; the reason may hold what is made of a secret"
          : "fails: " + (cause == null ? e : cause).getMessage();
    }
    return row != null && overflows(call, row[0])
        ? "does not fit " + TypeNames.of(call.getType())
        : null;
  }

  /** Whether exact arithmetic, or a cast, gives another number than the type can hold. */
  private boolean overflows(RexCall call, @Nullable Object value) {
    if (!SqlTypeUtil.isNumeric(call.getType())) {
      return false;
    }
    boolean arithmetic = isArithmetic(call.getKind());
    boolean cast =
        call.getKind() == SqlKind.CAST && SqlTypeUtil.isNumeric(call.operands.get(0).getType());
    if (!arithmetic && !cast) {
      return false;
    }
    BigDecimal[] operands = new BigDecimal[call.operands.size()];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = number(call.operands.get(i));
      if (operands[i] == null) {
        return false;
      }
    }
    BigDecimal result = number(value);
    if (result == null) {
      return true;
    }
    if (!SqlTypeUtil.isIntType(call.getType())) {
      return false;
    }
    BigDecimal exact = cast ? new BigDecimal(operands[0].toBigInteger()) : exact(call, operands);
    return exact != null && exact.compareTo(result) != 0;
  }

  private static boolean isArithmetic(SqlKind kind) {
    return kind == SqlKind.PLUS
        || kind == SqlKind.MINUS
        || kind == SqlKind.TIMES
        || kind == SqlKind.DIVIDE
        || kind == SqlKind.MINUS_PREFIX;
  }

  private static @Nullable BigDecimal exact(RexCall call, BigDecimal[] operands) {
    switch (call.getKind()) {
      case PLUS:
        return operands[0].add(operands[1]);
      case MINUS:
        return operands[0].subtract(operands[1]);
      case TIMES:
        return operands[0].multiply(operands[1]);
      case MINUS_PREFIX:
        return operands[0].negate();
      default:
        return null;
    }
  }

  private @Nullable BigDecimal number(RexNode constant) {
    if (constant instanceof RexLiteral) {
      return ((RexLiteral) constant).getValueAs(BigDecimal.class);
    }
    Object[] row = row(constant);
    return row == null ? null : number(row[0]);
  }

  /** Null for NULL and for what is no finite number. */
  private static @Nullable BigDecimal number(@Nullable Object value) {
    if (value instanceof BigDecimal) {
      return (BigDecimal) value;
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isNaN(number) || Double.isInfinite(number) ? null : BigDecimal.valueOf(number);
    }
    return value instanceof Number ? BigDecimal.valueOf(((Number) value).longValue()) : null;
  }

  /** A row of one column; null where there is no time to compute it. Parts are computed once. */
  private Object @Nullable [] row(RexNode constant) {
    if (!rows.containsKey(constant)) {
      rows.put(constant, computed(constant));
    }
    return rows.get(constant);
  }

  private Object @Nullable [] computed(RexNode constant) {
    Optional<DataType> type = SqlTypes.fromRel(constant.getType());
    return type.isEmpty() ? null : constants.row(constant, type.get());
  }

  private static String help(RexCall call) {
    if (call.getKind() == SqlKind.CAST) {
      return "write TRY_CAST for NULL where the value does not fit, or a wider type";
    }
    if (call.getKind() == SqlKind.DIVIDE || call.getKind() == SqlKind.MOD) {
      return "divide by another number than 0, or write NULLIF(x, 0) for NULL";
    }
    return isArithmetic(call.getKind())
        ? "cast a number to a wider type first, such as CAST(x AS DECIMAL(38, 0))"
        : "write arguments that it can take";
  }
}
