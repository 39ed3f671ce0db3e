// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.aggregate.AggregateAdvice;
import dev.drey.aggregate.AggregateCall;
import dev.drey.aggregate.AggregateFunction;
import dev.drey.aggregate.Parameter;
import dev.drey.aggregate.Previous;
import dev.drey.aggregate.Spread;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.parse.AggregateNames;
import dev.drey.expression.parse.CastTypes;
import dev.drey.expression.parse.SqlText;
import dev.drey.expression.type.TypeNames;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Checks and types one aggregate call: its argument, DISTINCT and FILTER, its result. */
final class AggregateTyper {
  /** Any type will do for what no argument is. */
  private static final DataType ROWS = DataType.of(TypeKind.BOOLEAN);

  private final AggregateSplitter splitter;
  private final SqlText text;
  private final CastTypes types;

  AggregateTyper(AggregateSplitter splitter, SqlText text, CastTypes types) {
    this.splitter = splitter;
    this.text = text;
    this.types = types;
  }

  /** The typed call, or null where a problem was reported. */
  @Nullable AggregateCall call(
      AggregateFunction function, SqlCall call, @Nullable SqlNode filterNode) {
    OptionalInt filter = OptionalInt.empty();
    boolean right = true;
    if (filterNode != null) {
      Expression condition = plain(filterNode, Expected.BOOLEAN);
      right = condition != null;
      if (condition != null) {
        filter = OptionalInt.of(splitter.position(condition));
      }
    }
    boolean star =
        call.operandCount() == 1
            && call.operand(0) instanceof SqlIdentifier
            && ((SqlIdentifier) call.operand(0)).isStar();
    if (star && function.takesRows()) {
      return right
          ? AggregateCall.of(function, List.of(), false, filter, function.type(ROWS, false))
          : null;
    }
    List<Parameter> parameters = function.parameters();
    int least = function.arguments();
    int required = least + (int) parameters.stream().filter(Parameter::isRequired).count();
    if (call.operandCount() < required || call.operandCount() > least + parameters.size() || star) {
      text.report(wrongCount(function, call, star));
      return null;
    }
    boolean spreads = least == 1 && function != Previous.FUNCTION;
    Spread spread = spreads ? spread(call.operand(0)) : Spread.NONE;
    List<Expression> arguments = new ArrayList<>();
    for (SqlNode node : call.getOperandList().subList(0, least)) {
      SqlNode written = spread == Spread.NONE ? node : ((SqlCall) node).operand(0);
      Expression argument = plain(written, Expected.ANY);
      if (argument != null) {
        arguments.add(argument);
      }
    }
    List<String> constants = constants(call, least, parameters);
    AggregateCall typed =
        arguments.size() < least || constants == null
            ? null
            : typed(function, call, spread, arguments, constants, filter);
    return right ? typed : null;
  }

  private static Spread spread(SqlNode argument) {
    return argument instanceof SqlCall && ((SqlCall) argument).operandCount() == 1
        ? Spread.find(AggregateNames.name((SqlCall) argument)).orElse(Spread.NONE)
        : Spread.NONE;
  }

  private Diagnostic.Builder wrongCount(AggregateFunction function, SqlCall call, boolean star) {
    String takes = function.arguments() == 1 ? " takes one argument" : " takes two arguments";
    String name = AggregateNames.name(call);
    return text.at(
            TypeCodes.WRONG_ARGUMENTS,
            call,
            name
                + takes
                + function.parameters().stream()
                    .map(AggregateTyper::behind)
                    .collect(Collectors.joining())
                + (star ? ", not `*`" : ""))
        .help(advice(function, call).count());
  }

  private static String behind(Parameter parameter) {
    return ", and behind it a " + parameter.name() + (parameter.isRequired() ? "" : " if you like");
  }

