package dev.drey.expression;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Calls of functions by name: the first signature that takes the arguments is called. */
final class FunctionTyper {
  /** The special forms that look like functions, for suggestions. */
  private static final Set<String> FORMS =
      Set.of(
          "COALESCE",
          "NULLIF",
          "IF",
          "CAST",
          "TRY_CAST",
          "TRIM",
          "EXTRACT",
          "FLOOR",
          "CEIL",
          "ROUND",
          "TRUNCATE",
          "GREATEST",
          "LEAST",
          "MOD",
          "TIMESTAMPADD",
          "TIMESTAMPDIFF");

  /** Random numbers: another value at every restart. */
  private static final Set<String> RANDOM = Set.of("RAND", "RAND_INTEGER", "UUID");

  private final Typer typer;
  private final SqlText text;
  private final SqlDialect dialect;
  private final RexBuilder rexBuilder;
  private final Coercion coercion;
  private final Functions functions;
  private final DatePatternCheck patterns;

  FunctionTyper(Typer typer, SqlText text, SqlDialect dialect, Functions functions) {
    this.typer = typer;
    this.text = text;
    this.dialect = dialect;
    this.rexBuilder = dialect.rexBuilder();
    this.coercion = new Coercion(dialect);
    this.functions = functions;
    this.patterns = new DatePatternCheck(text, dialect);
  }

  @Nullable RexNode call(SqlCall call, String name) {
    RuntimeFunction function = functions.find(name);
    if (function == null) {
      text.report(unknown(call, name));
      return null;
    }
    List<RexNode> arguments = typer.types(call.getOperandList());
    return arguments == null ? null : call(call, function, arguments);
  }

  private @Nullable RexNode call(SqlCall call, RuntimeFunction function, List<RexNode> arguments) {
    List<RelDataType> types = arguments.stream().map(RexNode::getType).collect(Collectors.toList());
    for (RuntimeFunction.Overload overload : function.overloads()) {
      Signature.Match match = overload.signature().match(types, dialect.types());
      if (match != null) {
        Diagnostic.Builder constant = patterns.problem(function.name(), call, arguments);
        if (constant != null) {
          text.report(constant);
          return null;
        }
        return rexBuilder.makeCall(
            match.result(), overload.operator(), cast(match.arguments(), arguments));
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

  private Diagnostic.Builder unknown(SqlCall call, String name) {
    if (Typer.isClock(name)) {
      return typer.clock(call, name);
    }
    if (RANDOM.contains(name)) {
      return text.at(
              TypeCodes.NOT_IN_EXPRESSIONS,
              call,
              name + " is not possible: a restart would give other results")
          .label("random");
    }
    int from = text.offset(call.getParserPosition());
    if (text.text().startsWith("${", from)) {
      return Diagnostic.at(
              TypeCodes.UNKNOWN_FUNCTION,
              text.span(from, from + name.length()),
              "a parameter is a value, and cannot name a function")
          .label("a value")
          .help("write the function's name itself");
    }
    Diagnostic.Builder problem =
        Diagnostic.at(
                TypeCodes.UNKNOWN_FUNCTION,
                text.span(from, from + name.length()),
                "there is no function " + name)
            .label("not a function");
    if (FlinkFunctions.NAMES.contains(name)) {
      return problem.help("Flink SQL has " + name + "; Drey does not have it yet");
    }
    List<String> candidates = new ArrayList<>(functions.names());
    candidates.addAll(FORMS);
    candidates.addAll(Aggregates.names());
    String similar = Similar.to(name, candidates);
    return problem.help(
        similar == null
            ? "`drey list functions` shows what there is"
            : "did you mean " + similar + "?");
  }

  /** {@code JSON_VALUE(json, path [RETURNING type])}: what does not fit the type is NULL. */
  @Nullable RexNode jsonValue(SqlCall call) {
    RuntimeFunction function = functions.find("JSON_VALUE");
    int count = call.operandCount();
    boolean returning = count == 4 && call.operand(3) instanceof SqlDataTypeSpec;
    if (function == null || (count != 2 && !returning)) {
      text.report(
          text.at(
                  TypeCodes.WRONG_ARGUMENTS,
                  call,
                  "JSON_VALUE takes a text, a path and RETURNING with a type")
              .help("where there is no value the result is NULL: use COALESCE for another one"));
      return null;
    }
    List<RexNode> arguments = typer.types(call.getOperandList().subList(0, 2));
    RexNode value = arguments == null ? null : call(call, function, arguments);
    if (value == null || !returning) {
      return value;
    }
    DataType type = typer.castTypes().type(call.operand(3).toString().replace("`", ""));
    RelDataType target = dialect.types().toRel(type.withNullable(true));
    return rexBuilder.makeAbstractCast(target, value, true);
  }

  /** {@code TRIM([BOTH | LEADING | TRAILING] [characters] FROM text)}. */
  @Nullable RexNode trim(SqlCall call) {
    SqlNode flag = call.operand(0);
    RexNode characters = typer.type(call.operand(1));
    RexNode value = typer.type(call.operand(2));
    if (characters == null || value == null) {
      return null;
    }
    for (RexNode operand : List.of(characters, value)) {
      if (!SqlTypeUtil.isCharacter(operand.getType()) && !Coercion.isNull(operand.getType())) {
        text.report(
            text.at(
                    TypeCodes.WRONG_ARGUMENTS,
                    call,
                    "TRIM takes texts, not " + TypeNames.of(operand.getType()))
                .label(TypeNames.of(operand.getType())));
        return null;
      }
    }
    RelDataType string = dialect.types().createSqlType(SqlTypeName.VARCHAR);
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
    Coercion.Unified unified = coercion.unified(values, text.unresolved());
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
      best = rexBuilder.makeCall(type, Extremes.of(greatest), List.of(best, value));
    }
    return best;
  }
}
