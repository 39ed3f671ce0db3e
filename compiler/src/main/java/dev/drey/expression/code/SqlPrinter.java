// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.code;

import dev.drey.expression.function.JsonOperator;
import dev.drey.expression.parse.ChangingValues;
import dev.drey.expression.parse.ReservedWords;
import dev.drey.expression.type.SqlTypes;
import dev.drey.expression.type.TypeNames;
import dev.drey.expression.value.JsonMaker;
import dev.drey.expression.value.MomentOperator;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;

/** Expressions as SQL that a person reads, with parentheses where they are needed. */
public final class SqlPrinter {
  private static final Map<SqlKind, Integer> STRENGTH =
      Map.ofEntries(
          Map.entry(SqlKind.OR, 1),
          Map.entry(SqlKind.AND, 2),
          Map.entry(SqlKind.NOT, 3),
          Map.entry(SqlKind.EQUALS, 4),
          Map.entry(SqlKind.NOT_EQUALS, 4),
          Map.entry(SqlKind.LESS_THAN, 4),
          Map.entry(SqlKind.LESS_THAN_OR_EQUAL, 4),
          Map.entry(SqlKind.GREATER_THAN, 4),
          Map.entry(SqlKind.GREATER_THAN_OR_EQUAL, 4),
          Map.entry(SqlKind.IS_DISTINCT_FROM, 4),
          Map.entry(SqlKind.IS_NOT_DISTINCT_FROM, 4),
          Map.entry(SqlKind.LIKE, 4),
          Map.entry(SqlKind.SIMILAR, 4),
          Map.entry(SqlKind.PLUS, 5),
          Map.entry(SqlKind.MINUS, 5),
          Map.entry(SqlKind.TIMES, 6),
          Map.entry(SqlKind.DIVIDE, 6),
          Map.entry(SqlKind.MOD, 6));
  private static final int ATOM = 9;

  private final RowType input;
  private final RexBuilder rexBuilder;

  public SqlPrinter(RowType input, RexBuilder rexBuilder) {
    this.input = input;
    this.rexBuilder = rexBuilder;
  }

  public String text(RexNode node) {
    if (node instanceof RexInputRef) {
      return ReservedWords.quoted(input.field(((RexInputRef) node).getIndex()).name());
    }
    if (node instanceof RexFieldAccess) {
      RexFieldAccess access = (RexFieldAccess) node;
      return within(access.getReferenceExpr(), ATOM)
          + "."
          + ReservedWords.quoted(access.getField().getName());
    }
    return node instanceof RexLiteral ? literal((RexLiteral) node) : call((RexCall) node);
  }

  private String within(RexNode node, int least) {
    String text = text(node);
    return strength(node) < least ? "(" + text + ")" : text;
  }

  private static int strength(RexNode node) {
    if (!(node instanceof RexCall)) {
      return ATOM;
    }
    switch (node.getKind()) {
      case IS_NULL:
      case IS_NOT_NULL:
      case IS_TRUE:
      case IS_NOT_TRUE:
      case IS_FALSE:
      case IS_NOT_FALSE:
      case SEARCH:
        return 4;
      case OTHER:
        return ((RexCall) node).getOperator().getName().equals("||") ? 5 : ATOM;
      default:
        return STRENGTH.getOrDefault(node.getKind(), ATOM);
    }
  }

  private String call(RexCall call) {
    List<RexNode> operands = call.operands;
    Integer strength = STRENGTH.get(call.getKind());
    if (call.getKind() == SqlKind.NOT) {
      return not(operands.get(0));
    }
    if (strength != null && operands.size() > 1) {
      String name = call.getOperator().getName();
      return infix(operands, name.equals("MOD") ? "%" : name, strength);
    }
    if (call.getOperator() instanceof JsonMaker) {
      return ((JsonMaker) call.getOperator())
          .written(operands.stream().map(this::text).collect(Collectors.toList()));
    }
    if (call.getOperator() instanceof MomentOperator) {
      return moment(call);
    }
    if (call.getKind() == SqlKind.CAST && isPartOfNow(operands.get(0), call)) {
      return text(operands.get(0));
    }
    if (call.getOperator() instanceof JsonOperator) {
      JsonOperator json = (JsonOperator) call.getOperator();
      return json.getName() + "(" + list(operands.subList(0, 2)) + json.clause() + ")";
    }
    switch (call.getKind()) {
      case IS_NULL:
      case IS_NOT_NULL:
      case IS_TRUE:
      case IS_NOT_TRUE:
      case IS_FALSE:
      case IS_NOT_FALSE:
        return within(operands.get(0), 5) + " " + call.getOperator().getName();
      case MINUS_PREFIX:
        return "-" + within(operands.get(0), ATOM);
      case CAST:
      case SAFE_CAST:
        return (call.getKind() == SqlKind.CAST ? "CAST(" : "TRY_CAST(")
            + text(operands.get(0))
            + " AS "
            + TypeNames.of(call.getType())
            + ")";
      case SEARCH:
        return search(call);
      case CASE:
        return caseWhen(operands);
      case ITEM:
        return within(operands.get(0), ATOM) + "[" + text(operands.get(1)) + "]";
      case ARRAY_VALUE_CONSTRUCTOR:
        return "ARRAY[" + list(operands) + "]";
      case MAP_VALUE_CONSTRUCTOR:
        return "MAP[" + list(operands) + "]";
      case EXTRACT:
        return "EXTRACT(" + operands.get(0) + " FROM " + text(operands.get(1)) + ")";
      case FLOOR:
      case CEIL:
        return call.getOperator().getName()
            + "("
            + text(operands.get(0))
            + (operands.size() == 1 ? ")" : " TO " + operands.get(1) + ")");
      case TRIM:
        return "TRIM("
            + operands.get(0)
            + " "
            + text(operands.get(1))
            + " FROM "
            + text(operands.get(2))
            + ")";
      default:
        return call.getOperator().getName().equals("||")
            ? infix(operands, "||", 5)
            : call.getOperator().getName() + "(" + list(operands) + ")";
    }
  }

