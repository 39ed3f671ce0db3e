// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spellings of other languages and SQL dialects that no parser of Flink SQL reads, each with ours.
 * Texts and quoted names are passed over.
 */
final class ForeignSql {
  private static final Pattern TERNARY =
      Pattern.compile("^(?<if>[^?]+?)\\s*\\?\\s*(?<then>[^:]+?)\\s*:\\s*(?<else>[^:]+)$");

  private final Pattern theirs;
  private final String message;
  private final String ours;

  private ForeignSql(Pattern theirs, String message, String ours) {
    this.theirs = theirs;
    this.message = message;
    this.ours = ours;
  }

  static ForeignSql of(String theirs, String message, String ours) {
    return new ForeignSql(Pattern.compile(theirs, Pattern.CASE_INSENSITIVE), message, ours);
  }

  /** Every foreign spelling in the text, in the order in which they stand. */
  static List<Found> in(String source) {
    List<Found> found = new ArrayList<>();
    String masked = masked(source);
    Matcher ternary = TERNARY.matcher(masked);
    if (masked.indexOf('?') > 0 && ternary.matches() && !masked.contains("::")) {
      found.add(ternary(source, ternary));
      return found;
    }
    for (ForeignSql foreign : ForeignSqlList.ALL) {
      Matcher matcher = foreign.theirs.matcher(source);
      while (matcher.find()) {
        int sign = matcher.start();
        if (masked.charAt(sign) != ' ' || source.charAt(sign) == ' ') {
          found.add(
              new Found(sign, matcher.end(), foreign.message, foreign.replaced(source, sign)));
        }
      }
    }
    found.sort((a, b) -> Integer.compare(a.from, b.from));
    return apart(found);
  }

  /** Of those that overlap the first: one mistake is told once. */
  private static List<Found> apart(List<Found> found) {
    List<Found> apart = new ArrayList<>();
    int end = 0;
    for (Found one : found) {
      if (one.from >= end) {
        apart.add(one);
        end = one.to;
      }
    }
    return apart;
  }

  private static Found ternary(String source, Matcher parts) {
    String yes = source.substring(parts.start("then"), parts.end("then"));
    String no = source.substring(parts.start("else"), parts.end("else"));
    return new Found(
        0,
        source.length(),
        "`? :` is CASE in SQL",
        "CASE WHEN "
            + source.substring(parts.start("if"), parts.end("if"))
            + " THEN "
            + yes.strip()
            + " ELSE "
            + no.strip()
            + " END");
  }

  /** The whole text in our spelling. Who writes && for AND writes || for OR. */
  static String corrected(String source, List<Found> found) {
    boolean and = found.stream().anyMatch(one -> one.ours.equals("AND"));
    String corrected = replaced(source, found);
    return and ? or(corrected) : corrected;
  }

  private static String replaced(String source, List<Found> found) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (Found one : found) {
      text.append(source, at, one.from).append(one.ours);
      at = one.to;
    }
    return text.append(source.substring(at)).toString();
  }

  /** The text with OR in the place of every `||` outside of quotes. */
  static String or(String source) {
    String masked = masked(source);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < source.length(); i++) {
      if (masked.startsWith("||", i)) {
        text.append("OR");
        i++;
      } else {
        text.append(source.charAt(i));
      }
    }
    return text.toString();
  }

  /** Ours for what is found at the place, with what stands around it in view. */
  private String replaced(String source, int from) {
    Matcher matcher = theirs.matcher(source);
    StringBuilder text = new StringBuilder();
    if (matcher.find(from)) {
      matcher.appendReplacement(text, ours);
    }
    return text.substring(Math.min(from, text.length()));
  }

  /** The same length, with blanks for what stands within quotes. */
  static String masked(String source) {
    StringBuilder masked = new StringBuilder();
    Optional<Character> inside = Optional.empty();
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      boolean quote = c == '\'' || c == '`';
      if (inside.isEmpty() && quote) {
        inside = Optional.of(c);
        masked.append(' ');
      } else if (inside.isPresent()) {
        inside = inside.get() == c ? Optional.empty() : inside;
        masked.append(' ');
      } else {
        masked.append(c);
      }
    }
    return masked.toString();
  }

  /** One spelling and where it stands. */
  static final class Found {
    private final int from;
    private final int to;
    private final String message;
    private final String ours;

    private Found(int from, int to, String message, String ours) {
      this.from = from;
      this.to = to;
      this.message = message;
      this.ours = ours;
    }

    int from() {
      return from;
    }

    int to() {
      return to;
    }

    String message() {
      return message;
    }

    String ours() {
      return ours;
    }
  }
}
