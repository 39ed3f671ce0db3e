// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.code;

import dev.drey.expression.runtime.Decimals;
import dev.drey.expression.runtime.Maths;
import dev.drey.expression.runtime.Times;
import dev.drey.expression.type.TimeUnits;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Java for arithmetic. Integers wrap as in Java and in Flink; a DECIMAL result is rounded to its
 * scale, half up, and is NULL where it has too many digits; an integer or DECIMAL divided by zero
 * fails.
 */
final class ArithmeticCode {

  private final CallCode calls;

  ArithmeticCode(CallCode calls) {
    this.calls = calls;
  }

  Term term(RexCall call, List<Term> operands, CodeBlock body) {
    RelDataType type = call.getType();
    if (SqlTypeUtil.isNumeric(type)) {
      return operands.size() == 1 ? negated(call, operands, body) : numbers(call, operands, body);
    }
    return times(call, operands, body);
  }

  private Term negated(RexCall call, List<Term> operands, CodeBlock body) {
    JavaType type = JavaType.of(call.getType());
    String value = operands.get(0).as(type);
    String expression =
        type == JavaType.DECIMAL ? value + ".negate()" : "((" + type.text() + ") -(" + value + "))";
    return calls.strictTerm(type, operands, expression, false, body);
  }

  private Term numbers(RexCall call, List<Term> operands, CodeBlock body) {
    JavaType type = JavaType.of(call.getType());
    Term a = operands.get(0);
    Term b = operands.get(1);
    if (type == JavaType.DECIMAL) {
      return calls.strictTerm(
          type, operands, decimal(call.getKind(), a, b, call.getType()), true, body);
    }
    if (call.getKind() == SqlKind.MOD) {
      return modulo(type, operands, body);
    }
    String expression =
        "(("
            + type.text()
            + ") ("
            + a.as(type)
            + " "
            + sign(call.getKind())
            + " "
            + b.as(type)
            + "))";
    return calls.strictTerm(type, operands, expression, false, body);
  }

  /** The result is of the divisor's type; the dividend may be wider, or a DECIMAL. */
  private Term modulo(JavaType type, List<Term> operands, CodeBlock body) {
    Term a = operands.get(0);
    Term b = operands.get(1);
    String expression =
        a.type() == JavaType.DECIMAL
            ? "(("
                + type.text()
                + ") "
                + a.value()
                + ".remainder("
                + b.as(JavaType.DECIMAL)
                + ").longValue())"
            : "((" + type.text() + ") (" + a.as(JavaType.LONG) + " % " + b.as(JavaType.LONG) + "))";
    return calls.strictTerm(type, operands, expression, false, body);
  }

  private static String sign(SqlKind kind) {
    switch (kind) {
      case PLUS:
        return "+";
      case MINUS:
        return "-";
      case TIMES:
        return "*";
      default:
        return "/";
    }
  }

  private static String decimal(SqlKind kind, Term a, Term b, RelDataType type) {
    String left = a.as(JavaType.DECIMAL);
    String right = b.as(JavaType.DECIMAL);
    switch (kind) {
      case PLUS:
        return fitted(left + ".add(" + right + ")", type);
      case MINUS:
        return fitted(left + ".subtract(" + right + ")", type);
      case TIMES:
        return fitted(left + ".multiply(" + right + ")", type);
      case DIVIDE:
        return RuntimeCall.of(Decimals.class, "divide", left, right, digits(type));
      default:
        return fitted(left + ".remainder(" + right + ")", type);
    }
  }

  static String fitted(String value, RelDataType type) {
    return RuntimeCall.of(Decimals.class, "fit", value, digits(type));
  }

  private static String digits(RelDataType type) {
    return type.getPrecision() + ", " + type.getScale();
  }

  private Term times(RexCall call, List<Term> operands, CodeBlock body) {
    JavaType type = JavaType.of(call.getType());
    if (operands.size() == 1) {
      String negative = "((" + type.text() + ") -(" + operands.get(0).value() + "))";
      return calls.strictTerm(type, operands, negative, false, body);
    }
    RexNode first = call.operands.get(0);
    RexNode second = call.operands.get(1);
    boolean swapped =
        SqlTypeUtil.isInterval(first.getType()) && !SqlTypeUtil.isInterval(second.getType());
    Term a = operands.get(0);
    Term b = operands.get(1);
    if (SqlTypeUtil.isInterval(call.getType())) {
      boolean points = !SqlTypeUtil.isInterval(first.getType()) && call.getKind() == SqlKind.MINUS;
      String expression =
          points
              ? difference(type, millis(first.getType(), a), millis(second.getType(), b))
              : "(("
                  + type.text()
                  + ") ("
                  + a.value()
                  + " "
                  + sign(call.getKind())
                  + " "
                  + b.value()
                  + "))";
      return calls.strictTerm(type, operands, expression, false, body);
    }
    RexNode interval = swapped ? first : second;
    Term amount = swapped ? a : b;
    Term point = swapped ? b : a;
    String signed = (call.getKind() == SqlKind.MINUS ? "-" : "") + "(" + amount.value() + ")";
    return calls.strictTerm(
        type, operands, moved(call.getType(), interval.getType(), point, signed), false, body);
  }

  private static String difference(JavaType interval, String to, String from) {
    return interval == JavaType.INT
        ? RuntimeCall.of(Times.class, "monthsBetween", from, to)
        : "(" + to + " - " + from + ")";
  }

