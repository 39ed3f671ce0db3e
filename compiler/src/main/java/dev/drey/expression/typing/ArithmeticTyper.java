// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.code.Session;
import dev.drey.expression.function.SyntaxList;
import dev.drey.expression.parse.SqlText;
import dev.drey.expression.type.Coercion;
import dev.drey.expression.type.FlinkTypeSystem;
import dev.drey.expression.type.Intervals;
import dev.drey.expression.type.TypeNames;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** {@code + - * / %} and signs over numbers, times and intervals; rounding. */
final class ArithmeticTyper {
  private final Typer typer;
  private final SqlText text;
  private final Session session;
  private final RexBuilder rexBuilder;
  private final Coercion coercion;

  ArithmeticTyper(Typer typer, SqlText text, Session session) {
    this.typer = typer;
    this.text = text;
    this.session = session;
    this.rexBuilder = session.rexBuilder();
    this.coercion = new Coercion(session.rexBuilder());
  }

  @Nullable RexNode binary(SqlCall call) {
    if (call.operandCount() != 2) {
      return typer.wrongCount(call, "two arguments");
    }
    List<RexNode> operands = typer.types(call.getOperandList());
    if (operands == null) {
      return null;
    }
    RexNode left = operands.get(0);
    RexNode right = operands.get(1);
    if (Coercion.isNull(left.getType())) {
      left = coercion.cast(left, numberLike(right.getType()));
    }
    if (Coercion.isNull(right.getType())) {
      right = coercion.cast(right, numberLike(left.getType()));
    }
    SqlOperator operator = operator(call.getKind());
    RelDataType type = resultType(operator, left, right);
    if (type == null) {
      report(call, left, right);
      return null;
    }
    if (call.getKind() == SqlKind.DIVIDE && SqlTypeUtil.isIntType(type)) {
      warnOfWholeShare(call, left, right);
    }
    return rexBuilder.makeCall(type, operator, List.of(left, right));
  }

  /** A count by a count is meant as a share, which is 0 in whole numbers; `ms / 1000` is not. */
  private void warnOfWholeShare(SqlCall call, RexNode left, RexNode right) {
    if (RexUtil.isConstant(left) || RexUtil.isConstant(right)) {
      return;
    }
    String dividend = text.written(call.operand(0));
    String divisor = text.written(call.operand(1));
    text.warn(
        text.at(
                TypeCodes.WHOLE_SHARE,
                call,
                "whole numbers are divided, so what is behind the point is lost: 2 / 3 is 0")
            .label(TypeNames.of(left.getType()) + " by " + TypeNames.of(right.getType()))
            .help("write `CAST(" + dividend + " AS DOUBLE) / " + divisor + "`"));
  }

  private RelDataType numberLike(RelDataType other) {
    return SqlTypeUtil.isNumeric(other)
        ? other
        : session.types().createSqlType(SqlTypeName.INTEGER);
  }

  private static SqlOperator operator(SqlKind kind) {
    switch (kind) {
      case PLUS:
        return SqlStdOperatorTable.PLUS;
      case MINUS:
        return SqlStdOperatorTable.MINUS;
      case TIMES:
        return SqlStdOperatorTable.MULTIPLY;
      case DIVIDE:
        return SqlStdOperatorTable.DIVIDE;
      default:
        return SqlStdOperatorTable.MOD;
    }
  }

  private @Nullable RelDataType resultType(SqlOperator operator, RexNode left, RexNode right) {
    RelDataType a = left.getType();
    RelDataType b = right.getType();
    boolean nullable = a.isNullable() || b.isNullable();
    if (SqlTypeUtil.isNumeric(a) && SqlTypeUtil.isNumeric(b)) {
      if (operator.getKind() == SqlKind.MOD
          && (SqlTypeUtil.isApproximateNumeric(a) || SqlTypeUtil.isApproximateNumeric(b))) {
        return null;
      }
      return rexBuilder.deriveReturnType(operator, List.of(left, right));
    }
    RelDataType bare = timeType(operator.getKind(), a, b);
    return bare == null ? null : coercion.withNullable(bare, nullable);
  }

  private @Nullable RelDataType timeType(SqlKind kind, RelDataType a, RelDataType b) {
    boolean fromInterval = SqlTypeUtil.isInterval(a);
    boolean toInterval = SqlTypeUtil.isInterval(b);
    switch (kind) {
      case PLUS:
        if (fromInterval && toInterval) {
          return a.getSqlTypeName() == b.getSqlTypeName() ? a : null;
        }
        return toInterval && moves(a, b) ? a : fromInterval && moves(b, a) ? b : null;
      case MINUS:
        if (fromInterval && toInterval) {
          return a.getSqlTypeName() == b.getSqlTypeName() ? a : null;
        }
        if (toInterval) {
          return moves(a, b) ? a : null;
        }
        return isPoint(a) && isPoint(b)
            ? session.types().createSqlIntervalType(Intervals.MILLIS)
            : null;
      case TIMES:
        return fromInterval && SqlTypeUtil.isIntType(b)
            ? a
            : toInterval && SqlTypeUtil.isIntType(a) ? b : null;
      case DIVIDE:
        return fromInterval && SqlTypeUtil.isIntType(b) ? a : null;
      default:
        return null;
    }
  }

  /** A TIME has no months. */
  private static boolean moves(RelDataType time, RelDataType interval) {
    return isPoint(time)
        || (time.getSqlTypeName() == SqlTypeName.TIME
            && SqlTypeName.DAY_INTERVAL_TYPES.contains(interval.getSqlTypeName()));
  }

  private static boolean isPoint(RelDataType type) {
    return Coercion.isTimestamp(type) || type.getSqlTypeName() == SqlTypeName.DATE;
  }

