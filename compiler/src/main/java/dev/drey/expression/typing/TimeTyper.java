// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.code.Session;
import dev.drey.expression.parse.SqlText;
import dev.drey.expression.type.Coercion;
import dev.drey.expression.type.Intervals;
import dev.drey.expression.type.TimeUnits;
import dev.drey.expression.type.TypeNames;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** What takes a unit of time: EXTRACT, FLOOR and CEIL to a unit, TIMESTAMPADD, TIMESTAMPDIFF. */
final class TimeTyper {
  private static final Map<String, TimeUnit> PARTS =
      Map.of(
          "YEAR", TimeUnit.YEAR,
          "QUARTER", TimeUnit.QUARTER,
          "MONTH", TimeUnit.MONTH,
          "WEEK", TimeUnit.WEEK,
          "DAYOFYEAR", TimeUnit.DOY,
          "DAYOFMONTH", TimeUnit.DAY,
          "DAYOFWEEK", TimeUnit.DOW,
          "HOUR", TimeUnit.HOUR,
          "MINUTE", TimeUnit.MINUTE,
          "SECOND", TimeUnit.SECOND);

  private final Typer typer;
  private final SqlText text;
  private final Session session;
  private final RexBuilder rexBuilder;
  private final Coercion coercion;

  TimeTyper(Typer typer, SqlText text, Session session) {
    this.typer = typer;
    this.text = text;
    this.session = session;
    this.rexBuilder = session.rexBuilder();
    this.coercion = new Coercion(session.rexBuilder());
  }

  @Nullable RexNode call(SqlCall call, String name) {
    switch (name) {
      case "EXTRACT":
        return extract(call, unit(call.operand(0)), call.operand(1));
      case "FLOOR":
      case "CEIL":
      case "CEILING":
        return call.operandCount() == 2 ? toUnit(call) : toWhole(call);
      case "TIMESTAMPADD":
        return add(call);
      case "TIMESTAMPDIFF":
        return difference(call);
      case "OVERLAPS":
        return overlaps(call);
      case "INTERVAL":
        return interval(call.operand(0), unit(call.operand(1)));
      default:
        TimeUnit part = PARTS.get(name);
        return part == null || call.operandCount() != 1
            ? typer.wrongCount(call, "a date or a time")
            : extract(call, part, call.operand(0));
    }
  }

  /** {@code (a - b) DAY}: months are counted as months, all other units say nothing. */
  @Nullable RexNode minus(SqlCall call) {
    List<RexNode> operands = typer.types(call.getOperandList().subList(0, 2));
    if (operands == null || !isPoint(operands.get(0)) || !isPoint(operands.get(1))) {
      return operands == null ? null : wrong(call, "-", operands);
    }
    SqlIntervalQualifier unit = call.operand(2);
    return rexBuilder.makeCall(
        typed(
            session
                .types()
                .createSqlIntervalType(unit.isYearMonth() ? Intervals.MONTHS : Intervals.MILLIS),
            operands.get(0),
            operands.get(1)),
        SqlStdOperatorTable.MINUS,
        operands);
  }

  private static @Nullable TimeUnit unit(SqlNode node) {
    if (node instanceof SqlIntervalQualifier) {
      SqlIntervalQualifier qualifier = (SqlIntervalQualifier) node;
      return qualifier.timeFrameName == null ? qualifier.getUnit() : null;
    }
    return null;
  }

  private @Nullable RexNode extract(SqlCall call, @Nullable TimeUnit unit, SqlNode from) {
    RexNode value = typer.type(from);
    if (value == null) {
      return null;
    }
    if (Coercion.isNull(value.getType())) {
      return nothing(SqlTypeName.BIGINT);
    }
    RelDataType of = value.getType();
    if (!isPointOrTime(value) && !SqlTypeUtil.isInterval(of)) {
      return wrong(call, "EXTRACT", List.of(value));
    }
    if (unit == null || !TimeUnits.canExtract(unit, of.getSqlTypeName())) {
      return noUnit(call, unit, of, TimeUnits::canExtract);
    }
    RelDataType type = session.types().createSqlType(SqlTypeName.BIGINT);
    return rexBuilder.makeCall(
        typed(type, value), SqlStdOperatorTable.EXTRACT, List.of(rexBuilder.makeFlag(unit), value));
  }

  private RexNode nothing(SqlTypeName type) {
    return rexBuilder.makeNullLiteral(
        coercion.withNullable(session.types().createSqlType(type), true));
  }

  private @Nullable RexNode toWhole(SqlCall call) {
    if (call.operandCount() != 1) {
      return typer.wrongCount(call, "a number, or a time and a unit");
    }
    RexNode value = typer.type(call.operand(0));
    if (value == null) {
      return null;
    }
    if (!SqlTypeUtil.isNumeric(value.getType())) {
      return wrong(call, call.getOperator().getName(), List.of(value));
    }
    RelDataType type = value.getType();
    if (type.getSqlTypeName() == SqlTypeName.DECIMAL) {
      RelDataType whole =
          session.types().createSqlType(SqlTypeName.DECIMAL, type.getPrecision(), 0);
      type = coercion.withNullable(whole, type.isNullable());
    }
    return rexBuilder.makeCall(type, floorOrCeil(call), List.of(value));
  }

