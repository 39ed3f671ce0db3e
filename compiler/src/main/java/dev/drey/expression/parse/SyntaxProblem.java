// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.parse;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.source.Span;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What Calcite's parser says about an expression, in our words and with what to write. */
public final class SyntaxProblem {
  private static final Pattern ENCOUNTERED =
      Pattern.compile("Encountered \"((?:[^\"\\\\]++|\\\\.)*+)\" at line (\\d+), column (\\d+)");

  private static final Pattern LEXICAL =
      Pattern.compile("Lexical error at line (\\d+), column (\\d+)");

  /** EACH is a word of the grammar, too; the call of ours has another name for it. */
  private static final Pattern EACH_CALL = Pattern.compile("(?i)\\bEACH(?=\\s*\\()");

  /** A condition that ends with the word for another one. */
  private static final Pattern DANGLING = Pattern.compile("(?is)(.*\\S)\\s+(AND|OR)\\s*");

  private SyntaxProblem() {}

  /** A literal that the parser read and that cannot be. */
  public static Diagnostic.Builder literal(SqlText text, CalciteContextException e) {
    int from = text.offset(Math.max(1, e.getPosLine()), Math.max(1, e.getPosColumn()));
    int to = text.offset(Math.max(1, e.getEndPosLine()), Math.max(1, e.getEndPosColumn())) + 1;
    String written = text.text().substring(from, Math.min(text.text().length(), to));
    return Diagnostic.at(
            TypeCodes.IMPOSSIBLE_LITERAL, text.span(from, to), "`" + written + "` cannot be")
        .help(
            "write DATE '2026-01-31', TIMESTAMP '2026-01-31 10:00:00' or INTERVAL '5' MINUTE;"
                + " numbers have at most 38 digits");
  }

  /** Why the parser stopped, at the place where the author has to write something else. */
  public static Diagnostic.Builder of(SqlText text, SqlParseException e) {
    String message = String.valueOf(e.getMessage());
    Matcher dangling = DANGLING.matcher(text.text());
    if (dangling.matches()) {
      String before = String.valueOf(dangling.group(1));
      return at(text, dangling.start(2), dangling.end(2), "nothing follows " + dangling.group(2))
          .help("write `" + before.strip() + "`, or what is to hold behind it");
    }
    Matcher lexical = LEXICAL.matcher(message);
    if (lexical.find()) {
      return lexical(text, offset(text, lexical.group(1), lexical.group(2)));
    }
    if (lastUnclosed(text.text(), '\'') >= 0 || lastUnclosed(text.text(), '`') >= 0) {
      return lexical(text, 0);
    }
    int doubleQuote = doubleQuote(text.text());
    if (doubleQuote >= 0) {
      return lexical(text, doubleQuote);
    }
    Matcher encountered = ENCOUNTERED.matcher(message);
    if (encountered.find()) {
      String token = encountered.group(1);
      int from = offset(text, encountered.group(2), encountered.group(3));
      return unexpected(text, token, from);
    }
    Matcher each = EACH_CALL.matcher(text.text());
    if (each.find() && lastUnclosed(text.text().substring(0, each.start()), '\'') < 0) {
      return at(text, each.start(), each.end(), "there is no function EACH")
          .help("write `" + each.replaceAll("EACH_OF") + "`: EACH is a word of SQL");
    }
    SqlParserPos pos = e.getPos();
    if (pos == null) {
      return at(text, 0, text.text().length(), "this is not a SQL expression");
    }
    int from = text.offset(pos);
    int to = text.offset(pos.getEndLineNum(), pos.getEndColumnNum()) + 1;
    boolean query = message.contains("Query expression");
    return query
        ? Diagnostic.at(
                TypeCodes.NOT_IN_EXPRESSIONS,
                text.span(from, to),
                "a query cannot stand within an expression")
            .help("make another stream of it and read from that")
        : at(text, from, to, "this is not a SQL expression")
            .help(
                Repairs.of(text.text(), from, to)
                    .orElse("write one value or condition, such as `amount > 0`"));
  }

  private static int offset(SqlText text, String line, String column) {
    return text.offset(Integer.parseInt(line), Integer.parseInt(column));
  }

  private static Diagnostic.Builder lexical(SqlText text, int from) {
    String source = text.text();
    int at = Math.min(from, Math.max(0, source.length() - 1));
    for (char quote : new char[] {'\'', '`'}) {
      int open = lastUnclosed(source, quote);
      if (open >= 0) {
        Diagnostic.Builder unclosed =
            at(
                text,
                open,
                source.length(),
                quote == '\'' ? "the text is not closed" : "the quoted name is not closed");
        Optional<String> whole = cutByComment(text);
        return whole.isPresent()
            ? unclosed.help(
                "YAML ends the value before ` #`; write the whole of it in quotes: `\""
                    + whole.get()
                    + "\"`")
            : unclosed.help("write `" + Repairs.closed(source, quote) + "`");
      }
    }
    if (source.charAt(at) == '"') {
      return at(text, at, at + 1, "a text stands in single quotes")
          .help("write 'text'; a column name is quoted by back-ticks: `name`");
    }
    if (source.startsWith("==", Math.max(0, at - 1))
        || source.startsWith("&&", at)
        || source.startsWith("||", at)) {
      return at(text, at, at + 1, "`" + source.charAt(at) + "` is no operator of SQL")
          .help("write =, AND, OR");
    }
    return at(text, at, at + 1, "`" + source.charAt(at) + "` does not belong here");
  }

