// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.source.LocatedText;
import dev.drey.source.ParamUse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables that a query names: what stands behind {@code FROM}, {@code JOIN}, {@code TABLE} or a
 * comma between such, and is no function, no query and no name that {@code WITH} makes. Whether the
 * query is right is not asked here.
 */
final class SqlNames {
  /** Comments and texts, which name nothing; names in back-ticks; words; and single characters. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?s)--[^\r\n]*|/\\*.*?(?:\\*/|$)|'(?:[^']|'')*(?:'|$)|`((?:[^`]|``)*)`"
              + "|([\\p{L}_$][\\p{L}\\p{N}_$]*)|(\\S)");

  /** What ends a list of tables. */
  private static final Set<String> ENDS =
      Set.of(
          "WHERE",
          "GROUP",
          "HAVING",
          "ORDER",
          "LIMIT",
          "UNION",
          "INTERSECT",
          "EXCEPT",
          "MINUS",
          "WINDOW",
          "FETCH",
          "OFFSET",
          "QUALIFY");

  /** What can stand before a table and is none. */
  private static final Set<String> BEFORE = Set.of("LATERAL", "ONLY");

  private final LocatedText query;
  private final String text;
  private final Map<String, LocatedText> found = new LinkedHashMap<>();
  private final Set<String> made = new HashSet<>();
  private final Deque<Level> levels = new ArrayDeque<>();
  private String last = "";
  private String lastButOne = "";

  private SqlNames(LocatedText query) {
    this.query = query;
    StringBuilder masked = new StringBuilder(query.text());
    for (ParamUse use : query.params()) {
      // A value, which is no name.
      masked.replace(use.from(), use.to(), "0".repeat(use.to() - use.from()));
    }
    this.text = masked.toString();
    levels.push(new Level());
  }

  /** In the order of the query, each once, at its first place. */
  static List<LocatedText> of(LocatedText query) {
    SqlNames names = new SqlNames(query);
    names.read();
    names.made.forEach(names.found::remove);
    return List.copyOf(names.found.values());
  }

  private void read() {
    Matcher tokens = TOKEN.matcher(text);
    while (tokens.find()) {
      String token = null;
      if (tokens.group(1) != null) {
        token = "`";
        name(tokens.group(1).replace("``", "`"), tokens.start(), tokens.end());
      } else if (tokens.group(2) != null) {
        token = tokens.group(2).toUpperCase(Locale.ROOT);
        word(token, tokens.group(2), tokens.start(), tokens.end());
      } else if (tokens.group(3) != null) {
        token = tokens.group(3);
        symbol(token);
      }
      if (token != null) {
        lastButOne = last;
        last = token;
      }
    }
  }

  private Level level() {
    return levels.element();
  }

  private void word(String upper, String written, int from, int to) {
    Level level = level();
    if (upper.equals("SELECT") || upper.equals("VALUES")) {
      level.isQuery = true;
      level.inWith = false;
      level.expects(false);
    } else if (upper.equals("WITH")) {
      level.inWith = !level.isQuery;
    } else if (upper.equals("FROM")) {
      boolean compares =
          last.equals("DISTINCT") && (lastButOne.equals("IS") || lastButOne.equals("NOT"));
      if (level.isQuery && !compares) {
        level.expects(true);
      }
    } else if (upper.equals("JOIN") || upper.equals("TABLE")) {
      level.expecting = true;
    } else if (ENDS.contains(upper)) {
      level.expects(false);
    } else if (!BEFORE.contains(upper)) {
      name(written, from, to);
    }
  }

  private void name(String name, int from, int to) {
    Level level = level();
    if (level.inWith && (last.equals("WITH") || last.equals(",") || last.equals("RECURSIVE"))) {
      made.add(name);
    } else if (level.expecting) {
      level.expecting = false;
      char next = next(to);
      if (next != '(' && next != '.') {
        found.putIfAbsent(name, LocatedText.at(name, query.span(from, to)));
      }
    }
  }

  private void symbol(String symbol) {
    Level level = level();
    if (symbol.equals("(")) {
      Level inner = new Level();
      // A join in parentheses, or the call of a function of tables.
      inner.expects(level.expecting);
      level.expecting = false;
      levels.push(inner);
    } else if (symbol.equals(")") && levels.size() > 1) {
      levels.pop();
    } else if (symbol.equals(",")) {
      level.expecting = level.inFrom;
    } else {
      level.expecting = false;
    }
  }

  /** The next character that is no blank; a blank at the end. */
  private char next(int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : ' ';
  }

  /** What stands between two parentheses. */
  private static final class Level {
    private boolean isQuery;
    private boolean inWith;
    private boolean inFrom;
    private boolean expecting;

    private void expects(boolean tables) {
      inFrom = tables;
      expecting = tables;
    }
  }
}
