// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.code.Session;
import dev.drey.expression.function.Functions;
import dev.drey.expression.parse.ChangingValues;
import dev.drey.expression.parse.Nesting;
import dev.drey.expression.parse.SqlReader;
import dev.drey.expression.parse.SqlText;
import dev.drey.expression.type.CastRules;
import dev.drey.expression.type.Coercion;
import dev.drey.expression.type.TypeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Calls: operators by their kind, special forms, and functions by their name. */
final class CallTyper {
  private static final Map<SqlKind, SqlOperator> COMPARISONS =
      Map.of(
          SqlKind.EQUALS, SqlStdOperatorTable.EQUALS,
          SqlKind.NOT_EQUALS, SqlStdOperatorTable.NOT_EQUALS,
          SqlKind.LESS_THAN, SqlStdOperatorTable.LESS_THAN,
          SqlKind.LESS_THAN_OR_EQUAL, SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
          SqlKind.GREATER_THAN, SqlStdOperatorTable.GREATER_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL, SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
          SqlKind.IS_DISTINCT_FROM, SqlStdOperatorTable.IS_DISTINCT_FROM,
          SqlKind.IS_NOT_DISTINCT_FROM, SqlStdOperatorTable.IS_NOT_DISTINCT_FROM);

  private final Typer typer;
  private final SqlText text;
  private final Session session;
  private final RexBuilder rexBuilder;
  private final Coercion coercion;
  private final ArithmeticTyper arithmetic;
  private final ConditionTyper conditions;
  private final ConstructorTyper constructors;
  private final FunctionTyper functions;
  private final JsonTyper json;
  private final TimeTyper times;
  private final JsonMakerTyper jsonMakers;
  private final MomentTyper moments;

  CallTyper(Typer typer, SqlText text, Session session, Functions functions) {
    this.typer = typer;
    this.text = text;
    this.session = session;
    this.rexBuilder = session.rexBuilder();
    this.coercion = new Coercion(session.rexBuilder());
    this.arithmetic = new ArithmeticTyper(typer, text, session);
    this.conditions = new ConditionTyper(typer, text, session);
    this.constructors = new ConstructorTyper(typer, text, session);
    this.times = new TimeTyper(typer, text, session);
    this.functions = new FunctionTyper(typer, text, session, functions);
    this.json = new JsonTyper(typer, text, session, this.functions);
    this.jsonMakers = new JsonMakerTyper(typer, text, session);
    this.moments = new MomentTyper(typer, text, session);
  }

  MomentTyper moments() {
    return moments;
  }

  @Nullable RexNode call(SqlCall call) {
    SqlOperator comparison = COMPARISONS.get(call.getKind());
    if (comparison != null) {
      return conditions.comparison(call, comparison);
    }
    switch (call.getKind()) {
      case AND:
      case OR:
        return conditions.logic(call);
      case NOT:
        return conditions.not(call);
      case IS_NULL:
      case IS_NOT_NULL:
        return nullTest(call);
      case IS_TRUE:
      case IS_NOT_TRUE:
      case IS_FALSE:
      case IS_NOT_FALSE:
      case IS_UNKNOWN:
        return conditions.truthTest(call);
      case BETWEEN:
        return conditions.between(call);
      case IN:
      case NOT_IN:
        return conditions.in(call);
      case LIKE:
      case SIMILAR:
        return conditions.like(call);
      case CASE:
        return constructors.caseWhen(call);
      case COALESCE:
        return constructors.coalesce(call);
      case NULLIF:
        return constructors.nullIf(call);
      case CAST:
      case SAFE_CAST:
        return cast(call);
      case PLUS:
      case MINUS:
      case TIMES:
      case DIVIDE:
      case MOD:
        return call.operandCount() == 3 ? times.minus(call) : arithmetic.binary(call);
      case MINUS_PREFIX:
      case PLUS_PREFIX:
        return arithmetic.sign(call);
      case ITEM:
        return constructors.item(call);
      case DOT:
        return constructors.dot(call);
      case ROW:
        return constructors.row(call);
      case ARRAY_VALUE_CONSTRUCTOR:
        return constructors.array(call);
      case MAP_VALUE_CONSTRUCTOR:
        return constructors.map(call);
      default:
        return byName(call);
    }
  }

