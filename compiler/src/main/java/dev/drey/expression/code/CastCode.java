// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.code;

import dev.drey.expression.runtime.Casts;
import dev.drey.expression.type.Coercion;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Java for casts, by Flink's rules: a text that cannot be read fails, or is NULL under TRY_CAST;
 * integers are cut to their width; a DECIMAL that does not fit is NULL; a text is cut to
 * VARCHAR(n).
 */
final class CastCode {

  private final CallCode calls;

  private final NestedCastCode nested;

  CastCode(CallCode calls, ExpressionCode code, ClassSource source) {
    this.calls = calls;
    this.nested = new NestedCastCode(this, code, source, calls);
  }

  Term term(RexCall call, Term value, CodeBlock body) {
    boolean safe = call.getKind() == SqlKind.SAFE_CAST;
    return cast(call.operands.get(0).getType(), call.getType(), safe, value, body);
  }

  Term cast(RelDataType from, RelDataType to, boolean safe, Term value, CodeBlock body) {
    JavaType type = JavaType.of(to);
    // The element of ARRAY[NULL] is read from a list, but can be nothing else.
    if (value.alwaysNull() || Coercion.isNull(from)) {
      return Term.nothing(type);
    }
    if (Coercion.isNested(from)) {
      Term converted = nested.term(from, to, safe, value, body);
      return SqlTypeUtil.isCharacter(to) ? sized(to, converted, from, body) : converted;
    }
    if (SqlTypeUtil.isCharacter(to)) {
      return sized(
          to, calls.strictTerm(type, List.of(value), text(from, value), false, body), from, body);
    }
    if (SqlTypeUtil.isCharacter(from)) {
      return read(to, safe, value, body);
    }
    if (type == JavaType.BYTES) {
      String bytes =
          RuntimeCall.of(
              Casts.class,
              "sized",
              value.value(),
              to.getPrecision(),
              to.getSqlTypeName() == SqlTypeName.BINARY);
      return calls.strictTerm(type, List.of(value), bytes, false, body);
    }
    if (type.isNumeric() && isNumberOrBoolean(from) && !isTime(to)) {
      return number(from, to, value, body);
    }
    if (to.getSqlTypeName() == SqlTypeName.BOOLEAN && value.type().isNumeric()) {
      String zero = value.type() == JavaType.DECIMAL ? value.value() + ".signum()" : value.value();
      return calls.strictTerm(type, List.of(value), "(" + zero + " != 0)", false, body);
    }
    return isTime(to) ? time(from, to, value, body) : value;
  }

  private static boolean isNumberOrBoolean(RelDataType type) {
    return SqlTypeUtil.isNumeric(type) || type.getSqlTypeName() == SqlTypeName.BOOLEAN;
  }

  private static boolean isTime(RelDataType type) {
    switch (type.getSqlTypeName()) {
      case DATE:
      case TIME:
      case TIMESTAMP:
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return true;
      default:
        return false;
    }
  }

  private Term number(RelDataType from, RelDataType to, Term value, CodeBlock body) {
    JavaType type = JavaType.of(to);
    Term number = value;
    if (from.getSqlTypeName() == SqlTypeName.BOOLEAN) {
      number = new Term(JavaType.INT, "(" + value.value() + " ? 1 : 0)", value.nullTest());
    }
    String expression = number.as(type);
    if (type == JavaType.DECIMAL) {
      expression = ArithmeticCode.fitted(expression, to);
    }
    return calls.strictTerm(type, List.of(number), expression, type == JavaType.DECIMAL, body);
  }

  private Term time(RelDataType from, RelDataType to, Term value, CodeBlock body) {
    String millis =
        from.getSqlTypeName() == SqlTypeName.DATE
            ? "(" + value.value() + " * 86400000L)"
            : "((long) " + value.value() + ")";
    String expression;
    switch (to.getSqlTypeName()) {
      case DATE:
        expression = "((int) Math.floorDiv(" + millis + ", 86400000L))";
        break;
      case TIME:
        expression = "((int) Math.floorMod(" + millis + ", 86400000L))";
        break;
      default:
        expression = millis;
        break;
    }
    if (to.getSqlTypeName() == from.getSqlTypeName()) {
      expression = value.value();
    }
    return calls.strictTerm(JavaType.of(to), List.of(value), cut(to, expression), false, body);
  }

