// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.code.Session;
import dev.drey.expression.function.Functions;
import dev.drey.expression.function.RuntimeFunction;
import dev.drey.expression.function.Signature;
import dev.drey.expression.function.UnknownFunctions;
import dev.drey.expression.parse.SqlText;
import dev.drey.expression.type.Coercion;
import dev.drey.expression.type.SqlTypes;
import dev.drey.expression.type.TypeNames;
import dev.drey.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Calls of functions by name: the first signature that takes the arguments is called. */
final class FunctionTyper {
  private final Typer typer;
  private final SqlText text;
  private final Session session;
  private final RexBuilder rexBuilder;
  private final Coercion coercion;
  private final Functions functions;
  private final DatePatternCheck patterns;
  private final ConstantArguments constants;

  FunctionTyper(Typer typer, SqlText text, Session session, Functions functions) {
    this.typer = typer;
    this.text = text;
    this.session = session;
    this.rexBuilder = session.rexBuilder();
    this.coercion = new Coercion(session.rexBuilder());
    this.functions = functions;
    this.patterns = new DatePatternCheck(text, session);
    this.constants = new ConstantArguments(text, session);
  }

  @Nullable RexNode call(SqlCall call, String name) {
    RuntimeFunction function = functions.find(name);
    if (function == null) {
      text.report(new UnknownFunctions(functions, text).problem(call, name));
      return null;
    }
    List<RexNode> arguments = typer.types(call.getOperandList());
    return arguments == null ? null : call(call, function, arguments);
  }

  /** The call of a function with arguments that are typed already. */
  @Nullable RexNode call(SqlCall call, RuntimeFunction function, List<RexNode> arguments) {
    List<RelDataType> types = arguments.stream().map(RexNode::getType).collect(Collectors.toList());
    for (RuntimeFunction.Overload overload : function.overloads()) {
      Signature.Match match = overload.signature().match(types, session.types());
      if (match != null) {
        Diagnostic.Builder constant = patterns.problem(function.name(), call, arguments);
        if (constant != null) {
          text.report(constant);
          return null;
        }
        return constants.areFine(call, function, arguments)
            ? rexBuilder.makeCall(
                match.result(), overload.operator(), cast(match.arguments(), arguments))
            : null;
      }
    }
    text.report(wrong(call, function, arguments));
    return null;
  }

  private List<RexNode> cast(List<RelDataType> wanted, List<RexNode> arguments) {
    List<RexNode> cast = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      cast.add(coercion.cast(arguments.get(i), wanted.get(i)));
    }
    return cast;
  }

  private Diagnostic.Builder wrong(
      SqlCall call, RuntimeFunction function, List<RexNode> arguments) {
    String expected =
        function.overloads().stream()
            .map(overload -> overload.signature().arguments())
            .distinct()
            .collect(Collectors.joining(" or "));
    String given = "(" + Typer.typesOf(arguments) + ")";
    Diagnostic.Builder problem =
        text.at(
                TypeCodes.WRONG_ARGUMENTS,
                call,
                function.name() + " takes " + expected + ", not " + given)
            .label(given);
    return problem.help("for example " + function.descriptor().example().expression());
  }

  /** A function that there is. */
  RuntimeFunction named(String name) {
    RuntimeFunction function = functions.find(name);
    if (function == null) {
      throw new IllegalArgumentException(name);
    }
    return function;
  }

  /** {@code TYPEOF(value)}: the type as text. */
  @Nullable RexNode typeOf(SqlCall call) {
    if (call.operandCount() != 1) {
      return typer.wrongCount(call, "one argument");
    }
    RexNode value = typer.type(call.operand(0));
    if (value == null) {
      return null;
    }
    String type = SqlTypes.fromRel(value.getType()).map(DataType::toString).orElse("NULL");
    return coercion.cast(
        rexBuilder.makeLiteral(type), session.types().createSqlType(SqlTypeName.VARCHAR));
  }

  /** {@code TRIM([BOTH | LEADING | TRAILING] [characters] FROM text)}. */
  @Nullable RexNode trim(SqlCall call) {
    SqlNode flag = call.operand(0);
    RexNode characters = typer.type(call.operand(1));
    RexNode value = typer.type(call.operand(2));
    if (characters == null || value == null) {
      return null;
    }
    for (int i = 0; i < 2; i++) {
      RexNode operand = i == 0 ? characters : value;
      if (!SqlTypeUtil.isCharacter(operand.getType()) && !Coercion.isNull(operand.getType())) {
        text.report(
            text.at(
                    TypeCodes.WRONG_ARGUMENTS,
                    call,
                    "TRIM takes texts, not " + TypeNames.of(operand.getType()))
                .label(TypeNames.of(operand.getType()))
                .help("write `CAST(" + text.written(call.operand(i + 1)) + " AS STRING)` there"));
        return null;
      }
    }
    RelDataType string = session.types().createSqlType(SqlTypeName.VARCHAR);
    RexNode where = typer.type(flag);
    if (where == null) {
      return null;
    }
    boolean nullable = characters.getType().isNullable() || value.getType().isNullable();
    return rexBuilder.makeCall(
        coercion.withNullable(string, nullable),
        SqlStdOperatorTable.TRIM,
        List.of(where, coercion.cast(characters, string), coercion.cast(value, string)));
  }

  /** {@code GREATEST} and {@code LEAST}: NULL where an argument is. */
  @Nullable RexNode extreme(SqlCall call, String name) {
    if (call.operandCount() == 0) {
      return typer.wrongCount(call, "at least one argument");
    }
    List<RexNode> values = typer.types(call.getOperandList());
    if (values == null) {
      return null;
    }
    Coercion.Unified unified = coercion.unified(coercion.localTimes(values), text.unresolved());
    if (unified == null) {
      text.report(
          text.at(
                  TypeCodes.DIFFERENT_TYPES,
                  call,
                  "the arguments of " + name + " are of different types: " + Typer.typesOf(values))
              .help("cast them to one type"));
      return null;
    }
    if (Coercion.isNested(unified.type())) {
      text.report(
          text.at(
                  TypeCodes.WRONG_ARGUMENTS,
                  call,
                  "there is no order among values of " + TypeNames.of(unified.type()))
              .label(TypeNames.of(unified.type()))
              .help("compare an element or a field of it"));
      return null;
    }
    return fold(unified, name.equals("GREATEST"));
  }

  private RexNode fold(Coercion.Unified unified, boolean greatest) {
    RexNode best = unified.values().get(0);
    for (RexNode value : unified.values().subList(1, unified.values().size())) {
      boolean nullable = best.getType().isNullable() || value.getType().isNullable();
      RelDataType type = coercion.withNullable(unified.type(), nullable);
      best = rexBuilder.makeCall(type, GreatestLeast.of(greatest), List.of(best, value));
    }
    return best;
  }
}