  private static SqlOperator floorOrCeil(SqlCall call) {
    return call.getOperator().getName().equalsIgnoreCase("FLOOR")
        ? SqlStdOperatorTable.FLOOR
        : SqlStdOperatorTable.CEIL;
  }

  private @Nullable RexNode toUnit(SqlCall call) {
    RexNode value = typer.type(call.operand(0));
    if (value == null) {
      return null;
    }
    TimeUnit unit = unit(call.operand(1));
    if (!isPointOrTime(value)) {
      return wrong(call, call.getOperator().getName(), List.of(value));
    }
    RelDataType type = value.getType();
    if (unit == null || !TimeUnits.canFloor(unit, type.getSqlTypeName())) {
      return noUnit(call, unit, type, TimeUnits::canFloor);
    }
    // A range of one unit, as Calcite's rules on FLOOR within FLOOR expect.
    RexNode flag = rexBuilder.makeFlag(TimeUnitRange.of(unit, null));
    return rexBuilder.makeCall(type, floorOrCeil(call), List.of(value, flag));
  }

  /** Hours, minutes and seconds make a TIMESTAMP of a DATE; a TIME has no months. */
  private @Nullable RexNode add(SqlCall call) {
    TimeUnit unit = unit(call.operand(0));
    RexNode amount = interval(call.operand(1), unit);
    RexNode value = typer.type(call.operand(2));
    if (amount == null || value == null) {
      return null;
    }
    if (Coercion.isNull(value.getType())) {
      return nothing(SqlTypeName.TIMESTAMP);
    }
    boolean ofDay = unit != null && TimeUnits.canFloor(unit, SqlTypeName.TIME);
    boolean time = value.getType().getSqlTypeName() == SqlTypeName.TIME;
    if (!isPointOrTime(value) || (time && !ofDay && unit != TimeUnit.DAY)) {
      return wrong(call, "TIMESTAMPADD", List.of(value));
    }
    RexNode from =
        ofDay && value.getType().getSqlTypeName() == SqlTypeName.DATE
            ? coercion.cast(value, session.types().createSqlType(SqlTypeName.TIMESTAMP, 3))
            : value;
    return rexBuilder.makeCall(
        typed(from.getType(), from, amount), SqlStdOperatorTable.PLUS, List.of(from, amount));
  }

  /**
   * {@code (start, end) OVERLAPS (start, end)}, where an end may be an interval behind its start:
   * whether the periods have a point in common, their ends included.
   */
  private @Nullable RexNode overlaps(SqlCall call) {
    List<RexNode> left = period(call.operand(0));
    List<RexNode> right = period(call.operand(1));
    if (left == null || right == null) {
      return null;
    }
    Coercion.Unified unified =
        coercion.unified(
            List.of(left.get(0), left.get(1), right.get(0), right.get(1)), text.unresolved());
    if (unified == null) {
      return wrong(call, "OVERLAPS", List.of(left.get(0), right.get(0)));
    }
    List<RexNode> all = unified.values();
    return rexBuilder.makeCall(
        SqlStdOperatorTable.AND,
        reaches(all.get(0), all.get(1), all.get(2), all.get(3)),
        reaches(all.get(2), all.get(3), all.get(0), all.get(1)));
  }

  /** Whether the later end of one period is not before the earlier of another. */
  private RexNode reaches(RexNode a, RexNode b, RexNode from, RexNode to) {
    return rexBuilder.makeCall(
        SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
        rexBuilder.makeCall(typed(a.getType(), a, b), GreatestLeast.of(true), List.of(a, b)),
        rexBuilder.makeCall(
            typed(a.getType(), from, to), GreatestLeast.of(false), List.of(from, to)));
  }

  /** Start and end, or null where a problem was reported. */
  private @Nullable List<RexNode> period(SqlNode node) {
    boolean pair = node.getKind() == SqlKind.ROW && ((SqlCall) node).operandCount() == 2;
    List<RexNode> ends = pair ? typer.types(((SqlCall) node).getOperandList()) : null;
    if (ends == null) {
      if (!pair) {
        text.report(
            text.at(TypeCodes.WRONG_ARGUMENTS, node, "OVERLAPS goes between two periods")
                .label("not a period")
                .help("write (start, end) OVERLAPS (start, INTERVAL '1' HOUR)"));
      }
      return null;
    }
    RexNode start = ends.get(0);
    RexNode end = ends.get(1);
    if (!isPointOrTime(start) || !(isPointOrTime(end) || SqlTypeUtil.isInterval(end.getType()))) {
      wrong((SqlCall) node, "OVERLAPS", ends);
      return null;
    }
    return isPointOrTime(end)
        ? ends
        : List.of(
            start,
            rexBuilder.makeCall(
                typed(start.getType(), start, end), SqlStdOperatorTable.PLUS, List.of(start, end)));
  }