  /** The whole line's value where YAML took a part of it for a comment. */
  private static Optional<String> cutByComment(SqlText text) {
    Span scalar = text.located().span();
    String file = scalar.file().text();
    int end = scalar.end();
    int line = end;
    while (line < file.length() && file.charAt(line) != '\n' && file.charAt(line) != '\r') {
      line++;
    }
    String rest = file.substring(end, line);
    boolean plain = scalar.text().equals(text.text());
    return plain && rest.matches("\\s+#.*")
        ? Optional.of((scalar.text() + rest).replace("\\", "\\\\").replace("\"", "\\\""))
        : Optional.empty();
  }

  /** Where a quote opens that nothing closes, or -1. */
  static int lastUnclosed(String source, char quote) {
    int open = -1;
    char inside = 0;
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (inside == 0 && (c == '\'' || c == '`')) {
        inside = c;
        open = i;
      } else if (c == inside) {
        inside = 0;
      }
    }
    return inside == quote ? open : -1;
  }

  /** Where a double quote stands outside of texts and quoted names, or -1. */
  private static int doubleQuote(String source) {
    char inside = 0;
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (inside == 0 && c == '"') {
        return i;
      }
      if (inside == 0 && (c == '\'' || c == '`')) {
        inside = c;
      } else if (c == inside) {
        inside = 0;
      }
    }
    return -1;
  }

  /** Of two operators in a row the second is too much; the parser stops at the first. */
  private static int behindOperator(String source, int from) {
    String operators = "=<>+*/%";
    if (from >= source.length() || operators.indexOf(source.charAt(from)) < 0) {
      return from;
    }
    int next = from + 1;
    while (next < source.length() && Character.isWhitespace(source.charAt(next))) {
      next++;
    }
    boolean second = next < source.length() && operators.indexOf(source.charAt(next)) >= 0;
    return second ? next : from;
  }

  private static Diagnostic.Builder unexpected(SqlText text, String token, int found) {
    String source = text.text();
    int from = behindOperator(source, found);
    if (token.equals("<EOF>") || from >= source.length()) {
      int end = source.stripTrailing().length();
      return at(text, Math.max(0, end - 1), end, "the expression ends too early")
          .label("something is missing behind this")
          .help(missing(source));
    }
    int to = from + wordAt(source, from).length();
    to = source.startsWith("${", from) ? source.indexOf('}', from) + 1 : Math.max(to, from + 1);
    String word = source.substring(from, to);
    String upper = word.toUpperCase(Locale.ROOT);
    Diagnostic.Builder problem =
        at(text, from, to, "`" + word + "` cannot stand here").label("not expected here");
    if (upper.equals("SELECT")
        || upper.equals("FROM")
        || upper.equals("WHERE")
        || upper.equals("JOIN")) {
      return problem.help("write the expression alone, without " + upper);
    }
    if (upper.equals("AS") && from > 0) {
      return problem.help(
          "the key on the left names the column: write `"
              + source.substring(0, from).strip()
              + "`");
    }
    Optional<String> repaired = Repairs.of(source, from, to);
    if (repaired.isPresent()) {
      return problem.help(repaired.get());
    }
    if (word.equals("=") && from > 0 && source.charAt(from - 1) == '=') {
      return problem.help("write a single =");
    }
    if (upper.equals("LIMIT") || upper.equals("ORDER") || upper.equals("TOP")) {
      return problem.help(
          "an expression is about one row; take the greatest of many with MAX over a window");
    }
    if (upper.equals("GROUP")) {
      return problem.help("write `keyBy: [column]` beside `window` and `aggregate`");
    }
    if (word.equals(";")) {
      return problem.help("write one expression, without `;`");
    }
    if (source.strip().equals(word) && AggregateNames.names().contains(upper)) {
      return problem.help("write `" + upper + (upper.equals("COUNT") ? "(*)`" : "(x)`"));
    }
    if (ReservedWords.isReserved(upper)) {
      return problem.help(
          upper + " is a word of SQL: a column of this name is written `" + word + "`");
    }
    if (ReservedWords.isReserved(wordBefore(source, from).toUpperCase(Locale.ROOT))) {
      String before = wordBefore(source, from);
      return problem.help(
          before.toUpperCase(Locale.ROOT)
              + " is a word of SQL: if it is a column, write `"
              + before
              + "`");
    }
    return problem.help("an operator, a comma or a parenthesis may be missing before it");
  }

  private static String wordAt(String source, int from) {
    int to = from;
    while (to < source.length() && Character.isJavaIdentifierPart(source.charAt(to))) {
      to++;
    }
    return source.substring(from, to);
  }

  private static String wordBefore(String source, int from) {
    int end = from;
    while (end > 0 && Character.isWhitespace(source.charAt(end - 1))) {
      end--;
    }
    int start = end;
    while (start > 0 && Character.isJavaIdentifierPart(source.charAt(start - 1))) {
      start--;
    }
    return source.substring(start, end);
  }

  private static String missing(String source) {
    int depth = 0;
    for (int i = 0; i < source.length(); i++) {
      depth += source.charAt(i) == '(' ? 1 : source.charAt(i) == ')' ? -1 : 0;
    }
    if (depth > 0) {
      return "a closing parenthesis is missing: write `" + source.strip() + ")".repeat(depth) + "`";
    }
    String upper = source.toUpperCase(Locale.ROOT);
    if (upper.contains("CASE") && !upper.contains("END")) {
      return "CASE is closed by END: write `" + source.strip() + " END`";
    }
    String last = wordBefore(source, source.length());
    return ReservedWords.isReserved(last.toUpperCase(Locale.ROOT))
        ? last.toUpperCase(Locale.ROOT)
            + " needs something behind it; a column of this name is"
            + " written `"
            + last
            + "`"
        : "write what the last operator works on";
  }

  public static Diagnostic.Builder at(SqlText text, int from, int to, String message) {
    return Diagnostic.at(TypeCodes.EXPRESSION_SYNTAX, text.span(from, to), message);
  }
}
