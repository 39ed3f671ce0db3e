// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.code.Session;
import dev.drey.expression.parse.SqlText;
import dev.drey.expression.runtime.PatternProblems;
import dev.drey.expression.type.Coercion;
import dev.drey.expression.type.TypeNames;
import dev.drey.function.ArgumentCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Comparisons, three-valued logic, BETWEEN, IN and LIKE. */
final class ConditionTyper {
  private final Typer typer;
  private final SqlText text;
  private final Session session;
  private final RexBuilder rexBuilder;
  private final Coercion coercion;
  private final ConstantArguments constants;

  ConditionTyper(Typer typer, SqlText text, Session session) {
    this.typer = typer;
    this.text = text;
    this.session = session;
    this.rexBuilder = session.rexBuilder();
    this.coercion = new Coercion(session.rexBuilder());
    this.constants = new ConstantArguments(text, session);
  }

  @Nullable RexNode comparison(SqlCall call, SqlOperator operator) {
    List<RexNode> operands = typer.types(call.getOperandList());
    if (operands == null) {
      return null;
    }
    NullComparison.warn(call, text);
    TextComparison.warn(call, text);
    return compare(call, operator, operands.get(0), operands.get(1));
  }

  private @Nullable RexNode compare(SqlNode place, SqlOperator operator, RexNode a, RexNode b) {
    boolean equality =
        operator.getKind() == SqlKind.EQUALS || operator.getKind() == SqlKind.NOT_EQUALS;
    if (equality && Negation.areRows(a, b)) {
      RexNode equal = fieldwise(place, ((RexCall) a).operands, ((RexCall) b).operands);
      return equal == null || operator.getKind() == SqlKind.EQUALS
          ? equal
          : Negation.of(equal, rexBuilder);
    }
    List<RexNode> sides = coercion.comparable(a, b, text.unresolved());
    boolean ordered =
        operator.getKind() != SqlKind.EQUALS
            && operator.getKind() != SqlKind.NOT_EQUALS
            && operator.getKind() != SqlKind.IS_DISTINCT_FROM
            && operator.getKind() != SqlKind.IS_NOT_DISTINCT_FROM;
    if (sides == null || (ordered && hasNoOrder(sides.get(0).getType()))) {
      text.report(incomparable(place, a, b, sides != null));
      return null;
    }
    return rexBuilder.makeCall(operator, sides);
  }