  private @Nullable RexNode byName(SqlCall call) {
    Diagnostic.Builder impossible = NotInExpressions.in(call, text);
    Optional<Diagnostic.Builder> method = MethodCalls.in(call, text);
    if (impossible != null || method.isPresent()) {
      text.report(impossible != null ? impossible : method.get());
      return null;
    }
    String name = ChangingValues.name(call.getOperator().getName());
    if (MomentTyper.isMoment(name, call.operandCount())) {
      return moments.value(call, name, call.getOperandList());
    }
    switch (name) {
      case "||":
        return concat(call);
      case "IS NOT UNKNOWN":
        return conditions.truthTest(call);
      case "INTERVAL":
      case "EXTRACT":
      case "FLOOR":
      case "CEIL":
      case "CEILING":
      case "TIMESTAMPADD":
      case "TIMESTAMPDIFF":
      case "OVERLAPS":
      case "YEAR":
      case "QUARTER":
      case "MONTH":
      case "WEEK":
      case "DAYOFYEAR":
      case "DAYOFMONTH":
      case "DAYOFWEEK":
      case "HOUR":
      case "MINUTE":
      case "SECOND":
        return times.call(call, name);
      case "COALESCE":
        return constructors.coalesce(call);
      case "NULLIF":
        return constructors.nullIf(call);
      case "IF":
        return constructors.ifThen(call);
      case "TRIM":
        return functions.trim(call);
      case "ROW":
        return constructors.row(call);
      case "ROUND":
      case "TRUNCATE":
        return arithmetic.round(call, name);
      case "GREATEST":
      case "LEAST":
        return functions.extreme(call, name);
      case "MOD":
        return arithmetic.binary(call);
      case "JSON_VALUE":
        return json.value(call, functions.named(name));
      case "JSON_QUERY":
        return json.query(call, functions.named(name));
      case "JSON_STRING":
        return jsonMakers.string(call);
      case "JSON_OBJECT":
        return jsonMakers.object(call);
      case "JSON_ARRAY":
        return jsonMakers.array(call);
      case "JSON_EXISTS":
        return json.exists(call, functions.named(name));
      case "IFNULL":
        return call.operandCount() == 2
            ? constructors.coalesce(call)
            : typer.wrongCount(call, "two arguments");
      case "TYPEOF":
        return functions.typeOf(call);
      default:
        return name.startsWith("IS NOT JSON ") ? notJson(call, name) : functions.call(call, name);
    }
  }

  private @Nullable RexNode notJson(SqlCall call, String name) {
    RexNode is = functions.call(call, name.replace("IS NOT", "IS"));
    return is == null ? null : rexBuilder.makeCall(SqlStdOperatorTable.NOT, is);
  }

  private @Nullable RexNode nullTest(SqlCall call) {
    RexNode operand = typer.type(call.operand(0));
    return operand == null ? null : rexBuilder.makeCall(call.getOperator(), operand);
  }

  private static boolean isNoText(List<RexNode> operands) {
    return operands.stream().noneMatch(operand -> SqlTypeUtil.isCharacter(operand.getType()));
  }

  private @Nullable RexNode concat(SqlCall call) {
    List<SqlNode> parts = Nesting.chain(call);
    List<RexNode> operands = typer.types(parts);
    if (operands == null) {
      return null;
    }
    boolean binary = operands.stream().allMatch(o -> SqlTypeUtil.isBinary(o.getType()));
    for (int i = 0; i < operands.size(); i++) {
      RelDataType type = operands.get(i).getType();
      if (!binary && !SqlTypeUtil.isCharacter(type) && !Coercion.isNull(type)) {
        SqlNode operand = parts.get(i);
        text.report(
            text.at(
                    TypeCodes.WRONG_ARGUMENTS,
                    operand,
                    "|| joins texts, and `"
                        + text.written(operand)
                        + "` is "
                        + TypeNames.withArticle(type))
                .label(TypeNames.of(type))
                .help(
                    Optional.of(text)
                        .filter(all -> isNoText(operands))
                        .flatMap(SqlReader::or)
                        .map(or -> "OR is the word between conditions: write `" + or + "`")
                        .orElse("write CAST(" + text.written(operand) + " AS STRING)")));
        return null;
      }
    }
    List<RexNode> texts = new ArrayList<>();
    RelDataType string =
        session.types().createSqlType(binary ? SqlTypeName.VARBINARY : SqlTypeName.VARCHAR);
    for (RexNode operand : operands) {
      texts.add(Coercion.isNull(operand.getType()) ? coercion.cast(operand, string) : operand);
    }
    return joined(texts, string);
  }

  /** A long chain as a tree that is as flat as can be: each level takes stack wherever it goes. */
  private RexNode joined(List<RexNode> texts, RelDataType type) {
    if (texts.size() == 1) {
      return texts.get(0);
    }
    int middle = (texts.size() + 1) / 2;
    RexNode left = joined(texts.subList(0, middle), type);
    RexNode right = joined(texts.subList(middle, texts.size()), type);
    boolean nullable = left.getType().isNullable() || right.getType().isNullable();
    return rexBuilder.makeCall(
        session.types().createTypeWithNullability(type, nullable),
        SqlStdOperatorTable.CONCAT,
        List.of(left, right));
  }

  private @Nullable RexNode cast(SqlCall call) {
    RexNode value = typer.type(call.operand(0));
    String typeName = call.operand(1).toString().replace("`", "");
    if (value == null || !typer.castTypes().isType(typeName)) {
      return null;
    }
    RelDataType type = session.types().toRel(typer.castTypes().type(typeName));
    if (!CastRules.exists(value.getType(), type)) {
      text.report(
          text.at(
                  TypeCodes.IMPOSSIBLE_CAST,
                  call,
                  "a " + TypeNames.of(value.getType()) + " cannot be cast to " + TypeNames.of(type))
              .help(CastRules.help(value.getType(), type)));
      return null;
    }
    boolean safe = call.getKind() == SqlKind.SAFE_CAST;
    boolean nullable = safe || value.getType().isNullable() || Coercion.isNull(value.getType());
    RelDataType target = coercion.withNullable(type, nullable);
    return Coercion.isNull(value.getType())
        ? rexBuilder.makeNullLiteral(target)
        : rexBuilder.makeAbstractCast(target, value, safe);
  }
}
