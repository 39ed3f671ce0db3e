// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.parse;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.type.DataType;
import dev.drey.type.DataTypeParser;
import dev.drey.type.TypeSyntaxException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The types named behind {@code AS} and {@code RETURNING}. Calcite's parser knows other type names
 * than Flink's does, so each type is read by our own parser and gives way, in the text for Calcite,
 * to an identifier of the same length: places stay. So does the call of UUID, which the parser
 * knows as a type.
 */
public final class CastTypes {
  private static final Set<String> ENDS = Set.of("ERROR", "DEFAULT", "EMPTY");

  private final SqlText text;
  private final StringBuilder masked;
  private final Map<String, DataType> types = new HashMap<>();

  private CastTypes(SqlText text) {
    this.text = text;
    this.masked = new StringBuilder(text.params().masked());
  }

  public static CastTypes of(SqlText text) {
    CastTypes types = new CastTypes(text);
    types.scan();
    return types;
  }

  /** The text for Calcite. */
  String masked() {
    return masked.toString();
  }

  public DataType type(String identifier) {
    DataType type = types.get(identifier);
    if (type == null) {
      throw new IllegalArgumentException(identifier);
    }
    return type;
  }

  public boolean isType(String identifier) {
    return types.containsKey(identifier);
  }

  private void scan() {
    String source = text.params().masked();
    int i = 0;
    int depth = 0;
    while (i < source.length()) {
      char c = source.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      int next = skipQuoted(source, i);
      if (next > i) {
        i = next;
      } else if (Character.isJavaIdentifierStart(source.charAt(i))) {
        int end = wordEnd(source, i);
        String word = source.substring(i, end).toUpperCase(Locale.ROOT);
        if (word.equals("UUID") && isBefore(source, end, '(')) {
          masked.replace(i, end, ChangingValues.UUID_MASKED);
        }
        boolean beforeType = depth > 0 && (word.equals("AS") || word.equals("RETURNING"));
        i = beforeType ? mask(end) : end;
      } else {
        i++;
      }
    }
  }

  /** Whether the next character behind a word that is no blank is this one. */
  static boolean isBefore(String source, int behindWord, char wanted) {
    int next = behindWord;
    while (next < source.length() && Character.isWhitespace(source.charAt(next))) {
      next++;
    }
    return next < source.length() && source.charAt(next) == wanted;
  }

  static int wordEnd(String source, int from) {
    int end = from;
    while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Behind a string, a quoted identifier or a comment that starts here; here if none does. */
  static int skipQuoted(String source, int from) {
    char c = source.charAt(from);
    if (c == '\'' || c == '`' || c == '"') {
      int end = source.indexOf(c, from + 1);
      return end < 0 ? source.length() : end + 1;
    }
    if (source.startsWith("--", from)) {
      int end = source.indexOf('\n', from);
      return end < 0 ? source.length() : end;
    }
    if (source.startsWith("/*", from)) {
      int end = source.indexOf("*/", from + 2);
      return end < 0 ? source.length() : end + 2;
    }
    return from;
  }

  private int mask(int behindWord) {
    String source = text.params().masked();
    int from = behindWord;
    while (from < source.length() && Character.isWhitespace(source.charAt(from))) {
      from++;
    }
    int to = typeEnd(source, from);
    while (to > from && Character.isWhitespace(source.charAt(to - 1))) {
      to--;
    }
    if (to == from) {
      return behindWord;
    }
    try {
      DataType type = DataTypeParser.parse(text.text().substring(from, to));
      String name = name(types.size(), to - from);
      types.put(name, type);
      masked.replace(from, to, name);
    } catch (TypeSyntaxException e) {
      Diagnostic.Builder problem =
          Diagnostic.at(
              TypeCodes.NOT_A_TYPE,
              text.span(from + e.from(), from + Math.max(e.to(), e.from() + 1)),
              e.problem());
      if (!e.help().isEmpty()) {
        problem.help(e.help());
      }
      text.report(problem);
    }
    return to;
  }

  /** {@code WITH} belongs to a time with its zone as well. */
  private static boolean isWrapper(String word, String behind) {
    String next = behind.trim().toUpperCase(Locale.ROOT);
    return (word.equals("WITH") || word.equals("WITHOUT"))
        && !next.startsWith("TIME")
        && !next.startsWith("LOCAL");
  }

  /**
   * A type ends at a parenthesis that it did not open, or at a word of JSON_VALUE or JSON_QUERY.
   */
  private static int typeEnd(String source, int from) {
    int depth = 0;
    int i = from;
    while (i < source.length()) {
      char c = source.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')' && depth-- == 0) {
        return i;
      } else if (depth == 0 && Character.isJavaIdentifierStart(c)) {
        int end = wordEnd(source, i);
        String word = source.substring(i, end).toUpperCase(Locale.ROOT);
        if (i > from && (ENDS.contains(word) || isWrapper(word, source.substring(end)))) {
          return i;
        }
        if (i > from && word.equals("NULL") && source.substring(end).trim().startsWith("ON")) {
          return i;
        }
        i = end - 1;
      }
      i++;
    }
    return i;
  }

  private static String name(int number, int length) {
    StringBuilder name = new StringBuilder(Integer.toString(number, 36));
    while (name.length() < length - 1) {
      name.insert(0, '0');
    }
    return name.insert(0, 't').toString();
  }
}