  /** An operand of a +, as one of a ||. */
  private String joined(SqlNode operand, RexNode typed) {
    String written = text.written(operand);
    return SqlTypeUtil.isCharacter(typed.getType()) ? written : "CAST(" + written + " AS STRING)";
  }

  private void report(SqlCall call, RexNode left, RexNode right) {
    String a = TypeNames.of(left.getType());
    String b = TypeNames.of(right.getType());
    String name = operator(call.getKind()).getName();
    String help;
    if (call.getKind() == SqlKind.PLUS
        && (SqlTypeUtil.isCharacter(left.getType()) || SqlTypeUtil.isCharacter(right.getType()))) {
      help =
          "|| joins texts: write `"
              + joined(call.operand(0), left)
              + " || "
              + joined(call.operand(1), right)
              + "`";
    } else if (SqlTypeUtil.isInterval(left.getType()) && SqlTypeUtil.isInterval(right.getType())) {
      help = "a month has no fixed number of days: move a time by one interval, then by the other";
    } else if (left.getType().getSqlTypeName() == SqlTypeName.TIME
        && SqlTypeUtil.isInterval(right.getType())) {
      help = "a TIME has no months: write an interval of hours, minutes or seconds";
    } else if (isPoint(left.getType()) || isPoint(right.getType())) {
      help = "write an interval, such as INTERVAL '5' MINUTE";
    } else if (call.getKind() == SqlKind.MOD) {
      help = "cast to an integer or a DECIMAL first";
    } else {
      help = "write CAST(x AS " + (SqlTypeUtil.isNumeric(left.getType()) ? a : "DOUBLE") + ")";
    }
    text.report(
        text.at(
                TypeCodes.WRONG_ARGUMENTS,
                call,
                "`" + name + "` does not go between " + a + " and " + b)
            .label(a + " and " + b)
            .help(help));
  }

  @Nullable RexNode sign(SqlCall call) {
    RexNode operand = typer.type(call.operand(0));
    if (operand == null) {
      return null;
    }
    RelDataType type = operand.getType();
    if (Coercion.isNull(type)) {
      return operand;
    }
    if (!SqlTypeUtil.isNumeric(type) && !SqlTypeUtil.isInterval(type)) {
      SqlNode place = call.operand(0);
      text.report(
          text.at(
                  TypeCodes.WRONG_ARGUMENTS,
                  call,
                  "a sign goes before a number, and `"
                      + text.written(place)
                      + "` is "
                      + TypeNames.withArticle(type))
              .label(TypeNames.of(type)));
      return null;
    }
    if (call.getKind() == SqlKind.PLUS_PREFIX) {
      return operand;
    }
    if (operand instanceof RexLiteral && SqlTypeUtil.isNumeric(type)) {
      BigDecimal value = ((RexLiteral) operand).getValueAs(BigDecimal.class);
      if (value != null) {
        return SqlTypeUtil.isExactNumeric(type)
            ? rexBuilder.makeExactLiteral(value.negate(), negatedType(value.negate(), type))
            : rexBuilder.makeApproxLiteral(value.negate(), type);
      }
    }
    return rexBuilder.makeCall(type, SqlStdOperatorTable.UNARY_MINUS, List.of(operand));
  }

  /** The least BIGINT and the least INT are written as a literal that is one too large. */
  private RelDataType negatedType(BigDecimal value, RelDataType type) {
    if (value.compareTo(BigDecimal.valueOf(Integer.MIN_VALUE)) == 0) {
      return session.types().createSqlType(SqlTypeName.INTEGER);
    }
    if (value.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) == 0) {
      return session.types().createSqlType(SqlTypeName.BIGINT);
    }
    return type;
  }

  /** {@code ROUND} and {@code TRUNCATE}: the number of digits decides a DECIMAL's type. */
  @Nullable RexNode round(SqlCall call, String name) {
    if (call.operandCount() < 1 || call.operandCount() > 2) {
      return typer.wrongCount(call, "a number and, if you like, a number of digits");
    }
    List<RexNode> operands = typer.types(call.getOperandList());
    if (operands == null) {
      return null;
    }
    RexNode digits =
        operands.size() == 2
            ? operands.get(1)
            : rexBuilder.makeExactLiteral(BigDecimal.ZERO, integer());
    RexNode value = coercion.cast(operands.get(0), numberLike(operands.get(0).getType()));
    boolean fits =
        SqlTypeUtil.isNumeric(operands.get(0).getType())
            || Coercion.isNull(operands.get(0).getType());
    if (!fits || !(SqlTypeUtil.isIntType(digits.getType()) || Coercion.isNull(digits.getType()))) {
      text.report(
          text.at(
                  TypeCodes.WRONG_ARGUMENTS,
                  call,
                  name
                      + " takes a number and a number of digits, not ("
                      + Typer.typesOf(operands)
                      + ")")
              .label("(" + Typer.typesOf(operands) + ")")
              .help("for example " + SyntaxList.example(name)));
      return null;
    }
    RelDataType type = value.getType();
    if (type.getSqlTypeName() == SqlTypeName.DECIMAL && digits instanceof RexLiteral) {
      Integer count = ((RexLiteral) digits).getValueAs(Integer.class);
      type = FlinkTypeSystem.rounded(session.types(), type, count == null ? 0 : count);
    }
    boolean nullable = value.getType().isNullable() || digits.getType().isNullable();
    SqlOperator operator =
        name.equals("ROUND") ? SqlStdOperatorTable.ROUND : SqlStdOperatorTable.TRUNCATE;
    return rexBuilder.makeCall(
        coercion.withNullable(type, nullable),
        operator,
        new ArrayList<>(List.of(value, coercion.cast(digits, integer()))));
  }

  private RelDataType integer() {
    return session.types().createSqlType(SqlTypeName.INTEGER);
  }
}