  /** A count of units as an interval. */
  private @Nullable RexNode interval(SqlNode count, @Nullable TimeUnit unit) {
    RexNode number = typer.type(count);
    if (number == null) {
      return null;
    }
    boolean bareNull = Coercion.isNull(number.getType());
    if (!SqlTypeUtil.isIntType(number.getType()) && !bareNull) {
      text.report(
          text.at(
                  TypeCodes.WRONG_ARGUMENTS,
                  count,
                  "a number of units of time is a whole number, not "
                      + TypeNames.withArticle(number.getType()))
              .label(TypeNames.of(number.getType()))
              .help("write CAST(" + text.written(count) + " AS INT)"));
      return null;
    }
    if (unit == null || !TimeUnits.canAdd(unit)) {
      return noUnit(count, unit);
    }
    boolean months = TimeUnits.months(unit) > 0;
    long each = months ? TimeUnits.months(unit) : TimeUnits.millis(unit);
    RexNode one =
        rexBuilder.makeIntervalLiteral(
            BigDecimal.valueOf(each), months ? Intervals.MONTHS : Intervals.MILLIS);
    if (bareNull) {
      return rexBuilder.makeNullLiteral(coercion.withNullable(one.getType(), true));
    }
    return rexBuilder.makeCall(
        typed(one.getType(), number), SqlStdOperatorTable.MULTIPLY, List.of(one, number));
  }

  private @Nullable RexNode difference(SqlCall call) {
    TimeUnit unit = unit(call.operand(0));
    List<RexNode> points = typer.types(call.getOperandList().subList(1, 3));
    if (points == null) {
      return null;
    }
    if (points.stream().anyMatch(point -> Coercion.isNull(point.getType()))) {
      return nothing(SqlTypeName.INTEGER);
    }
    if (!isPoint(points.get(0)) || !isPoint(points.get(1))) {
      return wrong(call, "TIMESTAMPDIFF", points);
    }
    if (unit == null || !TimeUnits.canAdd(unit)) {
      return noUnit(call, unit);
    }
    RelDataType type = session.types().createSqlType(SqlTypeName.INTEGER);
    return rexBuilder.makeCall(
        typed(type, points.get(0), points.get(1)),
        SqlStdOperatorTable.TIMESTAMP_DIFF,
        List.of(rexBuilder.makeFlag(unit), points.get(0), points.get(1)));
  }

  private RelDataType typed(RelDataType type, RexNode... operands) {
    boolean nullable = false;
    for (RexNode operand : operands) {
      nullable |= operand.getType().isNullable();
    }
    return coercion.withNullable(type, nullable);
  }

  private static boolean isPoint(RexNode value) {
    return Coercion.isTimestamp(value.getType())
        || value.getType().getSqlTypeName() == SqlTypeName.DATE;
  }

  private static boolean isPointOrTime(RexNode value) {
    return isPoint(value) || value.getType().getSqlTypeName() == SqlTypeName.TIME;
  }

  private @Nullable RexNode wrong(SqlCall call, String name, List<RexNode> operands) {
    Diagnostic.Builder problem =
        text.at(TypeCodes.WRONG_ARGUMENTS, call, name + " does not take " + Typer.typesOf(operands))
            .label(Typer.typesOf(operands));
    boolean texts = operands.stream().anyMatch(o -> SqlTypeUtil.isCharacter(o.getType()));
    boolean times =
        operands.stream().anyMatch(o -> o.getType().getSqlTypeName() == SqlTypeName.TIME);
    boolean numbers = operands.stream().anyMatch(o -> SqlTypeUtil.isNumeric(o.getType()));
    if (texts) {
      problem.help("write CAST(x AS TIMESTAMP(3)) around a text");
    } else if (numbers) {
      problem.help("write TO_TIMESTAMP_LTZ(x, 3) around milliseconds since 1970");
    } else if (times) {
      problem.help(
          "a TIME has hours, minutes and seconds alone: take a TIMESTAMP, or add INTERVAL '1'"
              + " HOUR");
    }
    text.report(problem);
    return null;
  }

  private @Nullable RexNode noUnit(SqlNode place, @Nullable TimeUnit unit) {
    return noUnit(place, unit, null, (known, type) -> TimeUnits.canAdd(known));
  }

  /** Names the units that would do. */
  private @Nullable RexNode noUnit(
      SqlNode place,
      @Nullable TimeUnit unit,
      @Nullable RelDataType of,
      BiPredicate<TimeUnit, SqlTypeName> does) {
    SqlTypeName type = of == null ? SqlTypeName.TIMESTAMP : of.getSqlTypeName();
    String units =
        Arrays.stream(TimeUnit.values())
            .filter(known -> does.test(known, type))
            .map(TimeUnit::name)
            .collect(Collectors.joining(", "));
    String message;
    if (unit == null) {
      message = "there is no such unit of time";
    } else if (of == null) {
      message = "a time is not counted in units of " + unit;
    } else {
      message = "a " + TypeNames.of(of) + " has no " + unit;
    }
    text.report(
        text.at(TypeCodes.WRONG_ARGUMENTS, place, message)
            .label(unit == null ? "not a unit" : "no " + unit)
            .help("units are " + units));
    return null;
  }
}
