// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.code.Session;
import dev.drey.expression.function.JsonOperator;
import dev.drey.expression.function.RuntimeFunction;
import dev.drey.expression.parse.SqlText;
import dev.drey.expression.type.Coercion;
import dev.drey.expression.type.TypeNames;
import dev.drey.type.DataType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlJsonEmptyOrError;
import org.apache.calcite.sql.SqlJsonValueEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Functions over JSON that have a syntax of their own. */
final class JsonTyper {
  private static final int QUERY_RETURNING = 5;

  private final Typer typer;
  private final SqlText text;
  private final Session session;
  private final RexBuilder rexBuilder;
  private final FunctionTyper functions;
  private final Coercion coercion;

  JsonTyper(Typer typer, SqlText text, Session session, FunctionTyper functions) {
    this.typer = typer;
    this.text = text;
    this.session = session;
    this.rexBuilder = session.rexBuilder();
    this.functions = functions;
    this.coercion = new Coercion(session.rexBuilder());
  }

  /** What is given for nothing, or where there is an error: a word, and a value for DEFAULT. */
  private static final class Choice {
    private String how = "NULL";
    private @Nullable SqlNode instead;
    private @Nullable RexNode value;
  }

  /**
   * {@code JSON_VALUE(json, path [RETURNING type] [{NULL | ERROR | DEFAULT x} ON {EMPTY |
   * ERROR}]...)}.
   */
  @Nullable RexNode value(SqlCall call, RuntimeFunction function) {
    RelDataType type = session.types().createSqlType(SqlTypeName.VARCHAR);
    Choice onEmpty = new Choice();
    Choice onError = new Choice();
    List<SqlNode> operands = call.getOperandList();
    for (int i = 2; i < operands.size(); i++) {
      SqlNode operand = operands.get(i);
      if (operand instanceof SqlDataTypeSpec) {
        DataType returned = typer.castTypes().type(operand.toString().replace("`", ""));
        type = session.types().toRel(returned.withNullable(true));
      } else if (operand instanceof SqlLiteral
          && ((SqlLiteral) operand).getValue() instanceof SqlJsonValueEmptyOrErrorBehavior) {
        String how = String.valueOf(((SqlLiteral) operand).getValue());
        SqlNode instead = how.equals("DEFAULT") ? operands.get(++i) : null;
        SqlJsonEmptyOrError when =
            ((SqlLiteral) operands.get(++i)).getValueAs(SqlJsonEmptyOrError.class);
        Choice choice = when == SqlJsonEmptyOrError.EMPTY ? onEmpty : onError;
        choice.how = how;
        choice.instead = instead;
      }
    }
    RexNode plain = ofPath(call, function);
    if (!isTyped(onEmpty, type) || !isTyped(onError, type) || plain == null) {
      return null;
    }
    return returned(choosing((RexCall) plain, onEmpty, onError), type, onError);
  }

  /** Whether what is given instead has its type; a problem is reported. */
  private boolean isTyped(Choice choice, RelDataType type) {
    if (choice.instead == null) {
      return true;
    }
    choice.value = typer.type(choice.instead);
    if (choice.value == null) {
      return false;
    }
    if (!isOfKind(choice.value.getType(), type)) {
      text.report(
          text.at(
                  TypeCodes.DIFFERENT_TYPES,
                  choice.instead,
                  "JSON_VALUE returns "
                      + TypeNames.withArticle(type)
                      + ", and `"
                      + text.written(choice.instead)
                      + "` is "
                      + TypeNames.withArticle(choice.value.getType()))
              .label(TypeNames.of(choice.value.getType()))
              .help(
                  "write RETURNING "
                      + TypeNames.of(choice.value.getType())
                      + " behind the path, or DEFAULT CAST("
                      + text.written(choice.instead)
                      + " AS "
                      + TypeNames.of(type)
                      + ")"));
      return false;
    }
    return true;
  }

  private static boolean isOfKind(RelDataType value, RelDataType type) {
    return Coercion.isNull(value)
        || value.getSqlTypeName() == type.getSqlTypeName()
        || (SqlTypeUtil.isCharacter(type) && !Coercion.isNested(value))
        || (SqlTypeUtil.isNumeric(value) && SqlTypeUtil.isNumeric(type));
  }

  private RexNode choosing(RexCall plain, Choice onEmpty, Choice onError) {
    if (onEmpty.how.equals("NULL") && onError.how.equals("NULL")) {
      return plain;
    }
    List<RexNode> operands = new ArrayList<>(plain.operands);
    operands.add(rexBuilder.makeLiteral(onEmpty.how));
    operands.add(asText(onEmpty.value));
    operands.add(rexBuilder.makeLiteral(onError.how));
    operands.add(asText(onError.value));
    String clause = clause(onEmpty, "EMPTY") + clause(onError, "ERROR");
    return rexBuilder.makeCall(
        plain.getType(), new JsonOperator("JSON_VALUE", "value", clause), operands);
  }

