package dev.drey.expression;

import dev.drey.type.RowType;
import java.util.Locale;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParser;

/** The words that name a column only within back-ticks. */
final class ReservedWords {
  private static final SqlAbstractParserImpl.Metadata WORDS =
      SqlParser.create("", SqlDialect.PARSER).getMetadata();

  private ReservedWords() {}

  /**
   * @param word in capital letters
   */
  static boolean isReserved(String word) {
    return WORDS.isReservedWord(word);
  }

  /** A name as an expression writes it. */
  static String quoted(String name) {
    String quoted = RowType.quoted(name);
    return quoted.equals(name) && isReserved(name.toUpperCase(Locale.ROOT))
        ? "`" + name + "`"
        : quoted;
  }
}
