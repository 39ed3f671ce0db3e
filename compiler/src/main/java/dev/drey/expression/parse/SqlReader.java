// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.parse;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.type.RowType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Parses one expression; what cannot be read is reported. */
public final class SqlReader {
  /** Nobody reads a longer text that says how to write it. */
  private static final int LONGEST_CORRECTED = 10_000;

  private static final String SHORTER = "compute a part of it in a stream before";

  private SqlReader() {}

  /**
   * The parsed expression, or null where a problem was reported. A text that is the name of a
   * column is that column, even where the name is a word of SQL.
   */
  public static @Nullable SqlNode parse(SqlText text, CastTypes types, RowType input) {
    return parse(text, types, input, input.names());
  }

  /**
   * As above.
   *
   * @param input the columns of which the text may be one alone
   * @param columns the names of all columns that it can name
   */
  public static @Nullable SqlNode parse(
      SqlText text, CastTypes types, RowType input, Collection<String> columns) {
    String name = text.text().trim();
    if (input.contains(name)) {
      int from = text.text().indexOf(name);
      boolean oneLine = text.text().substring(0, from).indexOf('\n') < 0;
      SqlParserPos pos =
          oneLine
              ? new SqlParserPos(1, from + 1, 1, from + name.length()).withQuoting(true)
              : SqlParserPos.QUOTED_ZERO;
      return new SqlIdentifier(List.of(name), null, pos, List.of(pos));
    }
    if (text.text().isBlank()) {
      text.report(SyntaxProblem.at(text, 0, text.text().length(), "the expression is empty"));
      return null;
    }
    if (text.text().length() > TextLimits.LONGEST_SQL) {
      text.report(
          Diagnostic.at(
                  TypeCodes.EXPRESSION_TOO_LARGE,
                  text.span(0, text.text().length()),
                  String.format(
                      "this expression has more than %,d characters", TextLimits.LONGEST_SQL))
              .help("compute parts of it in a stream before, or keep the table in a file"));
      return null;
    }
    if (TextLimits.hasManyOperators(text.text())) {
      text.report(
          Diagnostic.at(
                  TypeCodes.EXPRESSION_TOO_LARGE,
                  text.span(0, text.text().length()),
                  String.format(
                      "this expression has more than %,d operators", TextLimits.MOST_OPERATORS))
              .help("compute parts of it in a stream before, or write IN for a list of values"));
      return null;
    }
    int semicolon = text.text().lastIndexOf(';');
    if (semicolon >= 0 && text.text().substring(semicolon + 1).isBlank()) {
      text.report(
          SyntaxProblem.at(text, semicolon, semicolon + 1, "`;` does not belong to an expression")
              .help("write `" + text.text().substring(0, semicolon).strip() + "`"));
      return null;
    }
    if (reportComment(text)) {
      return null;
    }
    try {
      SqlNode node =
          ColumnWords.parse(types.masked(), word -> columns.contains(word) || text.mayHide(word));
      SqlNode deep = Nesting.tooDeep(node);
      if (deep != null) {
        text.report(
            text.at(
                    TypeCodes.EXPRESSION_SYNTAX,
                    deep,
                    "the expression is nested too deeply from here")
                .help(SHORTER));
        return null;
      }
      Optional<String> or = comparesConditions(node) ? or(text) : Optional.empty();
      if (or.isEmpty()) {
        return node;
      }
      int at = text.text().indexOf("||");
      text.report(
          SyntaxProblem.at(text, at, at + 2, "`||` joins texts in SQL, and conditions go by OR")
              .label("not a condition")
              .help("write `" + or.get() + "`"));
    } catch (SqlParseException e) {
      if (e.getCause() instanceof StackOverflowError) {
        reportDepth(text);
      } else if (!reportForeign(text)) {
        text.report(SyntaxProblem.of(text, e));
      }
    } catch (CalciteContextException e) {
      text.report(SyntaxProblem.literal(text, e));
    } catch (StackOverflowError e) {
      reportDepth(text);
    }
    return null;
  }

  private static void reportDepth(SqlText text) {
    text.report(
        SyntaxProblem.at(
                text, 0, text.text().length(), "the expression is nested too deeply to be read")
            .help(SHORTER));
  }

  /** Whether a comparison is compared with something: what `a = 1 || b = 2` is. */
  private static boolean comparesConditions(SqlNode node) {
    return SqlKind.COMPARISON.contains(node.getKind())
        && SqlKind.COMPARISON.contains(((SqlCall) node).operand(0).getKind());
  }

  /** The text with OR for `||`, where that makes conditions of what is on both sides. */
  public static Optional<String> or(SqlText text) {
    if (text.text().length() > LONGEST_CORRECTED) {
      return Optional.empty();
    }
    String or = ForeignSql.or(text.text());
    if (or.equals(text.text())) {
      return Optional.empty();
    }
    try {
      SqlNode node = SqlParser.create(or, FlinkSyntax.PARSER).parseExpression();
      return node.getKind() == SqlKind.OR
              && Nesting.chain((SqlCall) node).stream().anyMatch(SqlReader::isCondition)
          ? Optional.of(or)
          : Optional.empty();
    } catch (SqlParseException | CalciteContextException e) {
      return Optional.empty();
    }
  }

  private static boolean isCondition(SqlNode node) {
    return SqlKind.COMPARISON.contains(node.getKind())
        || node.getKind() == SqlKind.AND
        || node.getKind() == SqlKind.IS_NULL
        || node.getKind() == SqlKind.IS_NOT_NULL;
  }

  /** Whether the text is written in another session; each of its words is reported. */
  private static boolean reportForeign(SqlText text) {
    String source = text.text();
    if (source.length() > LONGEST_CORRECTED
        || SyntaxProblem.lastUnclosed(source, '\'') >= 0
        || SyntaxProblem.lastUnclosed(source, '`') >= 0) {
      return false;
    }
    List<ForeignSql.Found> found = ForeignSql.in(source);
    String corrected = ForeignSql.corrected(source, found).strip();
    boolean whole = reads(corrected);
    for (ForeignSql.Found one : found) {
      String ours = whole || one.ours().isBlank() ? corrected : one.ours().strip();
      text.report(
          SyntaxProblem.at(text, one.from(), one.to(), one.message())
              .label("not SQL")
              .help("write `" + ours + "`"));
    }
    return !found.isEmpty();
  }

  /** Two slashes start a comment in Flink's parser; who writes them means something else. */
  private static boolean reportComment(SqlText text) {
    String source = text.text();
    int at = ForeignSql.masked(source).indexOf("//");
    if (at < 0 || source.length() > LONGEST_CORRECTED) {
      return false;
    }
    String divided = source.substring(0, at) + "/" + source.substring(at + 2);
    String meant = reads(divided) ? divided : source.substring(0, at).strip();
    text.report(
        SyntaxProblem.at(text, at, at + 2, "`//` starts a comment in SQL, up to the line's end")
            .label("not SQL")
            .help("write `" + meant + "`"));
    return true;
  }

  /** Whether an expression is one; a parameter is a value. */
  static boolean reads(String source) {
    try {
      String values = source.replaceAll("\\$\\{[^}]*}", "0");
      SqlParser.create(values, FlinkSyntax.PARSER).parseExpression();
      return true;
    } catch (SqlParseException | CalciteContextException e) {
      return false;
    }
  }
}
