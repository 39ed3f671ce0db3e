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
  /** Begins where a word begins and gives nothing back, so that a long word is read once. */
  private static final String OPERAND =
      "(?<operand>(?<!\\w)(?:[A-Za-z_]\\w*+(?:\\.\\w++)*+)?\\([^()]*\\)"
          + "|(?<![\\w.])[A-Za-z_]\\w*+(?:\\.\\w++)*+|(?<![\\w.])[0-9.]++)";

  private static final String PARAM = "a parameter is written `${name}`";

  private static final List<ForeignSql> ALL =
      List.of(
          of("&&", "`&&` is AND in SQL", "AND"),
          of("===", "`===` is a single = in SQL", "="),
          of("!==", "`!==` is <> in SQL", "<>"),
          of("≥", "`≥` is >= in SQL", ">="),
          of("≤", "`≤` is <= in SQL", "<="),
          of("≠", "`≠` is <> in SQL", "<>"),
          of("[‘’“”](?<text>[^‘’“”]*)[‘’“”]", "a text stands in straight quotes", "'${text}'"),
          of(
              "BETWEEN\\s+(?<from>[^\\s,()]+)\\s*,\\s*(?<to>[^\\s,()]+)",
              "BETWEEN has AND between its bounds",
              "BETWEEN ${from} AND ${to}"),
          of(
              "\\bIN\\s*\\[(?<list>[^\\]\\[]*)]",
              "the list of IN stands in parentheses",
              "IN (${list})"),
          of(
              "(?<operand>(?<!\\w)[A-Za-z_]\\w*+)\\s*@>\\s*(?<text>'[^']*'|\\w+)",
              "whether an array holds a value is a function of SQL",
              "ARRAY_CONTAINS(${operand}, ${text})"),
          of(
              "DATEDIFF\\s*\\(\\s*(?<unit>YEAR|MONTH|DAY|HOUR|MINUTE|SECOND)\\s*,",
              "the difference of two times is TIMESTAMPDIFF in SQL",
              "TIMESTAMPDIFF(${unit},"),
          of(
              "DATEADD\\s*\\(\\s*(?<unit>YEAR|MONTH|DAY|HOUR|MINUTE|SECOND)\\s*,",
              "a moved time is TIMESTAMPADD in SQL",
              "TIMESTAMPADD(${unit},"),
          of(
              "(?<before>[=<>(,+*/-]|\\bAND|\\bOR)\\s*:(?<name>[A-Za-z_]\\w*)",
              PARAM,
              "${before} \\${${name}}"),
          of("\\{\\{\\s*(?<name>[A-Za-z_]\\w*)\\s*}}", PARAM, "\\${${name}}"),
          of(
              "(?<operand>(?<!\\w)[A-Za-z_]\\w*+)\\s+NOT\\s+NULL",
              "a test of NULL has the word IS",
              "${operand} IS NOT NULL"),
          of(
              "(?<![\\w.])(?<a>[0-9]+)_(?<b>[0-9]{3})(?![0-9])",
              "digits stand together", "${a}${b}"),
          of("(?<![<>!=])==(?!=)", "`==` is a single = in SQL", "="),
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
      if (one.from >= at) {
        text.append(source, at, one.from).append(one.ours);
        at = one.to;
      }
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
