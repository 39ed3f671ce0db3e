// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.parse;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.expression.value.Clock;
import dev.drey.expression.value.FewTexts;
import dev.drey.expression.value.Hidden;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * One expression's text and where its problems go. Calcite counts lines and columns within the
 * text, from 1; a line ends at LF, CR or CR LF.
 */
public final class SqlText {
  private final LocatedText located;
  private final Hidden hidden;
  private final Diagnostics diagnostics;
  private final SqlParams params;
  private final Clock clock;
  private int reported;
  private boolean poisoned;

  public SqlText(LocatedText located, Diagnostics diagnostics) {
    this(located, Hidden.none(), diagnostics);
  }

  /**
   * @param hidden the columns of which nothing is known, and whose absence is not reported
   */
  public SqlText(LocatedText located, Hidden hidden, Diagnostics diagnostics) {
    this(located, hidden, Clock.NONE, diagnostics);
  }

  public SqlText(LocatedText located, Hidden hidden, Clock clock, Diagnostics diagnostics) {
    this.clock = clock;
    this.located = located;
    this.hidden = hidden;
    this.diagnostics = diagnostics;
    this.params = new SqlParams(located);
  }

  /**
   * Whether a name that is no known column is one of which nothing is known. Then the expression
   * has a problem that has been reported elsewhere, and gives nothing.
   */
  public boolean hides(String name) {
    boolean hides = hidden.hides(name);
    poisoned |= hides;
    return hides;
  }

  /** Whether nothing is known of a column of this name, which may be there. */
  boolean mayHide(String name) {
    return hidden.hides(name);
  }

  /** What to say of a name that is no column here, but elsewhere. */
  public Optional<String> note(String name) {
    return hidden.note(name);
  }

  /** The only texts that a column can have, where that is known. */
  public Optional<FewTexts> texts(String column) {
    return hidden.texts(column);
  }

  /** Says that the expression has a part of which nothing can be said. */
  public void poison() {
    poisoned = true;
  }

  /** Whether what computes the expression knows the time. */
  public boolean hasClock() {
    return clock == Clock.AT_HAND;
  }

  public String text() {
    return located.text();
  }

  /** The values that parameters stand for. */
  public SqlParams params() {
    return params;
  }

  LocatedText located() {
    return located;
  }

  /** Whether a stand-in for a parameter stands in the text: its value says nothing. */
  public boolean unresolved() {
    return located.unresolved();
  }

  public boolean hasProblems() {
    return reported > 0 || poisoned;
  }

  public Span span(SqlNode node) {
    return span(node.getParserPosition());
  }

  public Span span(SqlParserPos pos) {
    if (pos.getLineNum() <= 0) {
      return span(0, text().length());
    }
    int from = offset(pos.getLineNum(), pos.getColumnNum());
    int to = offset(pos.getEndLineNum(), pos.getEndColumnNum()) + 1;
    return span(from, to);
  }

  public Span span(int from, int to) {
    return located.span(from, to);
  }

  /** As it is written. */
  public String written(SqlNode node) {
    SqlParserPos pos = node.getParserPosition();
    if (pos.getLineNum() <= 0) {
      return text();
    }
    int from = offset(pos.getLineNum(), pos.getColumnNum());
    int to = Math.min(text().length(), offset(pos.getEndLineNum(), pos.getEndColumnNum()) + 1);
    String written = text().substring(Math.min(from, to), to).replaceAll("\\s+", " ");
    return written.length() <= 60 ? written : written.substring(0, 57) + "...";
  }

  public int offset(SqlParserPos pos) {
    return pos.getLineNum() <= 0 ? 0 : offset(pos.getLineNum(), pos.getColumnNum());
  }

  /** The offset in the text of a line and column, both from 1. */
  public int offset(int line, int column) {
    return offset(text(), line, column);
  }

  static int offset(String text, int line, int column) {
    int start = 0;
    for (int i = 0, current = 1; i < text.length() && current < line; i++) {
      char c = text.charAt(i);
      boolean followed = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\n' || (c == '\r' && !followed)) {
        current++;
        start = i + 1;
      }
    }
    return Math.min(text.length(), start + column - 1);
  }

  public void report(Diagnostic.Builder diagnostic) {
    reported++;
    diagnostics.add(diagnostic);
  }

  /** Reports what does not keep the expression from having a value. */
  public void warn(Diagnostic.Builder warning) {
    diagnostics.add(warning);
  }

  public Diagnostic.Builder at(DiagnosticCode code, SqlNode node, String message) {
    return Diagnostic.at(code, span(node), message);
  }
}
