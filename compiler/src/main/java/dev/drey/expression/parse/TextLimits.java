// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.parse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long the text of an expression may be for the parser. */
final class TextLimits {
  /** Characters of an expression. */
  static final int LONGEST_SQL = 200_000;

  /** Operators of an expression: the time to find what binds how grows with their square. */
  static final int MOST_OPERATORS = 15_000;

  private static final Pattern OPERATOR =
      Pattern.compile(
          "'[^']*+'|`[^`]*+`|(?<operator>[-+*/%=<>|]++"
              + "|\\b(?i:AND|OR|NOT|IS|LIKE|SIMILAR|BETWEEN)\\b)");

  private TextLimits() {}

  static boolean hasManyOperators(String sql) {
    Matcher found = OPERATOR.matcher(sql);
    int operators = 0;
    while (sql.length() > MOST_OPERATORS && operators <= MOST_OPERATORS && found.find()) {
      operators += found.group("operator") == null ? 0 : 1;
    }
    return operators > MOST_OPERATORS;
  }
}
