// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.expression.parse.SqlText;
import dev.drey.expression.type.TypeNames;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** How a comparison of values that cannot be compared is written so that they can. */
final class ComparisonHelp {
  /** A day without quotes, which is a difference of numbers. */
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private final SqlText text;
  private final SqlNode value;
  private final Optional<SqlCall> call;

  /**
   * @param place the comparison; what is not one of two operands is told by example
   */
  ComparisonHelp(SqlText text, SqlNode place) {
    this.text = text;
    this.value = place;
    boolean comparison = place instanceof SqlCall && SqlKind.COMPARISON.contains(place.getKind());
    this.call = comparison ? Optional.of((SqlCall) place) : Optional.empty();
  }

  String of(RelDataType a, RelDataType b) {
    if (call.isPresent() && call.get().operand(0) instanceof SqlCall) {
      SqlCall first = call.get().operand(0);
      if (SqlKind.COMPARISON.contains(first.getKind())) {
        return written(true, side(true) + " AND " + text.written(first.operand(1)));
      }
    }
    if (SqlTypeUtil.isCharacter(a) != SqlTypeUtil.isCharacter(b)) {
      boolean first = SqlTypeUtil.isCharacter(a);
      return withText(first, first ? b : a);
    }
    if (SqlTypeUtil.isExactNumeric(a) && SqlTypeUtil.isDatetime(b)) {
      return instant(true);
    }
    if (SqlTypeUtil.isExactNumeric(b) && SqlTypeUtil.isDatetime(a)) {
      return instant(false);
    }
    if (call.isPresent() && isBoolean(a) != isBoolean(b)) {
      boolean number = isBoolean(b);
      return condition(number, side(number).equals("1"), side(number));
    }
    return "compare values of one type: of a ROW, an ARRAY or a MAP take a field or an element";
  }

  private static boolean isBoolean(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.BOOLEAN;
  }

  /** A BOOLEAN beside what stands for true or false elsewhere. */
  private String condition(boolean first, boolean yes, String written) {
    boolean no = written.matches("(?i)0|'(false|no|n|0)'");
    boolean equals = call.orElseThrow().getKind() == SqlKind.EQUALS;
    String column = side(!first);
    return (yes || no) && (equals || call.get().getKind() == SqlKind.NOT_EQUALS)
        ? "a BOOLEAN is a condition: write `" + (yes == equals ? "" : "NOT ") + column + "`"
        : "a BOOLEAN is a condition of its own: write `" + column + "` or `NOT " + column + "`";
  }

  /** A text beside a value of another type. */
  private String withText(boolean first, RelDataType other) {
    String type = TypeNames.of(other);
    if (type.equals("BOOLEAN") && call.isPresent()) {
      return condition(first, side(first).matches("(?i)'(true|yes|y|1)'"), side(first));
    }
    if (call.isEmpty() && first && value.getKind() == SqlKind.LITERAL) {
      return "write the text `'" + text.written(value) + "'`, or TRY_CAST(x AS " + type + ")";
    }
    if (call.isEmpty()) {
      return "write TRY_CAST(x AS " + type + ") around the text, or compare texts";
    }
    String number = written(first, "TRY_CAST(" + side(first) + " AS " + type + ")");
    SqlNode value = call.get().operand(first ? 1 : 0);
    return value.getKind() == SqlKind.LITERAL
        ? number + ", or with a text: " + written(!first, "'" + side(!first) + "'").substring(6)
        : number;
  }

  /** Milliseconds beside a time. */
  private String instant(boolean first) {
    if (call.isPresent() && DAY.matcher(side(first)).matches()) {
      return written(first, "TIMESTAMP '" + side(first) + " 00:00:00'");
    }
    return call.isEmpty()
        ? "write TO_TIMESTAMP_LTZ(x, 3) around milliseconds since 1970"
        : written(first, "TO_TIMESTAMP_LTZ(" + side(first) + ", 3)")
            + " for milliseconds since 1970";
  }

  private String side(boolean first) {
    return text.written(call.orElseThrow().operand(first ? 0 : 1));
  }

  /** The comparison with another text for one of its sides. */
  private String written(boolean first, String instead) {
    String operator = call.orElseThrow().getOperator().getName();
    return "write `"
        + (first ? instead : side(true))
        + " "
        + operator
        + " "
        + (first ? side(false) : instead)
        + "`";
  }
}
