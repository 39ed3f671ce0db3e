// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.parse;

import dev.drey.type.RowType;
import java.util.Locale;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParser;

/** The words that name a column only within back-ticks. */
public final class ReservedWords {
  private static final SqlAbstractParserImpl.Metadata WORDS =
      SqlParser.create("", FlinkSyntax.PARSER).getMetadata();

  private ReservedWords() {}

  /**
   * @param word in capital letters
   */
  static boolean isReserved(String word) {
    return WORDS.isReservedWord(word);
  }

  /** A name as an expression writes it. */
  public static String quoted(String name) {
    String quoted = RowType.quoted(name);
    return quoted.equals(name) && isReserved(name.toUpperCase(Locale.ROOT))
        ? "`" + name + "`"
        : quoted;
  }
}