  private String clause(Choice choice, String when) {
    if (choice.how.equals("NULL")) {
      return "";
    }
    String instead = choice.instead == null ? "" : " " + text.written(choice.instead);
    return " " + choice.how + instead + " ON " + when;
  }

  private RexNode asText(@Nullable RexNode value) {
    RelDataType string =
        session
            .types()
            .createTypeWithNullability(session.types().createSqlType(SqlTypeName.VARCHAR), true);
    return value == null ? rexBuilder.makeNullLiteral(string) : coercion.cast(value, string);
  }

  /** The text as a value of the type; one that does not fit it is an error. */
  private RexNode returned(RexNode value, RelDataType type, Choice onError) {
    if (SqlTypeUtil.isCharacter(type) && type.getPrecision() == value.getType().getPrecision()) {
      return value;
    }
    RelDataType target = coercion.withNullable(type, true);
    RexNode read = rexBuilder.makeAbstractCast(target, value, !onError.how.equals("ERROR"));
    if (onError.value == null) {
      return read;
    }
    RexNode unread =
        rexBuilder.makeCall(
            SqlStdOperatorTable.AND,
            rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, value),
            rexBuilder.makeCall(SqlStdOperatorTable.IS_NULL, read));
    return rexBuilder.makeCall(
        target,
        SqlStdOperatorTable.CASE,
        List.of(unread, rexBuilder.makeAbstractCast(target, asText(onError.value), true), read));
  }

  /**
   * {@code JSON_QUERY(json, path [RETURNING {STRING | ARRAY<STRING>}] [WITH [CONDITIONAL] WRAPPER]
   * [{NULL | ERROR | EMPTY ARRAY | EMPTY OBJECT} ON {EMPTY | ERROR}]...)}.
   */
  @Nullable RexNode query(SqlCall call, RuntimeFunction function) {
    RexCall plain = (RexCall) ofPath(call, function);
    if (plain == null) {
      return null;
    }
    List<SqlNode> operands = call.getOperandList();
    List<RexNode> all = new ArrayList<>(plain.operands);
    StringBuilder clause = new StringBuilder();
    String[] where = {"", " ON EMPTY", " ON ERROR"};
    boolean usual = true;
    for (int i = 0; i < where.length; i++) {
      String how =
          operands.size() > i + 2
              ? ((SqlLiteral) operands.get(i + 2)).getValueAs(Enum.class).name()
              : i == 0 ? "WITHOUT_ARRAY" : "NULL";
      all.add(rexBuilder.makeLiteral(how));
      if (!how.equals("WITHOUT_ARRAY") && !how.equals("NULL")) {
        usual = false;
        clause
            .append(' ')
            .append(
                how.replace("UNCONDITIONAL_ARRAY", "WRAPPER")
                    .replace("CONDITIONAL_ARRAY", "CONDITIONAL WRAPPER")
                    .replace('_', ' '));
        clause.append(where[i]);
      }
    }
    RelDataType type = plain.getType();
    String method = "query";
    if (operands.size() > QUERY_RETURNING && operands.get(QUERY_RETURNING) != null) {
      DataType returned =
          typer.castTypes().type(operands.get(QUERY_RETURNING).toString().replace("`", ""));
      String name = TypeNames.of(returned);
      boolean texts = name.equals("ARRAY<STRING>");
      if (!texts && !name.equals("STRING")) {
        text.report(
            text.at(
                    TypeCodes.WRONG_ARGUMENTS,
                    call.operand(QUERY_RETURNING),
                    "JSON_QUERY returns STRING or ARRAY<STRING>, not " + name)
                .help("cast the result: CAST(JSON_QUERY(x, '$.a') AS type)"));
        return null;
      }
      if (texts) {
        usual = false;
        method = "queryList";
        type = session.types().toRel(returned.withNullable(true));
        clause.insert(0, " RETURNING ARRAY<STRING>");
      }
    }
    return usual
        ? plain
        : rexBuilder.makeCall(type, new JsonOperator("JSON_QUERY", method, clause.toString()), all);
  }

  /** {@code JSON_EXISTS(json, path [{TRUE | FALSE | UNKNOWN | ERROR} ON ERROR])}. */
  @Nullable RexNode exists(SqlCall call, RuntimeFunction function) {
    RexNode plain = ofPath(call, function);
    if (plain == null || call.operandCount() < 3) {
      return plain;
    }
    String how = ((SqlLiteral) call.operand(2)).getValueAs(Enum.class).name();
    List<RexNode> operands = new ArrayList<>(((RexCall) plain).operands);
    operands.add(rexBuilder.makeLiteral(how));
    return rexBuilder.makeCall(
        plain.getType(),
        new JsonOperator("JSON_EXISTS", "exists", " " + how + " ON ERROR"),
        operands);
  }

  private @Nullable RexNode ofPath(SqlCall call, RuntimeFunction function) {
    if (call.operandCount() < 2) {
      return typer.wrongCount(call, "a text and a path");
    }
    List<RexNode> arguments = typer.types(call.getOperandList().subList(0, 2));
    return arguments == null ? null : functions.call(call, function, arguments);
  }
}
