// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.text;

import java.util.Locale;
import java.util.Map;

/** Patterns of SIMILAR TO as regular expressions, by the rules of SQL and of Flink. */
final class SimilarPattern {
  static final String SPECIAL = "[]()|^-+*_%?{}";

  private static final Map<String, String> CLASSES =
      Map.of(
          "ALPHA", "a-zA-Z",
          "UPPER", "A-Z",
          "LOWER", "a-z",
          "DIGIT", "0-9",
          "ALNUM", "a-zA-Z0-9",
          "SPACE", " ",
          "WHITESPACE", "\\s");

  private final String pattern;
  private final int escape;
  private final StringBuilder regex = new StringBuilder();
  private int at;

  private SimilarPattern(String pattern, int escape) {
    this.pattern = pattern;
    this.escape = escape;
  }

  /**
   * @param escape a character, or -1
   * @throws IllegalArgumentException for a text that is no pattern
   */
  static Regex regex(String pattern, int escape) {
    String regex = new SimilarPattern(pattern, escape).translated();
    String problem = Regex.problem(regex);
    if (problem != null) {
      throw new IllegalArgumentException(problem.replaceFirst(" at character \\d+$", ""));
    }
    return Regex.of(regex);
  }

  private String translated() {
    while (at < pattern.length()) {
      int c = next();
      if (c == escape) {
        escaped();
      } else if (c == '_') {
        regex.append('.');
      } else if (c == '%') {
        regex.append("[\\d\\D]*");
      } else if (c == '[') {
        regex.append('[');
        characterClass();
      } else if (c == ']') {
        throw new IllegalArgumentException("] without [ before it");
      } else if (c == '\\' || c == '$') {
        regex.append('\\').appendCodePoint(c);
      } else {
        regex.appendCodePoint(c);
      }
    }
    return regex.toString();
  }

  private int next() {
    int c = pattern.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  private void escaped() {
    int c = at < pattern.length() ? next() : -1;
    if (c < 0 || (c != escape && SPECIAL.indexOf(c) < 0)) {
      throw new IllegalArgumentException(
          "the escape character stands before a character that needs none");
    }
    literal(c);
  }

  private void literal(int c) {
    if (c < 128 && !Character.isLetterOrDigit(c)) {
      regex.append('\\');
    }
    regex.appendCodePoint(c);
  }

  private void characterClass() {
    while (at < pattern.length()) {
      if (pattern.startsWith("[:", at)) {
        namedClass();
        continue;
      }
      int c = next();
      if (c == ']') {
        regex.append(']');
        return;
      } else if (c == escape) {
        escaped();
      } else if (c == '-' || c == '^') {
        regex.appendCodePoint(c);
      } else if (SPECIAL.indexOf(c) >= 0) {
        throw new IllegalArgumentException(
            "within [ ] the character " + Character.toString(c) + " needs an escape character");
      } else {
        literal(c);
      }
    }
    throw new IllegalArgumentException("[ without ] behind it");
  }

  private void namedClass() {
    int end = pattern.indexOf(":]", at + 2);
    String name = end < 0 ? "" : pattern.substring(at + 2, end);
    String characters = CLASSES.get(name.toUpperCase(Locale.ROOT));
    boolean oneCase =
        name.equals(name.toUpperCase(Locale.ROOT)) || name.equals(name.toLowerCase(Locale.ROOT));
    if (characters == null || !oneCase) {
      throw new IllegalArgumentException(
          "there is no class of characters [:"
              + name
              + ":]; there are ALPHA, UPPER, LOWER, DIGIT,"
              + " ALNUM, SPACE and WHITESPACE");
    }
    regex.append(characters);
    at = end + 2;
  }
}
