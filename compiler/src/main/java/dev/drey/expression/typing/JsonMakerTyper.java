// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.code.Session;
import dev.drey.expression.parse.SqlText;
import dev.drey.expression.runtime.JsonMaking;
import dev.drey.expression.type.Coercion;
import dev.drey.expression.type.SqlTypes;
import dev.drey.expression.value.JsonMaker;
import dev.drey.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Functions that make JSON: what is within another one is not a text in it, but a part of it. */
final class JsonMakerTyper {
  private final Typer typer;
  private final SqlText text;
  private final Session session;
  private final RexBuilder rexBuilder;
  private final Coercion coercion;

  JsonMakerTyper(Typer typer, SqlText text, Session session) {
    this.typer = typer;
    this.text = text;
    this.session = session;
    this.rexBuilder = session.rexBuilder();
    this.coercion = new Coercion(rexBuilder);
  }

  /** {@code JSON_STRING(value)}; NULL for NULL. */
  @Nullable RexNode string(SqlCall call) {
    return call.operandCount() == 1
        ? made("JSON_STRING", false, call.getOperandList())
        : typer.wrongCount(call, "one argument");
  }

  /** {@code JSON_OBJECT([KEY] key VALUE value, ... [{NULL | ABSENT} ON NULL])}. */
  @Nullable RexNode object(SqlCall call) {
    return made("JSON_OBJECT", leavesOutNull(call), rest(call));
  }

  /** {@code JSON_ARRAY(value, ... [{NULL | ABSENT} ON NULL])}. */
  @Nullable RexNode array(SqlCall call) {
    return made("JSON_ARRAY", leavesOutNull(call), rest(call));
  }

  private static boolean leavesOutNull(SqlCall call) {
    return ((SqlLiteral) call.operand(0)).getValue() == SqlJsonConstructorNullClause.ABSENT_ON_NULL;
  }

  private static List<SqlNode> rest(SqlCall call) {
    return call.getOperandList().subList(1, call.operandCount());
  }

  private @Nullable RexNode made(String name, boolean absent, List<SqlNode> nodes) {
    List<RexNode> operands = new ArrayList<>();
    List<Boolean> raw = new ArrayList<>();
    boolean right = true;
    for (int i = 0; i < nodes.size(); i++) {
      SqlNode node = nodes.get(i);
      RexNode operand = typer.type(node);
      boolean isKey = name.equals("JSON_OBJECT") && i % 2 == 0;
      right &= operand != null && (isKey ? isKey(node, operand) : isValue(node, operand));
      if (operand != null) {
        operands.add(operand);
        raw.add(!name.equals("JSON_STRING") && isJson(node));
      }
    }
    if (!right) {
      return null;
    }
    RelDataType string = session.types().createSqlType(SqlTypeName.VARCHAR);
    boolean nullable = name.equals("JSON_STRING") && operands.get(0).getType().isNullable();
    return rexBuilder.makeCall(
        coercion.withNullable(string, nullable), JsonMaker.of(name, absent, raw), operands);
  }

  private static boolean isJson(SqlNode node) {
    if (!(node instanceof SqlCall)) {
      return false;
    }
    String name = ((SqlCall) node).getOperator().getName();
    return name.equals("JSON_OBJECT") || name.equals("JSON_ARRAY");
  }

  private boolean isKey(SqlNode node, RexNode key) {
    if (key instanceof RexLiteral
        && SqlTypeUtil.isCharacter(key.getType())
        && !((RexLiteral) key).isNull()) {
      return true;
    }
    text.report(
        text.at(
                TypeCodes.WRONG_ARGUMENTS,
                node,
                "a key of JSON_OBJECT is a text as it stands, not `" + text.written(node) + "`")
            .help(
                "write `JSON_OBJECT('name' VALUE "
                    + text.written(node)
                    + ")`, or JSON_STRING of a MAP whose keys are computed"));
    return false;
  }

  private static @Nullable String problem(RelDataType type) {
    Optional<DataType> known = SqlTypes.fromRel(type);
    return known.isEmpty()
        ? "a NULL in it is of no type: write `CAST(NULL AS type)`"
        : JsonMaking.problem(known.get());
  }

  private boolean isValue(SqlNode node, RexNode value) {
    String problem = Coercion.isNull(value.getType()) ? null : problem(value.getType());
    if (problem != null) {
      text.report(
          text.at(TypeCodes.WRONG_ARGUMENTS, node, problem)
              .help(
                  Coercion.isNested(value.getType())
                      ? "take the element or the field that you mean"
                      : "write `CAST(" + text.written(node) + " AS STRING)`"));
    }
    return problem == null;
  }
}
