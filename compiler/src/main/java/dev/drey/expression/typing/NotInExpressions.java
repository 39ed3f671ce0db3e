// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.parse.AggregateNames;
import dev.drey.expression.parse.SqlText;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWindow;
import org.jspecify.annotations.Nullable;

/** SQL that an expression over one row cannot hold: queries, windows, aggregates. */
final class NotInExpressions {
  private NotInExpressions() {}

  /** What is wrong with a call, or null. */
  static Diagnostic.@Nullable Builder in(SqlCall call, SqlText text) {
    if (SqlKind.QUERY.contains(call.getKind())
        || call.getKind() == SqlKind.EXISTS
        || call.getKind() == SqlKind.SCALAR_QUERY
        || call.getKind() == SqlKind.ARRAY_QUERY_CONSTRUCTOR
        || call.getKind() == SqlKind.MAP_QUERY_CONSTRUCTOR) {
      return text.at(
              TypeCodes.NOT_IN_EXPRESSIONS, call, "a query cannot stand within an expression")
          .label("a query")
          .help("make another stream of it and read from that");
    }
    if (call.getKind() == SqlKind.LITERAL_CHAIN) {
      return text.at(
              TypeCodes.NOT_IN_EXPRESSIONS, call, "two texts follow each other without a comma")
          .help("write a comma between them, or `||` to join them");
    }
    if (call.getKind() == SqlKind.OVER) {
      return text.at(TypeCodes.NOT_IN_EXPRESSIONS, call, "OVER cannot stand within an expression")
          .label("a window over rows")
          .help(over(call, text));
    }
    if (call.getKind() == SqlKind.DESCENDING || call.getKind() == SqlKind.AS) {
      return text.at(
              TypeCodes.NOT_IN_EXPRESSIONS,
              call,
              call.getOperator().getName() + " cannot stand within an expression")
          .help("the key on the left names the column");
    }
    if (call.getKind() == SqlKind.FILTER
        || call.getKind() == SqlKind.WITHIN_GROUP
        || call.getKind() == SqlKind.RESPECT_NULLS
        || call.getKind() == SqlKind.IGNORE_NULLS
        || AggregateNames.isAggregate(call)) {
      return aggregate(call, text);
    }
    return null;
  }

  /** The keys of a stream that say what OVER says. */
  private static String over(SqlCall call, SqlText text) {
    SqlNode of = call.operand(0);
    SqlNodeList partition =
        call.operand(1) instanceof SqlWindow
            ? ((SqlWindow) call.operand(1)).getPartitionList()
            : SqlNodeList.EMPTY;
    String keys = partition.stream().map(text::written).collect(Collectors.joining(", "));
    boolean aggregate = of instanceof SqlCall && AggregateNames.isAggregate((SqlCall) of);
    return "give the stream `over: {"
        + (keys.isEmpty() ? "" : "by: [" + keys + "], ")
        + "last: 5m}` and under `add` write `"
        + (aggregate ? text.written(of) : "MAX(x)")
        + "`";
  }

  private static Diagnostic.Builder aggregate(SqlCall call, SqlText text) {
    SqlCall inner = call;
    while (!AggregateNames.isAggregate(inner)
        && inner.operandCount() > 0
        && inner.operand(0) instanceof SqlCall) {
      inner = inner.operand(0);
    }
    String name = inner.getOperator().getName().toUpperCase(Locale.ROOT);
    return text.at(
            TypeCodes.MISPLACED_AGGREGATE,
            call,
            name + " is over many rows, and this expression sees one")
        .label("an aggregate")
        .help("write it under `aggregate`, with `keyBy` and `window`, and use its name here");
  }
}