  /** What stands behind the arguments, which no row changes; null where one is wrong. */
  private @Nullable List<String> constants(SqlCall call, int from, List<Parameter> parameters) {
    List<String> constants = new ArrayList<>();
    for (int i = from; i < call.operandCount(); i++) {
      Expression typed = plain(call.operand(i), Expected.ANY);
      if (typed == null) {
        return null;
      }
      Parameter parameter = parameters.get(i - from);
      String constant = new ConstantArguments(text, splitter.session()).value(typed.rex());
      boolean fits =
          constant != null && parameter.takes(constant, typed.type().kind().isCharacter());
      if (!fits && !text.unresolved()) {
        text.report(
            text.at(
                    TypeCodes.WRONG_ARGUMENTS,
                    call.operand(i),
                    "the "
                        + parameter.name()
                        + " of "
                        + AggregateNames.name(call)
                        + " is "
                        + parameter.wanted()
                        + " that is the same for all rows")
                .help(
                    "write `"
                        + AggregateNames.name(call)
                        + "("
                        + text.written(call.operand(0))
                        + ", "
                        + parameter.example()
                        + ")`"));
        return null;
      }
      constants.add(fits ? constant : parameter.unknown());
    }
    return constants;
  }

  /** An argument or a filter: an expression over one row. */
  private @Nullable Expression plain(SqlNode node, Expected expected) {
    SqlCall nested = nested(node);
    if (nested != null) {
      text.report(
          text.at(
                  TypeCodes.MISPLACED_AGGREGATE,
                  nested,
                  AggregateNames.name(nested) + " stands inside of another aggregate")
              .label("an aggregate")
              .help("compute the inner one in a stream of its own and aggregate that stream"));
      return null;
    }
    return splitter.typed(node, text, types, expected);
  }

  private static @Nullable SqlCall nested(SqlNode node) {
    SqlCall[] found = new SqlCall[1];
    node.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall inner) {
            if (found[0] == null && AggregateNames.isAggregate(inner)) {
              found[0] = inner;
            }
            return super.visit(inner);
          }
        });
    return found[0];
  }

  private @Nullable AggregateCall typed(
      AggregateFunction function,
      SqlCall call,
      Spread spread,
      List<Expression> arguments,
      List<String> constants,
      OptionalInt filter) {
    DataType whole = type(arguments);
    Optional<String> spreadable = spread.wanted(whole);
    if (spreadable.isPresent()) {
      text.report(
          text.at(
                  TypeCodes.WRONG_ARGUMENTS,
                  call.operand(0),
                  spread + " takes " + spreadable.get() + ", not " + TypeNames.withArticle(whole))
              .label(TypeNames.of(whole))
              .help(advice(function, call).notSpread(spread, whole)));
      return null;
    }
    DataType type = spread.value(whole);
    Optional<String> wanted = function.wanted(type);
    if (wanted.isPresent()) {
      DataType first = arguments.size() == 1 ? type : arguments.get(0).type();
      text.report(
          text.at(
                  TypeCodes.WRONG_ARGUMENTS,
                  call,
                  AggregateNames.name(call)
                      + " takes "
                      + wanted.get()
                      + ", not "
                      + TypeNames.withArticle(first))
              .label(TypeNames.of(first))
              .help(advice(function, call).fitting(spread, first)));
      return null;
    }
    SqlLiteral quantifier = call.getFunctionQuantifier();
    boolean distinct = quantifier != null && quantifier.getValue() == SqlSelectKeyword.DISTINCT;
    boolean rows = function.takesRows() && spread == Spread.NONE && !distinct && !type.nullable();
    return AggregateCall.of(
        function,
        spread,
        rows ? List.of() : arguments.stream().map(splitter::position).collect(Collectors.toList()),
        constants,
        distinct,
        filter,
        spread.type(function, whole, filter.isPresent()));
  }

  /** Several are a row. */
  private static DataType type(List<Expression> arguments) {
    return arguments.size() == 1
        ? arguments.get(0).type()
        : DataType.row(
            RowType.of(
                IntStream.range(0, arguments.size())
                    .mapToObj(i -> Field.of("f" + i, arguments.get(i).type()))
                    .collect(Collectors.toList())));
  }

  private AggregateAdvice advice(AggregateFunction function, SqlCall call) {
    List<String> written = new ArrayList<>();
    for (SqlNode argument : call.getOperandList()) {
      SqlNode bare = spread(argument) == Spread.NONE ? argument : ((SqlCall) argument).operand(0);
      written.add(text.written(bare));
    }
    return new AggregateAdvice(function, AggregateNames.name(call), written);
  }
}
