// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.code.Session;
import dev.drey.expression.parse.SqlText;
import dev.drey.expression.type.CastRules;
import dev.drey.expression.type.Coercion;
import dev.drey.expression.type.TypeNames;
import dev.drey.function.ArgumentCheck;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Choices among values (CASE and its kin), and nested values put together and taken apart. */
final class ConstructorTyper {
  private final Typer typer;
  private final SqlText text;
  private final Session session;
  private final RexBuilder rexBuilder;
  private final Coercion coercion;
  private final ConditionTyper conditions;
  private final ConstantArguments constants;

  ConstructorTyper(Typer typer, SqlText text, Session session) {
    this.typer = typer;
    this.text = text;
    this.session = session;
    this.rexBuilder = session.rexBuilder();
    this.coercion = new Coercion(session.rexBuilder());
    this.conditions = new ConditionTyper(typer, text, session);
    this.constants = new ConstantArguments(text, session);
  }

  @Nullable RexNode caseWhen(SqlCall call) {
    SqlCase choice = (SqlCase) call;
    List<RexNode> whens = new ArrayList<>();
    for (SqlNode when : choice.getWhenOperands()) {
      RexNode condition = conditions.condition(when, "WHEN");
      if (condition != null) {
        whens.add(condition);
      }
    }
    List<SqlNode> results = new ArrayList<>(choice.getThenOperands());
    SqlNode otherwise = choice.getElseOperand();
    results.add(otherwise == null ? SqlLiteral.createNull(call.getParserPosition()) : otherwise);
    List<RexNode> values = typer.types(results);
    if (values == null || whens.size() < choice.getWhenOperands().size()) {
      return null;
    }
    return choose(call, whens, values, "the results of CASE");
  }

