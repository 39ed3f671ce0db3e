// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.parse.SqlText;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUtil;

/** Comparisons with a NULL that is written there: their result is NULL, never TRUE or FALSE. */
final class NullComparison {
  private NullComparison() {}

  static void warn(SqlCall call, SqlText text) {
    SqlNode left = call.operand(0);
    SqlNode right = call.operand(1);
    boolean distinct =
        call.getKind() == SqlKind.IS_DISTINCT_FROM
            || call.getKind() == SqlKind.IS_NOT_DISTINCT_FROM;
    if (distinct || isNull(left) == isNull(right)) {
      return;
    }
    String other = text.written(isNull(left) ? right : left);
    boolean not = call.getKind() == SqlKind.NOT_EQUALS;
    boolean equality = not || call.getKind() == SqlKind.EQUALS;
    text.warn(
        text.at(
                TypeCodes.NULL_COMPARISON,
                call,
                "`" + text.written(call) + "` is NULL for every row: nothing compares with NULL")
            .label("neither true nor false")
            .help(
                equality
                    ? "write `" + other + (not ? " IS NOT NULL`" : " IS NULL`")
                    : "write `" + other + " IS NULL` or `" + other + " IS NOT NULL`"));
  }

  /** NULL in a list of IN matches nothing; in one of NOT IN it makes every answer NULL. */
  static void warnOfElements(SqlCall call, SqlNodeList list, SqlText text) {
    boolean not = call.getKind() == SqlKind.NOT_IN;
    for (SqlNode element : list) {
      if (element != null && isNull(element)) {
        String value = text.written(call.operand(0));
        text.warn(
            text.at(
                    TypeCodes.NULL_COMPARISON,
                    element,
                    not
                        ? "with NULL in its list NOT IN is never true"
                        : "NULL in a list matches nothing")
                .label("neither equal nor unequal to anything")
                .help(
                    "remove it, and write `"
                        + (not ? "AND " + value + " IS NOT NULL" : "OR " + value + " IS NULL")
                        + "` behind the list where that is meant"));
      }
    }
  }

  private static boolean isNull(SqlNode node) {
    return SqlUtil.isNullLiteral(node, false);
  }
}