  private String moment(RexCall call) {
    String name = call.getOperator().getName();
    return ChangingValues.isBare(name) ? name : name + "(" + list(call.operands) + ")";
  }

  /** Whether a cast is part of what a name means, such as CURRENT_DATE. */
  private static boolean isPartOfNow(RexNode operand, RexCall cast) {
    if (!(operand instanceof RexCall)
        || !(((RexCall) operand).getOperator() instanceof MomentOperator)) {
      return false;
    }
    String name = ((RexCall) operand).getOperator().getName();
    TypeKind kind = SqlTypes.fromRel(cast.getType()).orElseThrow().kind();
    return ChangingValues.part(name).filter(kind::equals).isPresent()
        || (name.equals("CURRENT_WATERMARK") && kind == TypeKind.TIMESTAMP);
  }

  private String not(RexNode operand) {
    return "NOT " + within(operand, 4);
  }

  private String infix(List<RexNode> operands, String operator, int strength) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      boolean chain = i == 0 || operator.equals("AND") || operator.equals("OR");
      parts.add(within(operands.get(i), chain ? strength : strength + 1));
    }
    return String.join(" " + operator + " ", parts);
  }

  private String list(List<RexNode> operands) {
    return operands.stream().map(this::text).collect(Collectors.joining(", "));
  }

  /** A set of points is an IN list; other ranges are comparisons. */
  private String search(RexCall call) {
    RexNode expanded = RexUtil.expandSearch(rexBuilder, null, call);
    List<RexNode> alternatives = RexUtil.flattenOr(List.of(expanded));
    boolean points =
        alternatives.size() > 1
            && alternatives.stream()
                .allMatch(
                    alternative ->
                        alternative.getKind() == SqlKind.EQUALS
                            && ((RexCall) alternative)
                                .operands
                                .get(0)
                                .equals(call.operands.get(0)));
    if (!points) {
      return "(" + text(expanded) + ")";
    }
    return within(call.operands.get(0), 5)
        + " IN ("
        + alternatives.stream()
            .map(alternative -> text(((RexCall) alternative).operands.get(1)))
            .collect(Collectors.joining(", "))
        + ")";
  }

  private String caseWhen(List<RexNode> operands) {
    StringBuilder text = new StringBuilder("CASE");
    for (int i = 0; i + 1 < operands.size(); i += 2) {
      text.append(" WHEN ").append(text(operands.get(i)));
      text.append(" THEN ").append(text(operands.get(i + 1)));
    }
    RexNode otherwise = operands.get(operands.size() - 1);
    if (!RexLiteral.isNullLiteral(otherwise)) {
      text.append(" ELSE ").append(text(otherwise));
    }
    return text.append(" END").toString();
  }

  private static String literal(RexLiteral literal) {
    if (literal.isNull()) {
      return "NULL";
    }
    if (SqlTypeUtil.isCharacter(literal.getType())) {
      NlsString text = literal.getValueAs(NlsString.class);
      return text == null ? "NULL" : "'" + text.getValue().replace("'", "''") + "'";
    }
    if (SqlTypeUtil.isInterval(literal.getType())) {
      return interval(literal);
    }
    switch (literal.getType().getSqlTypeName()) {
      case DATE:
        return "DATE '" + literal.getValueAs(DateString.class) + "'";
      case TIME:
        return "TIME '" + literal.getValueAs(TimeString.class) + "'";
      case TIMESTAMP:
        return "TIMESTAMP '" + literal.getValueAs(TimestampString.class) + "'";
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return "CAST('"
            + literal.getValueAs(TimestampString.class)
            + "Z' AS "
            + TypeNames.of(literal.getType())
            + ")";
      case BIGINT:
      case INTEGER:
      case SMALLINT:
      case TINYINT:
      case DECIMAL:
        BigDecimal number = literal.getValueAs(BigDecimal.class);
        return number == null ? "NULL" : number.toPlainString();
      case FLOAT:
      case REAL:
      case DOUBLE:
        return String.valueOf(literal.getValueAs(Double.class));
      case BINARY:
      case VARBINARY:
        return "X'" + literal.getValueAs(ByteString.class) + "'";
      case BOOLEAN:
        return RexLiteral.booleanValue(literal) ? "TRUE" : "FALSE";
      default:
        return String.valueOf(literal.getValue());
    }
  }

  private static String interval(RexLiteral literal) {
    BigDecimal value = literal.getValueAs(BigDecimal.class);
    long amount = value == null ? 0 : value.longValue();
    if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(literal.getType().getSqlTypeName())) {
      return "INTERVAL '" + amount + "' MONTH";
    }
    if (amount % 86_400_000 == 0) {
      return "INTERVAL '" + amount / 86_400_000 + "' DAY";
    }
    if (amount % 3_600_000 == 0) {
      return "INTERVAL '" + amount / 3_600_000 + "' HOUR";
    }
    if (amount % 60_000 == 0) {
      return "INTERVAL '" + amount / 60_000 + "' MINUTE";
    }
    return "INTERVAL '"
        + BigDecimal.valueOf(amount, 3).stripTrailingZeros().toPlainString()
        + "' SECOND";
  }
}
