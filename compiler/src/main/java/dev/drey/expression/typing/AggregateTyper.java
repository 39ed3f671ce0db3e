package dev.drey.expression.typing;

import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.parse.Aggregates;
import dev.drey.expression.parse.CastTypes;
import dev.drey.expression.parse.SqlText;
import dev.drey.expression.type.SqlTypes;
import dev.drey.expression.type.TypeNames;
import dev.drey.expression.value.AggregateCall;
import dev.drey.expression.value.AggregateFunction;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.OptionalInt;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Checks and types one aggregate call: its argument, DISTINCT and FILTER, its result. */
final class AggregateTyper {
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
    if (star && function == AggregateFunction.COUNT) {
      return right ? AggregateCall.of(function, List.of(), false, filter, count()) : null;
    }
    if (call.operandCount() != 1 || star) {
      text.report(
          text.at(
                  TypeCodes.WRONG_ARGUMENTS,
                  call,
                  Aggregates.name(call) + " takes one argument" + (star ? ", not `*`" : ""))
              .help(
                  Aggregates.name(call).equals("COUNT") && call.operandCount() == 0
                      ? "write `COUNT(*)`"
                      : "for example " + Aggregates.name(call) + "(amount)"));
      return null;
    }
    Expression argument = plain(call.operand(0), Expected.ANY);
    AggregateCall typed = argument == null ? null : typed(function, call, argument, filter);
    return right ? typed : null;
  }

  /** An argument or a filter: an expression over one row. */
  private @Nullable Expression plain(SqlNode node, Expected expected) {
    SqlCall nested = nested(node);
    if (nested != null) {
      text.report(
          text.at(
                  TypeCodes.MISPLACED_AGGREGATE,
                  nested,
                  Aggregates.name(nested) + " stands inside of another aggregate")
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
            if (found[0] == null && Aggregates.isAggregate(inner)) {
              found[0] = inner;
            }
            return super.visit(inner);
          }
        });
    return found[0];
  }

  private @Nullable AggregateCall typed(
      AggregateFunction function, SqlCall call, Expression argument, OptionalInt filter) {
    DataType type = argument.type();
    if (!takes(function, type)) {
      text.report(
          text.at(
                  TypeCodes.WRONG_ARGUMENTS,
                  call,
                  Aggregates.name(call)
                      + (takesNumbers(function) ? " takes a number" : " takes what has an order")
                      + ", not "
                      + TypeNames.withArticle(type))
              .label(TypeNames.of(type))
              .help(fitting(call, type)));
      return null;
    }
    SqlLiteral quantifier = call.getFunctionQuantifier();
    boolean distinct = quantifier != null && quantifier.getValue() == SqlSelectKeyword.DISTINCT;
    boolean rows = function == AggregateFunction.COUNT && !distinct && !type.nullable();
    return AggregateCall.of(
        function,
        rows ? List.of() : List.of(splitter.position(argument)),
        distinct,
        filter,
        result(function, type, filter.isPresent()));
  }

  /** The aggregate of what the argument says in another type. */
  private String fitting(SqlCall call, DataType type) {
    String name = Aggregates.name(call);
    String argument = text.written(call.operand(0));
    if (type.kind().isCharacter()) {
      return "write `" + name + "(TRY_CAST(" + argument + " AS DOUBLE))`";
    }
    if (type.kind() == TypeKind.BOOLEAN) {
      return "write `"
          + name
          + "(IF("
          + argument
          + ", 1, 0))`, or count the rows where it holds:"
          + " `COUNT(*) FILTER (WHERE "
          + argument
          + ")`";
    }
    return type.kind() == TypeKind.ARRAY
        ? "write `" + name + "(" + argument + "[1])` for its first element"
        : "take a field or an element of it";
  }

  private static boolean takesNumbers(AggregateFunction function) {
    switch (function) {
      case SUM:
      case AVG:
      case STDDEV_POP:
      case STDDEV_SAMP:
      case VAR_POP:
      case VAR_SAMP:
        return true;
      default:
        return false;
    }
  }

  private static boolean takes(AggregateFunction function, DataType type) {
    boolean nested =
        type.kind() == TypeKind.ARRAY || type.kind() == TypeKind.MAP || type.kind() == TypeKind.ROW;
    boolean ordered = function == AggregateFunction.MIN || function == AggregateFunction.MAX;
    return takesNumbers(function) ? type.kind().isNumeric() : !ordered || !nested;
  }

  private static DataType count() {
    return DataType.of(TypeKind.BIGINT).notNull();
  }

  /** A group has at least one row, so only a NULL argument or a filter can leave nothing. */
  private DataType result(AggregateFunction function, DataType argument, boolean filtered) {
    boolean nullable = argument.nullable() || filtered;
    RelDataType rel = splitter.session().types().toRel(argument);
    SqlTypes sqlTypes = splitter.session().types();
    if (argument.kind().isInteger() && growing(function)) {
      boolean ofOne =
          function == AggregateFunction.STDDEV_SAMP || function == AggregateFunction.VAR_SAMP;
      return DataType.of(TypeKind.BIGINT).withNullable(nullable || ofOne);
    }
    switch (function) {
      case COUNT:
        return count();
      case SUM:
        return known(sqlTypes.getTypeSystem().deriveSumType(sqlTypes, rel))
            .withNullable(nullable || argument.kind() == TypeKind.DECIMAL);
      case AVG:
      case STDDEV_POP:
      case VAR_POP:
        return known(sqlTypes.getTypeSystem().deriveAvgAggType(sqlTypes, rel))
            .withNullable(nullable || argument.kind() == TypeKind.DECIMAL);
      case STDDEV_SAMP:
      case VAR_SAMP:
        return known(sqlTypes.getTypeSystem().deriveAvgAggType(sqlTypes, rel)).withNullable(true);
      case COLLECT:
        return DataType.array(argument.notNull()).notNull();
      default:
        return argument.withNullable(nullable);
    }
  }

  /** Whether the result can be far from all arguments; Flink's is of their type, and wraps. */
  private static boolean growing(AggregateFunction function) {
    return takesNumbers(function) && function != AggregateFunction.AVG;
  }

  private static DataType known(RelDataType type) {
    return SqlTypes.fromRel(type).orElseThrow(() -> new IllegalStateException("no type: " + type));
  }
}
