// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.text;

/**
 * In how many ways a regular expression can match nothing at one place of a text: {@code
 * (?:a?|b?){60}} in 2 to the power of 60. Java's matcher may try all of them, and at the end of a
 * text it does so without a look at any character, so that nobody could count its steps. The number
 * is an upper bound, up to {@link #MOST}, of an expression that Java accepts.
 */
final class EmptyPaths {
  /** More than this are too many. */
  static final int MOST = 1_000;

  private final String regex;
  private int at;
  private boolean comments;

  /** The most that any beginning of a part has. */
  private long worst = 1;

  private EmptyPaths(String regex) {
    this.regex = regex;
  }

  /** Whether there are so few that trying all of them takes no time. */
  static boolean areFew(String regex) {
    EmptyPaths paths = new EmptyPaths(regex);
    while (paths.at < regex.length()) {
      paths.alternatives();
      paths.at++; // A parenthesis that closes nothing, which Java takes for a character.
    }
    return paths.worst <= MOST;
  }

  private long bounded(long paths) {
    long bounded = Math.min(paths, MOST + 1L);
    worst = Math.max(worst, bounded);
    return bounded;
  }

  private boolean has(String next) {
    return regex.startsWith(next, at);
  }

  /** Up to the end or the parenthesis that ends it. */
  private long alternatives() {
    long sum = sequence();
    while (has("|")) {
      at++;
      sum = bounded(sum + sequence());
    }
    return sum;
  }

  /** What comes behind a part that matches nothing is tried once for each of its ways. */
  private long sequence() {
    long before = 1;
    long all = 1;
    while (at < regex.length() && !has("|") && !has(")")) {
      long part = repeated(atom());
      all *= part;
      before = bounded(before * Math.max(1, part));
      all = Math.min(all, before);
    }
    return all;
  }

  /** What stands behind an atom says how often it is there. */
  private long repeated(long atom) {
    long paths = atom;
    while (at < regex.length()) {
      char sign = regex.charAt(at);
      if (sign == '?' || sign == '*') {
        at++;
        paths = bounded(paths + 1);
      } else if (sign == '+') {
        at++;
        paths = bounded(2 * paths);
      } else if (sign == '{') {
        paths = counted(paths);
      } else {
        break;
      }
      if (has("+")) {
        at++;
        paths = Math.min(paths, 1);
      } else if (has("?")) {
        at++;
      }
    }
    return paths;
  }

  private long counted(long atom) {
    int end = regex.indexOf('}', at);
    if (end < 0) {
      at = regex.length();
      return atom;
    }
    String[] bounds = regex.substring(at + 1, end).trim().split(",", -1);
    at = end + 1;
    long least = number(bounds[0]);
    boolean open = bounds.length > 1 && !bounds[0].equals(bounds[1]);
    long paths = least == 0 ? 1 : atom;
    long before = paths;
    for (long i = 1; i < Math.min(least, MOST) && atom > 1; i++) {
      paths = bounded(paths * atom);
    }
    return open ? bounded(paths * (atom + 1)) : Math.max(paths, least == 0 ? before : 0);
  }

  private static long number(String digits) {
    return digits.length() > 9 ? MOST : digits.isBlank() ? 0 : Long.parseLong(digits.trim());
  }

  /** A group, an anchor, a reference, or a character. */
  private long atom() {
    char sign = regex.charAt(at);
    switch (sign) {
      case '(':
        at++;
        return group();
      case '[':
        characters();
        return 0;
      case '\\':
        return escape();
      case '^':
      case '$':
        at++;
        return 1;
      case '#':
        at++;
        if (comments) {
          skipTo("\n");
        }
        return comments ? 1 : 0;
      default:
        at++;
        return comments && Character.isWhitespace(sign) ? 1 : 0;
    }
  }

  private long group() {
    boolean once = false;
    if (has("?")) {
      at++;
      once = has(">");
      boolean looks = has("=") || has("!") || has("<=") || has("<!");
      if (has("<") && !looks) {
        skipTo(">");
      } else if (once || looks) {
        at += has("<") ? 2 : 1;
      } else {
        while (at < regex.length() && !has(":") && !has(")")) {
          comments |= has("x");
          at++;
        }
        if (has(")")) {
          at++;
          return 1; // Flags alone.
        }
        at++;
      }
      once |= looks;
      if (looks) {
        alternatives();
        at++;
        return 1;
      }
    }
    long paths = alternatives();
    at++;
    return once ? Math.min(paths, 1) : paths;
  }

  /** A class of characters, with others in it. */
  private void characters() {
    at++;
    at += has("^") ? 1 : 0;
    boolean first = true;
    while (at < regex.length() && (first || !has("]"))) {
      first = false;
      if (has("[")) {
        characters();
      } else if (has("\\Q")) {
        skipTo("\\E");
      } else {
        at += has("\\") ? 2 : 1;
      }
    }
    at++;
  }

  private long escape() {
    if (has("\\Q")) {
      skipTo("\\E");
      return 0;
    }
    char kind = at + 1 < regex.length() ? regex.charAt(at + 1) : ' ';
    at += 2;
    if (kind == 'k' || kind == 'p' || kind == 'P' || kind == 'x' || kind == 'N') {
      if (has("{")) {
        skipTo("}");
      } else if (has("<")) {
        skipTo(">");
      }
    }
    boolean empty = "bBAzZGk".indexOf(kind) >= 0 || (kind >= '1' && kind <= '9');
    return empty ? 1 : 0;
  }

  private void skipTo(String end) {
    int found = regex.indexOf(end, at);
    at = found < 0 ? regex.length() : found + end.length();
  }
}