  private static String moved(RelDataType type, RelDataType interval, Term point, String amount) {
    boolean months = JavaType.of(interval) == JavaType.INT;
    switch (type.getSqlTypeName()) {
      case DATE:
        return months
            ? RuntimeCall.of(Times.class, "addMonthsToDate", point.value(), amount)
            : "((int) (" + point.value() + " + (" + amount + ") / 86400000L))";
      case TIME:
        return "((int) Math.floorMod(" + point.value() + " + (" + amount + "), 86400000L))";
      default:
        return months
            ? RuntimeCall.of(Times.class, "addMonths", point.value(), amount)
            : "(" + point.value() + " + (" + amount + "))";
    }
  }

  /** A point in time in milliseconds since 1970. */
  private static String millis(RelDataType type, Term point) {
    return type.getSqlTypeName() == SqlTypeName.DATE
        ? "(" + point.value() + " * 86400000L)"
        : point.value();
  }

  /** NaN is the greatest number, as in Flink. */
  Term extreme(RexCall call, List<Term> operands, CodeBlock body) {
    JavaType type = JavaType.of(call.getType());
    Term a = operands.get(0);
    Term b = operands.get(1);
    SqlKind kind =
        call.getOperator().getName().equals("GREATEST")
            ? SqlKind.GREATER_THAN_OR_EQUAL
            : SqlKind.LESS_THAN_OR_EQUAL;
    String holds = ConditionCode.compared(kind, a, b);
    if (type.isFloating()) {
      String sign = kind == SqlKind.GREATER_THAN_OR_EQUAL ? ">=" : "<=";
      holds = "(" + type.boxed() + ".compare(" + a.value() + ", " + b.value() + ") " + sign + " 0)";
    }
    return calls.strictTerm(
        type, operands, "(" + holds + " ? " + a.value() + " : " + b.value() + ")", false, body);
  }

  Term round(RexCall call, List<Term> operands, CodeBlock body) {
    JavaType type = JavaType.of(call.getType());
    String method = call.getOperator().getName().equals("ROUND") ? "round" : "truncate";
    String value = operands.get(0).value();
    String digits = operands.get(1).value();
    String expression = RuntimeCall.of(Maths.class, method, value, digits);
    if (type == JavaType.DECIMAL) {
      return calls.strictTerm(type, operands, fitted(expression, call.getType()), true, body);
    }
    return calls.strictTerm(
        type, operands, "((" + type.text() + ") " + expression + ")", false, body);
  }

  /** FLOOR and CEIL of a number. */
  Term whole(RexCall call, Term value, CodeBlock body) {
    JavaType type = JavaType.of(call.getType());
    String method = call.getKind() == SqlKind.FLOOR ? "floor" : "ceil";
    String expression = value.value();
    if (type == JavaType.DECIMAL) {
      expression = fitted(RuntimeCall.of(Maths.class, method, value.value()), call.getType());
    } else if (type.isFloating()) {
      expression = "((" + type.text() + ") Math." + method + "(" + value.value() + "))";
    }
    return calls.strictTerm(type, List.of(value), expression, type == JavaType.DECIMAL, body);
  }

  /** FLOOR and CEIL of a point in time to a unit. */
  Term toUnit(RexCall call, TimeUnit unit, Term value, CodeBlock body) {
    boolean floor = call.getKind() == SqlKind.FLOOR;
    String moved =
        RuntimeCall.of(
            Times.class, floor ? "floor" : "ceil", millis(call.getType(), value), quoted(unit));
    if (floor && TimeUnits.millis(unit) > 0 && unit != TimeUnit.WEEK) {
      String millis = millis(call.getType(), value);
      moved = "(" + millis + " - Math.floorMod(" + millis + ", " + TimeUnits.millis(unit) + "L))";
    }
    JavaType type = JavaType.of(call.getType());
    boolean date = call.getType().getSqlTypeName() == SqlTypeName.DATE;
    String expression =
        date
            ? "((int) Math.floorDiv(" + moved + ", 86400000L))"
            : type == JavaType.INT ? "((int) Math.floorMod(" + moved + ", 86400000L))" : moved;
    return calls.strictTerm(type, List.of(value), expression, false, body);
  }

  Term extract(TimeUnit unit, RexNode from, Term value, CodeBlock body) {
    String method =
        !SqlTypeUtil.isInterval(from.getType())
            ? "extract"
            : value.type() == JavaType.INT ? "extractOfMonths" : "extractOfInterval";
    String expression =
        RuntimeCall.of(Times.class, method, quoted(unit), millis(from.getType(), value));
    return calls.strictTerm(JavaType.LONG, List.of(value), expression, false, body);
  }

  Term difference(RexCall call, TimeUnit unit, List<Term> points, CodeBlock body) {
    String from = millis(call.operands.get(1).getType(), points.get(0));
    String to = millis(call.operands.get(2).getType(), points.get(1));
    int months = TimeUnits.months(unit);
    String expression =
        months > 0
            ? "(" + RuntimeCall.of(Times.class, "monthsBetween", from, to) + " / " + months + ")"
            : "((int) ((" + to + " - " + from + ") / " + TimeUnits.millis(unit) + "L))";
    return calls.strictTerm(JavaType.INT, points, expression, false, body);
  }

  private static String quoted(TimeUnit unit) {
    return '"' + unit.name() + '"';
  }
}
