// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Columns that have words of SQL as their names, such as {@code value} and {@code date}, without
 * back-ticks around them.
 *
 * <p>Law: what the parser reads as it stands keeps its meaning. Only where it stops, the word next
 * to that place is taken for the column of exactly that name: the last one up to it, or else the
 * first one behind it, for the parser also stops at an operator whose right side it cannot read. A
 * word with a parenthesis or a text behind it stays a call or a literal. In the text for the parser
 * such a word gives way to an identifier of the same length, so places stay.
 */
final class ColumnWords {
  /** The first of the letters, of no keyboard that writes SQL, that stand-ins begin with. */
  private static final char FIRST = '\u3400';

  /** An expression with more such words in need is not read. */
  private static final int MOST = 200;

  private final StringBuilder source;
  private final List<Word> left;
  private final Map<String, String> taken = new HashMap<>();

  private ColumnWords(String source, List<Word> words) {
    this.source = new StringBuilder(source);
    this.left = words;
  }

  /**
   * The expression in a text for the parser.
   *
   * @param columns whether there is a column of a name
   * @throws SqlParseException where it is none with any of its words as columns
   */
  static SqlNode parse(String source, Predicate<String> columns) throws SqlParseException {
    try {
      return parsed(source);
    } catch (SqlParseException e) {
      return new ColumnWords(source, words(source, columns)).parse(e);
    }
  }

  private static SqlNode parsed(String source) throws SqlParseException {
    return SqlParser.create(source, FlinkSyntax.PARSER).parseExpression();
  }

  private SqlNode parse(SqlParseException first) throws SqlParseException {
    SqlParseException stopped = first;
    while (take(stopped.getPos())) {
      try {
        SqlNode node = parsed(source.toString());
        restore(node);
        return node;
      } catch (SqlParseException e) {
        stopped = e;
      }
    }
    throw stopped;
  }

  /** Whether a word next to the place could be a column, and is taken for one from now on. */
  private boolean take(SqlParserPos place) {
    if (place == null || left.isEmpty() || taken.size() >= MOST) {
      return false;
    }
    int stop = SqlText.offset(source.toString(), place.getLineNum(), place.getColumnNum());
    Word nearest = left.get(0);
    for (Word word : left) {
      nearest = word.from <= stop ? word : nearest;
    }
    left.remove(nearest);
    String name = source.substring(nearest.from, nearest.to);
    String standIn = (char) (FIRST + taken.size()) + name.substring(1);
    source.replace(nearest.from, nearest.to, standIn);
    taken.put(standIn, name);
    return true;
  }

  private void restore(SqlNode node) {
    node.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlIdentifier identifier) {
            List<String> names = new ArrayList<>();
            List<SqlParserPos> places = new ArrayList<>();
            for (int i = 0; i < identifier.names.size(); i++) {
              String name = identifier.names.get(i);
              String column = taken.get(name);
              SqlParserPos place = identifier.getComponentParserPosition(i);
              names.add(column == null ? name : column);
              boolean quoted = column != null || identifier.isComponentQuoted(i);
              places.add(place.withQuoting(quoted));
            }
            identifier.setNames(names, places);
            return null;
          }
        });
  }

  /** The words of SQL that may be columns, in the order of the text. */
  private static List<Word> words(String source, Predicate<String> columns) {
    List<Word> words = new ArrayList<>();
    if (source.chars().anyMatch(c -> c >= FIRST && c < FIRST + MOST)) {
      return words;
    }
    int i = 0;
    while (i < source.length()) {
      int next = CastTypes.skipQuoted(source, i);
      if (next > i) {
        i = next;
      } else if (Character.isJavaIdentifierStart(source.charAt(i))) {
        int end = CastTypes.wordEnd(source, i);
        String word = source.substring(i, end);
        boolean field = source.substring(0, i).stripTrailing().endsWith(".");
        if (ReservedWords.isReserved(word.toUpperCase(Locale.ROOT))
            && !CastTypes.isBefore(source, end, '(')
            && !CastTypes.isBefore(source, end, '\'')
            && (field || columns.test(word))) {
          words.add(new Word(i, end));
        }
        i = end;
      } else {
        i++;
      }
    }
    return words;
  }

  /** Where a word stands. */
  private static final class Word {
    private final int from;
    private final int to;

    private Word(int from, int to) {
      this.from = from;
      this.to = to;
    }
  }
}
