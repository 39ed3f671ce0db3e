// SPDX-License-Identifier: Apache-2.0
package dev.drey.type;

/** The tokens of a type text, one ahead: words, back-ticked words, numbers, single characters. */
final class TypeTokens {
  private final String text;
  private int from;
  private int to;

  TypeTokens(String text) {
    this.text = text;
    advance();
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  boolean atEnd() {
    return from == text.length();
  }

  String text() {
    return text.substring(from, to);
  }

  boolean isQuoted() {
    return !atEnd() && text.charAt(from) == '`';
  }

  boolean isWord() {
    return !atEnd() && (isQuoted() || isWordPart(text.charAt(from)));
  }

  /** The token, without its back-ticks, and on to the next. */
  String next() {
    String token =
        isQuoted() && to - from > 1
            ? text.substring(from + 1, to - 1).replace("``", "`")
            : text.substring(from, to);
    advance();
    return token;
  }

  boolean acceptWord(String word) {
    boolean matches = text().equalsIgnoreCase(word);
    if (matches) {
      advance();
    }
    return matches;
  }

  boolean accept(char c) {
    boolean matches = to == from + 1 && text.charAt(from) == c;
    if (matches) {
      advance();
    }
    return matches;
  }

  void expect(char c, String example) throws TypeSyntaxException {
    if (!accept(c)) {
      throw problem("`" + c + "` is missing " + place(), "write it like " + example);
    }
  }

  private String place() {
    return atEnd() ? "at the end" : "before `" + text() + "`";
  }

  int number(String what, int least) throws TypeSyntaxException {
    String token = text();
    if (!token.matches("[0-9]{1,10}")
        || Long.parseLong(token) < least
        || Long.parseLong(token) > Integer.MAX_VALUE) {
      throw problem(
          what + " must stand here, a number from " + least,
          "write a number, or leave the parentheses out: STRING has no length");
    }
    advance();
    return Integer.parseInt(token);
  }

  TypeSyntaxException problem(String message, String help) {
    return new TypeSyntaxException(from, to, message, help);
  }

  private void advance() {
    from = to;
    while (from < text.length() && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    to = from;
    if (from == text.length()) {
      return;
    }
    if (text.charAt(from) == '`') {
      quotedWord();
    } else if (isWordPart(text.charAt(from))) {
      while (to < text.length() && isWordPart(text.charAt(to))) {
        to++;
      }
    } else {
      to++;
    }
  }

  private void quotedWord() {
    to = from + 1;
    while (to < text.length()) {
      if (text.charAt(to++) == '`') {
        if (to == text.length() || text.charAt(to) != '`') {
          return;
        }
        to++;
      }
    }
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }
}