  /** Rows that are written field by field are equal where all fields are: NULL as AND has it. */
  private @Nullable RexNode fieldwise(SqlNode place, List<RexNode> a, List<RexNode> b) {
    List<RexNode> equal = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      RexNode field = compare(place, SqlStdOperatorTable.EQUALS, a.get(i), b.get(i));
      if (field == null) {
        return null;
      }
      equal.add(field);
    }
    return RexUtil.composeConjunction(rexBuilder, equal);
  }

  private static boolean hasNoOrder(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    return name == SqlTypeName.ROW || name == SqlTypeName.ARRAY || name == SqlTypeName.MAP;
  }

  private Diagnostic.Builder incomparable(
      SqlNode place, RexNode aValue, RexNode bValue, boolean unordered) {
    RelDataType a = aValue.getType();
    RelDataType b = bValue.getType();
    String left = TypeNames.of(a);
    String right = TypeNames.of(b);
    if (unordered) {
      return text.at(TypeCodes.DIFFERENT_TYPES, place, "there is no order among values of " + left)
          .help("compare an element or a field of it");
    }
    Diagnostic.Builder problem =
        text.at(TypeCodes.DIFFERENT_TYPES, place, noComparison(aValue, bValue))
            .label(left + " and " + right);
    return problem.help(new ComparisonHelp(text, place).of(a, b));
  }

  private static String noComparison(RexNode a, RexNode b) {
    return noValue(a, b)
        .or(() -> noValue(b, a))
        .orElseGet(
            () ->
                TypeNames.of(a.getType())
                    + " cannot be compared with "
                    + TypeNames.of(b.getType()));
  }

  /** A text beside a time was meant as one. */
  private static Optional<String> noValue(RexNode time, RexNode literal) {
    boolean isTime = SqlTypeUtil.isDatetime(time.getType());
    return isTime && Coercion.isTextLiteral(literal)
        ? Optional.of("'" + Coercion.textOf(literal) + "' is no " + TypeNames.of(time.getType()))
        : Optional.empty();
  }

  @Nullable RexNode logic(SqlCall call) {
    List<SqlNode> parts = new ArrayList<>();
    flatten(call, call.getKind(), parts);
    List<RexNode> conditions = new ArrayList<>();
    boolean wrong = false;
    for (SqlNode part : parts) {
      RexNode condition = condition(part, call.getOperator().getName());
      if (condition == null) {
        wrong = true;
      } else {
        conditions.add(condition);
      }
    }
    return wrong ? null : rexBuilder.makeCall(call.getOperator(), conditions);
  }

  /** The parts of a chain of one operator, from left to right, without recursion into depth. */
  private static void flatten(SqlCall call, SqlKind kind, List<SqlNode> parts) {
    List<SqlNode> reversed = new ArrayList<>();
    SqlNode left = call;
    while (left.getKind() == kind && left instanceof SqlCall) {
      SqlCall chain = (SqlCall) left;
      reversed.add(chain.operand(1));
      left = chain.operand(0);
    }
    reversed.add(left);
    for (int i = reversed.size() - 1; i >= 0; i--) {
      SqlNode part = reversed.get(i);
      if (part.getKind() == kind && part instanceof SqlCall) {
        flatten((SqlCall) part, kind, parts);
      } else {
        parts.add(part);
      }
    }
  }

  /** A condition; a bare NULL is one. */
  @Nullable RexNode condition(SqlNode node, String before) {
    RexNode rex = typer.type(node);
    if (rex == null) {
      return null;
    }
    RelDataType type = rex.getType();
    if (Coercion.isNull(type)) {
      return coercion.cast(rex, session.types().createSqlType(SqlTypeName.BOOLEAN));
    }
    if (type.getSqlTypeName() != SqlTypeName.BOOLEAN) {
      text.report(
          text.at(
                  TypeCodes.WRONG_ARGUMENTS,
                  node,
                  before
                      + " takes a condition, and `"
                      + text.written(node)
                      + "` is "
                      + TypeNames.withArticle(type))
              .label(TypeNames.of(type))
              .help(
                  "compare it with something, such as `"
                      + text.written(node)
                      + (SqlTypeUtil.isNumeric(type) ? " > 0`" : " IS NOT NULL`")));
      return null;
    }
    return rex;
  }

  @Nullable RexNode not(SqlCall call) {
    RexNode condition = condition(call.operand(0), "NOT");
    return condition == null ? null : Negation.of(condition, rexBuilder);
  }

  @Nullable RexNode truthTest(SqlCall call) {
    RexNode condition = condition(call.operand(0), call.getOperator().getName());
    if (condition == null) {
      return null;
    }
    switch (call.getOperator().getName()) {
      case "IS UNKNOWN":
        return rexBuilder.makeCall(SqlStdOperatorTable.IS_NULL, condition);
      case "IS NOT UNKNOWN":
        return rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, condition);
      default:
        return rexBuilder.makeCall(call.getOperator(), condition);
    }
  }

  @Nullable RexNode between(SqlCall call) {
    List<RexNode> operands = typer.types(call.getOperandList());
    if (operands == null) {
      return null;
    }
    RexNode value = operands.get(0);
    SqlBetweenOperator operator = (SqlBetweenOperator) call.getOperator();
    RexNode range = range(call, value, operands.get(1), operands.get(2));
    if (range == null) {
      return null;
    }
    if (operator.flag == SqlBetweenOperator.Flag.SYMMETRIC) {
      RexNode reversed = range(call, value, operands.get(2), operands.get(1));
      if (reversed == null) {
        return null;
      }
      range = rexBuilder.makeCall(SqlStdOperatorTable.OR, range, reversed);
    }
    return operator.isNegated() ? Negation.of(range, rexBuilder) : range;
  }

  private @Nullable RexNode range(SqlCall call, RexNode value, RexNode low, RexNode high) {
    RexNode from = compare(call, SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, value, low);
    if (from == null) {
      return null;
    }
    RexNode to = compare(call, SqlStdOperatorTable.LESS_THAN_OR_EQUAL, value, high);
    return to == null ? null : rexBuilder.makeCall(SqlStdOperatorTable.AND, from, to);
  }

  @Nullable RexNode in(SqlCall call) {
    if (!(call.operand(1) instanceof SqlNodeList)) {
      return typer.type(call.operand(1));
    }
    SqlNodeList list = call.operand(1);
    RexNode value = typer.type(call.operand(0));
    List<RexNode> elements = typer.types(list);
    if (value == null || elements == null) {
      return null;
    }
    NullComparison.warnOfElements(call, list, text);
    TextComparison.warnOfElements(call.operand(0), list, text);
    List<RexNode> equalities = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      RexNode equality = compare(list.get(i), SqlStdOperatorTable.EQUALS, value, elements.get(i));
      if (equality == null) {
        return null;
      }
      equalities.add(equality);
    }
    RexNode any = RexUtil.composeDisjunction(rexBuilder, equalities);
    return call.getKind() == SqlKind.NOT_IN ? Negation.of(any, rexBuilder) : any;
  }

  @Nullable RexNode like(SqlCall call) {
    SqlLikeOperator operator = (SqlLikeOperator) call.getOperator();
    if (!operator.isCaseSensitive()) {
      text.report(
          text.at(TypeCodes.UNKNOWN_FUNCTION, call, "there is no " + operator.getName())
              .help(
                  "write `LOWER("
                      + text.written(call.operand(0))
                      + ") LIKE LOWER("
                      + text.written(call.operand(1))
                      + ")`"));
      return null;
    }
    List<RexNode> operands = typer.types(call.getOperandList());
    if (operands == null) {
      return null;
    }
    List<RexNode> texts = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      RexNode operand = operands.get(i);
      boolean bareNull = Coercion.isNull(operand.getType());
      if (!SqlTypeUtil.isCharacter(operand.getType()) && !bareNull) {
        text.report(
            text.at(
                    TypeCodes.WRONG_ARGUMENTS,
                    call.operand(i),
                    operator.getName()
                        + " looks at texts, not at "
                        + TypeNames.of(operand.getType()))
                .help("write `CAST(" + text.written(call.operand(i)) + " AS STRING)`"));
        return null;
      }
      texts.add(
          bareNull
              ? coercion.cast(operand, session.types().createSqlType(SqlTypeName.VARCHAR))
              : operand);
    }
    boolean similar = operator.getKind() == SqlKind.SIMILAR;
    if (!isPattern(call, texts, similar)) {
      return null;
    }
    SqlOperator positive = similar ? SqlStdOperatorTable.SIMILAR_TO : SqlStdOperatorTable.LIKE;
    RexNode matches = rexBuilder.makeCall(positive, texts);
    return operator.isNegated() ? rexBuilder.makeCall(SqlStdOperatorTable.NOT, matches) : matches;
  }

  /** False where a pattern or an escape character that no row changes is none. */
  private boolean isPattern(SqlCall call, List<RexNode> texts, boolean similar) {
    String pattern = constants.value(texts.get(1));
    String escape = texts.size() < 3 ? null : constants.value(texts.get(2));
    if (texts.size() == 3 && escape == null) {
      return true;
    }
    if (escape != null && escape.codePointCount(0, escape.length()) != 1) {
      String problem = "ESCAPE takes one character, not " + ArgumentCheck.quoted(escape);
      return constants.isFine(
          call.operand(2), ArgumentCheck.Problem.of(problem, "write ESCAPE '!'"));
    }
    return pattern == null
        || constants.isFine(call.operand(1), PatternProblems.like(pattern, escape, similar));
  }
}