  /** The value at the first condition that is TRUE; the last where none is. */
  private @Nullable RexNode choose(
      SqlCall call, List<RexNode> conditionList, List<RexNode> values, String what) {
    Coercion.Unified unified = unify(call, values, what);
    if (unified == null) {
      return null;
    }
    List<RexNode> operands = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (i < conditionList.size()) {
        operands.add(conditionList.get(i));
      }
      operands.add(unified.values().get(i));
    }
    return rexBuilder.makeCall(unified.type(), SqlStdOperatorTable.CASE, operands);
  }

  private Coercion.@Nullable Unified unify(SqlCall call, List<RexNode> values, String what) {
    Coercion.Unified unified = coercion.unified(values, text.unresolved());
    if (unified == null) {
      text.report(
          text.at(
                  TypeCodes.DIFFERENT_TYPES,
                  call,
                  what + " are of different types: " + Typer.typesOf(values))
              .help("cast them to one type"));
    }
    return unified;
  }

  @Nullable RexNode coalesce(SqlCall call) {
    if (call.operandCount() == 0) {
      return typer.wrongCount(call, "at least one argument");
    }
    List<RexNode> values = typer.types(call.getOperandList());
    if (values == null) {
      return null;
    }
    Coercion.Unified unified =
        unify(call, coercion.localTimes(values), "the arguments of COALESCE");
    if (unified == null) {
      return null;
    }
    List<RexNode> operands = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      RexNode value = unified.values().get(i);
      if (i == values.size() - 1 || !value.getType().isNullable()) {
        operands.add(value);
        break;
      }
      operands.add(rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, value));
      operands.add(value);
    }
    RexNode last = operands.get(operands.size() - 1);
    return operands.size() == 1
        ? last
        : rexBuilder.makeCall(
            coercion.withNullable(unified.type(), last.getType().isNullable()),
            SqlStdOperatorTable.CASE,
            operands);
  }

  /** {@code NULLIF(a, b)}: NULL where both are equal, else a. */
  @Nullable RexNode nullIf(SqlCall call) {
    if (call.operandCount() != 2) {
      return typer.wrongCount(call, "two arguments");
    }
    RexNode value = typer.type(call.operand(0));
    RexNode equal = conditions.comparison(call, SqlStdOperatorTable.EQUALS);
    if (value == null || equal == null) {
      return null;
    }
    RexNode nothing = rexBuilder.makeNullLiteral(coercion.withNullable(value.getType(), true));
    return rexBuilder.makeCall(
        nothing.getType(), SqlStdOperatorTable.CASE, List.of(equal, nothing, value));
  }

  @Nullable RexNode ifThen(SqlCall call) {
    if (call.operandCount() != 3) {
      return typer.wrongCount(call, "a condition and two values");
    }
    RexNode condition = conditions.condition(call.operand(0), "IF");
    List<RexNode> values = typer.types(call.getOperandList().subList(1, 3));
    return condition == null || values == null
        ? null
        : choose(call, List.of(condition), values, "the results of IF");
  }

  /** {@code list[1]}, counted from 1, and {@code map['key']}; NULL where there is none. */
  @Nullable RexNode item(SqlCall call) {
    List<RexNode> operands = typer.types(call.getOperandList());
    if (operands == null) {
      return null;
    }
    RexNode value = operands.get(0);
    RexNode key = operands.get(1);
    boolean nullKey = Coercion.isNull(key.getType());
    SqlTypeName kind = value.getType().getSqlTypeName();
    if (kind == SqlTypeName.ARRAY && (nullKey || SqlTypeUtil.isIntType(key.getType()))) {
      if (!constants.isFine(call.operand(1), position(call, constants.value(key)))) {
        return null;
      }
      RelDataType position = session.types().createSqlType(SqlTypeName.BIGINT);
      return rexBuilder.makeCall(
          coercion.withNullable(CastRules.element(value.getType()), true),
          SqlStdOperatorTable.ITEM,
          List.of(value, nullKey ? coercion.cast(key, position) : key));
    }
    RexNode found = kind == SqlTypeName.MAP ? keyOf(value.getType(), key) : null;
    if (found != null) {
      return rexBuilder.makeCall(
          coercion.withNullable(CastRules.value(value.getType()), true),
          SqlStdOperatorTable.ITEM,
          List.of(value, found));
    }
    text.report(
        text.at(
                TypeCodes.WRONG_ARGUMENTS,
                call,
                "["
                    + text.written(call.operand(1))
                    + "] looks for "
                    + TypeNames.withArticle(key.getType())
                    + " in "
                    + TypeNames.withArticle(value.getType()))
            .help("an ARRAY takes a position from 1, a MAP a key of its type"));
    return null;
  }

  /** Flink SQL refuses it as well; one that a column gives finds nothing. */
  private ArgumentCheck.@Nullable Problem position(SqlCall call, @Nullable String constant) {
    // What a cast is of, where it does not fold, may be any text.
    boolean whole = constant != null && constant.matches("[+-]?[0-9]+");
    if (constant == null || !whole || new BigDecimal(constant).signum() > 0) {
      return null;
    }
    String array = text.written(call.operand(0));
    return ArgumentCheck.Problem.of(
        "there is no position " + constant + " in an array: the first is 1",
        constant.startsWith("-")
            ? "for the last element write " + array + "[CARDINALITY(" + array + ")]"
            : "write " + array + "[1]");
  }

  /** What is looked up as a key of the map, or null where it cannot be one. */
  private @Nullable RexNode keyOf(RelDataType map, RexNode key) {
    RelDataType keyType = CastRules.key(map);
    RexNode any = rexBuilder.makeNullLiteral(coercion.withNullable(keyType, true));
    boolean comparable = coercion.comparable(any, key, text.unresolved()) != null;
    boolean texts =
        Coercion.isNull(key.getType())
            || SqlTypeUtil.isCharacter(keyType) == SqlTypeUtil.isCharacter(key.getType());
    return comparable && texts && CastRules.exists(key.getType(), keyType)
        ? coercion.cast(key, keyType)
        : null;
  }

  /** {@code items[1].sku}: the field of a row that is no column. */
  @Nullable RexNode dot(SqlCall call) {
    RexNode row = typer.type(call.operand(0));
    SqlNode name = call.operand(1);
    if (!(name instanceof SqlIdentifier)) {
      text.report(
          text.at(
                  TypeCodes.UNKNOWN_FIELD,
                  name,
                  "behind the point stands the name of a field, not `" + text.written(name) + "`")
              .label("not a field")
              .help("write the function around the value: g(f(x))"));
      return null;
    }
    return row == null ? null : typer.field(row, ((SqlIdentifier) name).getSimple(), name);
  }

  @Nullable RexNode row(SqlCall call) {
    List<RexNode> values = typer.types(call.getOperandList());
    if (values == null) {
      return null;
    }
    RelDataTypeFactory.Builder type = session.types().builder();
    for (int i = 0; i < values.size(); i++) {
      type.add("f" + i, values.get(i).getType());
    }
    return rexBuilder.makeCall(type.build(), SqlStdOperatorTable.ROW, values);
  }

  @Nullable RexNode array(SqlCall call) {
    List<RexNode> values = typer.types(call.getOperandList());
    if (values == null) {
      return null;
    }
    if (values.isEmpty()) {
      return typer.wrongCount(call, "at least one element");
    }
    Coercion.Unified unified = unify(call, values, "the elements of ARRAY");
    if (unified == null) {
      return null;
    }
    return rexBuilder.makeCall(
        session.types().createArrayType(unified.type(), -1),
        SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR,
        unified.values());
  }

  @Nullable RexNode map(SqlCall call) {
    if (call.operandCount() == 0 || call.operandCount() % 2 != 0) {
      return typer.wrongCount(call, "a value for each key");
    }
    List<RexNode> operands = typer.types(call.getOperandList());
    if (operands == null) {
      return null;
    }
    List<RexNode> keys = new ArrayList<>();
    List<RexNode> values = new ArrayList<>();
    for (int i = 0; i < operands.size(); i += 2) {
      keys.add(operands.get(i));
      values.add(operands.get(i + 1));
    }
    Coercion.Unified unifiedKeys = unify(call, keys, "the keys of MAP");
    Coercion.Unified unifiedValues = unify(call, values, "the values of MAP");
    if (unifiedKeys == null || unifiedValues == null) {
      return null;
    }
    List<RexNode> all = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      all.add(unifiedKeys.values().get(i));
      all.add(unifiedValues.values().get(i));
    }
    return rexBuilder.makeCall(
        session.types().createMapType(unifiedKeys.type(), unifiedValues.type()),
        SqlStdOperatorTable.MAP_VALUE_CONSTRUCTOR,
        all);
  }
}
