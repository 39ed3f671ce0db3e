package dev.drey.expression;

import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParser;

/** The words that name a column only within back-ticks. */
final class ReservedWords {
  private ReservedWords() {}

  /**
   * @param word in capital letters
   */
  static boolean isReserved(String word) {
    SqlAbstractParserImpl.Metadata words = SqlParser.create("", SqlDialect.PARSER).getMetadata();
    return words.isReservedWord(word);
  }
}