  /** Fewer than three digits of a second. */
  private static String cut(RelDataType type, String value) {
    if (type.getSqlTypeName() == SqlTypeName.DATE || type.getPrecision() >= 3) {
      return value;
    }
    long unit = type.getPrecision() == 2 ? 10 : type.getPrecision() == 1 ? 100 : 1000;
    String java = JavaType.of(type).text();
    return "((" + java + ") (" + value + " - Math.floorMod((long) " + value + ", " + unit + "L)))";
  }

  private static String text(RelDataType from, Term value) {
    switch (from.getSqlTypeName()) {
      case CHAR:
      case VARCHAR:
        return value.value();
      case DATE:
        return RuntimeCall.of(Casts.class, "dateText", value.value());
      case TIME:
        return RuntimeCall.of(Casts.class, "timeText", value.value(), from.getPrecision());
      case TIMESTAMP:
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return RuntimeCall.of(Casts.class, "timestampText", value.value(), from.getPrecision());
      default:
        String method = SqlTypeUtil.isInterval(from) ? "intervalText" : "text";
        return RuntimeCall.of(Casts.class, method, value.value());
    }
  }

  private Term sized(RelDataType to, Term text, RelDataType from, CodeBlock body) {
    boolean fixed = to.getSqlTypeName() == SqlTypeName.CHAR;
    boolean fits =
        to.getPrecision() == Integer.MAX_VALUE
            || to.getPrecision() < 0
            || (!fixed
                && SqlTypeUtil.isCharacter(from)
                && from.getPrecision() <= to.getPrecision());
    if (fits) {
      return text;
    }
    String expression =
        RuntimeCall.of(Casts.class, "sized", text.value(), to.getPrecision(), fixed);
    return calls.strictTerm(JavaType.STRING, List.of(text), expression, false, body);
  }

  private Term read(RelDataType to, boolean safe, Term value, CodeBlock body) {
    JavaType type = JavaType.of(to);
    if (type == JavaType.BYTES) {
      String bytes =
          RuntimeCall.of(
              Casts.class,
              "sized",
              RuntimeCall.of(Casts.class, "bytes", value.value()),
              to.getPrecision(),
              to.getSqlTypeName() == SqlTypeName.BINARY);
      return calls.strictTerm(type, List.of(value), bytes, false, body);
    }
    if (type == JavaType.DECIMAL) {
      String decimal =
          RuntimeCall.of(
              Casts.class,
              safe ? "tryToDecimal" : "toDecimal",
              value.value(),
              to.getPrecision(),
              to.getScale());
      return calls.strictTerm(type, List.of(value), decimal, true, body);
    }
    String reader =
        RuntimeCall.of(Casts.class, (safe ? "tryTo" : "to") + reader(to), value.value());
    Term read =
        safe
            ? calls.unboxed(type, List.of(value), reader, body)
            : calls.strictTerm(type, List.of(value), reader, false, body);
    return isTime(to) && to.getSqlTypeName() != SqlTypeName.DATE && to.getPrecision() < 3
        ? calls.strictTerm(type, List.of(read), cut(to, read.value()), false, body)
        : read;
  }

  private static String reader(RelDataType to) {
    switch (to.getSqlTypeName()) {
      case BOOLEAN:
        return "Boolean";
      case TINYINT:
        return "Byte";
      case SMALLINT:
        return "Short";
      case INTEGER:
        return "Int";
      case BIGINT:
        return "Long";
      case REAL:
        return "Float";
      case FLOAT:
      case DOUBLE:
        return "Double";
      case DATE:
        return "Date";
      case TIME:
        return "Time";
      case TIMESTAMP:
        return "Timestamp";
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return "Instant";
      default:
        return "Decimal";
    }
  }
}
