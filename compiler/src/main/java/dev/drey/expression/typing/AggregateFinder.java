// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.aggregate.AggregateCall;
import dev.drey.aggregate.AggregateFunction;
import dev.drey.aggregate.Previous;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.StateCodes;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.function.UnknownFunctions;
import dev.drey.expression.parse.AggregateNames;
import dev.drey.expression.parse.CastTypes;
import dev.drey.expression.parse.SqlText;
import dev.drey.expression.value.Expected;
import dev.drey.type.Field;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/** Finds the aggregate calls of one expression and puts columns of the group in their place. */
final class AggregateFinder extends SqlShuttle {
  private final AggregateSplitter splitter;
  private final SqlText text;
  private final CastTypes types;
  private final List<Field> group;
  private Optional<String> name = Optional.empty();

  AggregateFinder(AggregateSplitter splitter, SqlText text, CastTypes types, List<Field> group) {
    this.splitter = splitter;
    this.text = text;
    this.types = types;
    this.group = group;
  }

  /**
   * What is left of an expression for the time after the grouping; null where it is wrong.
   *
   * @param itemName the name of the column, which a call that is the whole expression gets
   */
  @Nullable SqlNode rest(SqlNode node, String itemName) {
    name = isCall(node) ? Optional.of(itemName) : Optional.empty();
    SqlNode rest = node.accept(this);
    return text.hasProblems() ? null : rest;
  }

  private boolean isCall(SqlNode node) {
    return node instanceof SqlCall
        && (node.getKind() == SqlKind.FILTER
            || AggregateNames.isAggregate((SqlCall) node)
            || isPrevious(node));
  }

  /** Whether it is the value of a row before, where there are such. */
  private boolean isPrevious(SqlNode node) {
    return splitter.lookBack().isPresent()
        && node instanceof SqlCall
        && AggregateNames.name((SqlCall) node).equals(Previous.FUNCTION.name());
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    for (int i = 0; i < splitter.keyNodes().size(); i++) {
      if (call.equalsDeep(splitter.keyNodes().get(i), Litmus.IGNORE)) {
        return column(splitter.keyName(i), call.getParserPosition());
      }
    }
    if (call.getKind() == SqlKind.FILTER) {
      SqlNode aggregate = call.operand(0);
      if (isPrevious(aggregate)) {
        text.report(
            text.at(
                    TypeCodes.NOT_IN_EXPRESSIONS,
                    call,
                    "PREVIOUS looks at each row before, without FILTER")
                .help("write `" + text.written(aggregate) + "`, and `where` in a stream before"));
        return call;
      }
      if (aggregate instanceof SqlCall && AggregateNames.isAggregate((SqlCall) aggregate)) {
        return aggregate((SqlCall) aggregate, call.operand(1), call);
      }
    }
    if (isPrevious(call)) {
      return previous(call);
    }
    if (AggregateNames.isAggregate(call)) {
      return aggregate(call, null, call);
    }
    Optional<Diagnostic.Builder> clause = clause(call);
    if (clause.isPresent()) {
      text.report(clause.get());
      return call;
    }
    if (NotInExpressions.in(call, text) != null) {
      return call;
    }
    UnknownFunctions unknown = new UnknownFunctions(splitter.functions(), text);
    if (unknown.isUnknown(call)) {
      text.report(unknown.problem(call, AggregateNames.name(call)));
      return call;
    }
    return super.visit(call);
  }

  /** What SQL can say behind an aggregate, and cannot here. */
  private Optional<Diagnostic.Builder> clause(SqlCall call) {
    boolean ordered = call.getKind() == SqlKind.WITHIN_GROUP;
    if (!ordered && call.getKind() != SqlKind.IGNORE_NULLS) {
      return Optional.empty();
    }
    return Optional.of(
        text.at(
                TypeCodes.NOT_IN_EXPRESSIONS,
                call,
                ordered
                    ? "an aggregate takes rows in the order of their arrival, without WITHIN GROUP"
                    : "an aggregate passes over NULL without IGNORE NULLS")
            .help("write `" + text.written(call.operand(0)) + "`"));
  }

  @Override
  public SqlNode visit(SqlDataTypeSpec type) {
    return type;
  }

  @Override
  public SqlNode visit(SqlIdentifier identifier) {
    for (int i = 0; i < splitter.keyNodes().size(); i++) {
      if (identifier.equalsDeep(splitter.keyNodes().get(i), Litmus.IGNORE)) {
        return column(splitter.keyName(i), identifier.getParserPosition());
      }
    }
    String first = identifier.names.get(0);
    if (group.stream().anyMatch(field -> field.name().equals(first))) {
      return identifier;
    }
    if (splitter.input().contains(first) && splitter.keysInDoubt()) {
      text.poison();
      return identifier;
    }
    if (splitter.input().contains(first)) {
      text.report(
          text.at(
                  TypeCodes.NOT_GROUPED,
                  identifier,
                  "the rows of a group have different values of `" + text.written(identifier) + "`")
              .label("not a key")
              .help(
                  "put it into an aggregate, such as MAX("
                      + text.written(identifier)
                      + "), or into `keyBy`"));
      return identifier;
    }
    splitter.typed(identifier, text, types, Expected.ANY);
    return identifier;
  }

  private static SqlNode column(String column, SqlParserPos pos) {
    return new SqlIdentifier(List.of(column), null, pos, List.of(pos.withQuoting(true)));
  }

  private SqlNode previous(SqlCall call) {
    AggregateCall made =
        new AggregateTyper(splitter, text, types).call(Previous.FUNCTION, call, null);
    if (made == null) {
      return call;
    }
    int most = splitter.lookBack().orElseThrow();
    if (Previous.back(made) >= most) {
      String of = text.written(call.operand(0));
      text.report(
          text.at(
                  StateCodes.BEYOND_ROWS,
                  call,
                  "of `rows: "
                      + most
                      + "` no row counts that is "
                      + Previous.back(made)
                      + " before another one")
              .label("always NULL")
              .help(
                  "write `rows: "
                      + (Previous.back(made) + 1)
                      + "`, or `PREVIOUS("
                      + of
                      + ", "
                      + (most - 1)
                      + ")`"));
      return call;
    }
    return column(AggregateSplitter.callName(splitter.call(made, name)), call.getParserPosition());
  }

  private SqlNode aggregate(SqlCall call, @Nullable SqlNode filter, SqlNode place) {
    AggregateFunction function = AggregateNames.function(call);
    if (function == null) {
      text.report(
          text.at(
                  TypeCodes.UNKNOWN_FUNCTION,
                  call,
                  "Drey does not have the aggregate " + AggregateNames.name(call) + " yet")
              .label("not there yet")
              .help(AggregateNames.instead(call, text)));
      return call;
    }
    AggregateCall made = new AggregateTyper(splitter, text, types).call(function, call, filter);
    return made == null
        ? call
        : column(AggregateSplitter.callName(splitter.call(made, name)), place.getParserPosition());
  }
}
