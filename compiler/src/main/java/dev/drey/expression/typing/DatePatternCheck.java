// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.code.Session;
import dev.drey.expression.code.Simplifier;
import dev.drey.expression.parse.SqlText;
import dev.drey.expression.runtime.DatePatterns;
import dev.drey.expression.type.Coercion;
import java.util.List;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlCall;
import org.jspecify.annotations.Nullable;

/** Patterns, zones and precisions that are constants of an expression are known before it runs. */
final class DatePatternCheck {
  private final SqlText text;
  private final Simplifier simplifier;

  DatePatternCheck(SqlText text, Session session) {
    this.text = text;
    this.simplifier = new Simplifier(session);
  }

  /** What is wrong with a constant argument of a function of times, or null. */
  Diagnostic.@Nullable Builder problem(String function, SqlCall call, List<RexNode> arguments) {
    if (text.unresolved()) {
      return null;
    }
    switch (function) {
      case "DATE_FORMAT":
        return pattern(call, arguments, !Coercion.isTimestamp(arguments.get(0).getType()), true);
      case "TO_TIMESTAMP":
        return pattern(call, arguments, false, false);
      case "TO_DATE":
      case "FROM_UNIXTIME":
      case "UNIX_TIMESTAMP":
        return pattern(call, arguments, true, false);
      case "CONVERT_TZ":
        Diagnostic.Builder source = zone(call, arguments, 1);
        return source == null ? zone(call, arguments, 2) : source;
      case "TO_TIMESTAMP_LTZ":
        return precision(call, arguments);
      default:
        return null;
    }
  }

  private Diagnostic.@Nullable Builder pattern(
      SqlCall call, List<RexNode> arguments, boolean calendar, boolean writes) {
    String pattern = arguments.size() < 2 ? null : constant(arguments.get(1));
    if (pattern == null) {
      return null;
    }
    String problem =
        calendar
            ? DatePatterns.problemOfCalendarPattern(pattern)
            : DatePatterns.problemOfTimePattern(pattern, writes);
    return problem == null
        ? null
        : text.at(
                TypeCodes.NOT_A_DATE_PATTERN,
                call.operand(1),
                "'" + pattern + "' is no pattern of a time: " + problem)
            .label("not a pattern")
            .help(
                "write yyyy-MM-dd HH:mm:ss, and letters that stand for themselves in two quotes"
                    + " each: 'yyyy-MM-dd''T''HH:mm'");
  }

  private Diagnostic.@Nullable Builder zone(SqlCall call, List<RexNode> arguments, int position) {
    String zone = constant(arguments.get(position));
    if (zone == null || DatePatterns.zone(zone) != null) {
      return null;
    }
    boolean offset = zone.startsWith("+") || zone.startsWith("-");
    return text.at(
            TypeCodes.NOT_A_DATE_PATTERN, call.operand(position), "there is no zone '" + zone + "'")
        .label("not a zone")
        .help(offset ? "write 'GMT" + zone + "'" : "write 'UTC', 'Europe/Vienna' or 'GMT+08:00'");
  }

  private Diagnostic.@Nullable Builder precision(SqlCall call, List<RexNode> arguments) {
    RexNode digits = arguments.get(1);
    if (!(digits instanceof RexLiteral) || ((RexLiteral) digits).isNull()) {
      return null;
    }
    Integer precision = ((RexLiteral) digits).getValueAs(Integer.class);
    return precision == null || precision == 0 || precision == 3
        ? null
        : text.at(
                TypeCodes.NOT_A_DATE_PATTERN,
                call.operand(1),
                "the precision of TO_TIMESTAMP_LTZ is 0 for seconds or 3 for milliseconds")
            .label("neither 0 nor 3")
            .help(
                "for microseconds write TO_TIMESTAMP_LTZ(x / 1000, 3), for nanoseconds"
                    + " TO_TIMESTAMP_LTZ(x / 1000000, 3)");
  }

  private @Nullable String constant(RexNode argument) {
    RexNode value =
        argument instanceof RexLiteral || !RexUtil.isConstant(argument)
            ? argument
            : simplifier.simplify(argument);
    return Coercion.isTextLiteral(value) ? Coercion.textOf(value) : null;
  }
}
