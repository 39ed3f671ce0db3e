package dev.drey.expression;

import dev.drey.diagnostic.TypeCodes;
import dev.drey.type.DataType;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlJsonQueryEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlJsonQueryWrapperBehavior;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Functions over JSON that have a syntax of their own. */
final class JsonTyper {
  private static final int QUERY_WRAPPER = 2;

  private final Typer typer;
  private final SqlText text;
  private final SqlDialect dialect;
  private final RexBuilder rexBuilder;
  private final FunctionTyper functions;

  JsonTyper(Typer typer, SqlText text, SqlDialect dialect, FunctionTyper functions) {
    this.typer = typer;
    this.text = text;
    this.dialect = dialect;
    this.rexBuilder = dialect.rexBuilder();
    this.functions = functions;
  }

  /** {@code JSON_VALUE(json, path [RETURNING type])}: what does not fit the type is NULL. */
  @Nullable RexNode value(SqlCall call, RuntimeFunction function) {
    int count = call.operandCount();
    boolean returning = count == 4 && call.operand(3) instanceof SqlDataTypeSpec;
    if (count != 2 && !returning) {
      text.report(
          text.at(
                  TypeCodes.WRONG_ARGUMENTS,
                  call,
                  "JSON_VALUE takes a text, a path and RETURNING with a type")
              .help("where there is no value the result is NULL: use COALESCE for another one"));
      return null;
    }
    RexNode value = ofPath(call, function);
    if (value == null || !returning) {
      return value;
    }
    DataType type = typer.castTypes().type(call.operand(3).toString().replace("`", ""));
    return rexBuilder.makeAbstractCast(dialect.types().toRel(type.withNullable(true)), value, true);
  }

  /** {@code JSON_QUERY(json, path [WITH [CONDITIONAL] WRAPPER])}. */
  @Nullable RexNode query(SqlCall call) {
    List<SqlNode> operands = call.getOperandList();
    for (int i = QUERY_WRAPPER + 1; i < operands.size(); i++) {
      if (!isDefault(operands.get(i))) {
        text.report(
            text.at(
                    TypeCodes.WRONG_ARGUMENTS,
                    call,
                    "JSON_QUERY takes a text, a path and WITH WRAPPER")
                .help("where there is no value the result is NULL: use COALESCE for another one"));
        return null;
      }
    }
    SqlNode wrapper = operands.size() > QUERY_WRAPPER ? operands.get(QUERY_WRAPPER) : null;
    return ofPath(call, JsonFunctionList.query(method(wrapper)));
  }

  private static boolean isDefault(@Nullable SqlNode behavior) {
    return behavior == null
        || (behavior instanceof SqlLiteral
            && ((SqlLiteral) behavior).getValue() == SqlJsonQueryEmptyOrErrorBehavior.NULL);
  }

  private static String method(@Nullable SqlNode wrapper) {
    SqlJsonQueryWrapperBehavior behavior =
        wrapper == null
            ? SqlJsonQueryWrapperBehavior.WITHOUT_ARRAY
            : ((SqlLiteral) wrapper).getValueAs(SqlJsonQueryWrapperBehavior.class);
    switch (behavior) {
      case WITH_CONDITIONAL_ARRAY:
        return "queryAsArray";
      case WITH_UNCONDITIONAL_ARRAY:
        return "queryWrapped";
      default:
        return "query";
    }
  }

  private @Nullable RexNode ofPath(SqlCall call, RuntimeFunction function) {
    List<RexNode> arguments = typer.types(call.getOperandList().subList(0, 2));
    return arguments == null ? null : functions.call(call, function, arguments);
  }
}
