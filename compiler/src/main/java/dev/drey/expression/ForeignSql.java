package dev.drey.expression;

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
  private static final String OPERAND =
      "(?<operand>(?:[A-Za-z_]\\w*(?:\\.\\w+)*)?\\([^()]*\\)|[A-Za-z_]\\w*(?:\\.\\w+)*|[0-9.]+)";

  private static final List<ForeignSql> ALL =
      List.of(
          of("&&", "`&&` is AND in SQL", "AND"),
          of("(?<![<>!=])==", "`==` is a single = in SQL", "="),
          of("<=>", "`<=>` is IS NOT DISTINCT FROM in SQL", "IS NOT DISTINCT FROM"),
          of("=<", "`=<` is <= in SQL", "<="),
          of("(?<![<>!=])=>", "`=>` is >= in SQL", ">="),
          of(
              OPERAND + "\\s*::\\s*(?<type>[A-Za-z]+(?:\\s*\\([0-9, ]+\\))?)",
              "`::` is CAST in SQL",
              "CAST(${operand} AS ${type})"),
          of("!(?![=\\s])", "`!` is NOT in SQL", "NOT "),
          of(
              OPERAND + "\\s+ILIKE\\s+(?<text>'[^']*')",
              "SQL of Flink has no ILIKE",
              "LOWER(${operand}) LIKE LOWER(${text})"),
          of(
              OPERAND + "\\s+(?:RLIKE|REGEXP)\\s+(?<text>'[^']*')",
              "a regular expression is a function of Flink's SQL",
              "REGEXP(${operand}, ${text})"),
          of(
              OPERAND + "\\s*~\\*?\\s*(?<text>'[^']*')",
              "a regular expression is a function of Flink's SQL",
              "REGEXP(${operand}, ${text})"),
          of(
              OPERAND + "\\s+(?:DIV)\\s+(?<right>\\w+)",
              "integer division is `/` between integers",
              "${operand} / ${right}"),
          of(
              OPERAND + "\\s+(?:MOD)\\s+(?<right>\\w+)",
              "the remainder is a function, or %",
              "MOD(${operand}, ${right})"),
          of(
              "\"(?<text>[^\"]*)\"",
              "a text stands in single quotes, a column's name in back-ticks",
              "'${text}'"));

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

  private static ForeignSql of(String theirs, String message, String ours) {
    return new ForeignSql(Pattern.compile(theirs, Pattern.CASE_INSENSITIVE), message, ours);
  }

  /** Every foreign spelling in the text, in the order in which they stand. */
  static List<Found> in(String source) {
    List<Found> found = new ArrayList<>();
    Matcher ternary = TERNARY.matcher(source);
    if (ternary.matches() && !source.contains("::") && !source.contains("'")) {
      found.add(
          new Found(
              source.indexOf('?'),
              source.indexOf('?') + 1,
              "`? :` is CASE in SQL",
              ternary.replaceFirst("CASE WHEN ${if} THEN ${then} ELSE ${else} END")));
      return found;
    }
    String masked = masked(source);
    for (ForeignSql foreign : ALL) {
      Matcher matcher = foreign.theirs.matcher(source);
      while (matcher.find()) {
        int sign = matcher.start();
        if (masked.charAt(sign) != ' ' || source.charAt(sign) == ' ') {
          found.add(
              new Found(
                  sign,
                  matcher.end(),
                  foreign.message,
                  foreign.replaced(source.substring(sign, matcher.end()))));
        }
      }
    }
    found.sort((a, b) -> Integer.compare(a.from, b.from));
    return found;
  }

  /** The whole text in our spelling. */
  static String corrected(String source, List<Found> found) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (Found one : found) {
      if (one.from >= at) {
        text.append(source, at, one.from).append(one.ours);
        at = one.to;
      }
    }
    return text.append(source.substring(at)).toString();
  }

  private String replaced(String written) {
    Matcher matcher = theirs.matcher(written);
    return matcher.find() ? matcher.replaceFirst(ours) : ours;
  }

  /** The same length, with blanks for what stands within quotes. */
  private static String masked(String source) {
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
  }
}
