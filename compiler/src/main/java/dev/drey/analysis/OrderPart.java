// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.aggregate.ValueOrder;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.StateCodes;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.plan.TopOrder;
import dev.drey.source.LocatedText;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A value that rows are in order by, and how. */
@AutoValue
abstract class OrderPart {
  private static final Pattern DIRECTION =
      Pattern.compile("(?is)^(.*\\S)\\s+(ASC|DESC)(?:\\s+NULLS\\s+(FIRST|LAST))?\\s*$");

  /** A direction by another word than SQL's. */
  private static final Pattern WRITTEN_OUT =
      Pattern.compile("(.+?)\\s+(?:(desc)|asc)ending", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  abstract Expression value();

  abstract boolean descending();

  abstract boolean nullsFirst();

  /** Whether a text says which values come first. */
  static boolean isDirected(LocatedText text) {
    return DIRECTION.matcher(text.text()).matches();
  }

  /** Whether a text says so in another word than SQL's. */
  static boolean isWrittenOut(LocatedText text) {
    return WRITTEN_OUT.matcher(text.text().strip()).matches();
  }

  /** What is reported where a direction is asked for, and there is none of SQL's. */
  static Diagnostic.Builder undirected(LocatedText text) {
    return Diagnostic.at(
            StateCodes.NO_ORDER,
            text.span(),
            "`" + text.text() + "` does not say whether the least or the greatest is first")
        .label("has no direction")
        .help(directed(text.text().strip()));
  }

  private static String directed(String value) {
    Matcher word = WRITTEN_OUT.matcher(value);
    return word.matches()
        ? "write `" + word.group(1) + (word.group(2) == null ? " ASC`" : " DESC`")
        : "write `" + value + " DESC` for the greatest first, or `" + value + " ASC`";
  }

  /**
   * One as SQL has it; without a direction the least value is first. Empty where it is wrong, which
   * is reported.
   */
  static Optional<OrderPart> of(LocatedText text, Flow input, AnalysisContext context) {
    Matcher written = DIRECTION.matcher(text.text());
    boolean directed = written.matches();
    LocatedText value = directed ? text.start(written.end(1)) : text;
    boolean descending = directed && written.group(2).toUpperCase(Locale.ROOT).equals("DESC");
    String nulls = directed ? written.group(3) : null;
    // As in Flink SQL a NULL is less than all values.
    boolean nullsFirst = nulls == null ? !descending : nulls.equalsIgnoreCase("FIRST");
    Optional<Expression> typed = context.scalar(value, input, Expected.ANY);
    if (typed.isPresent() && !ValueOrder.isOf(typed.get().type())) {
      context.report(
          Diagnostic.at(
                  StateCodes.NO_ORDER,
                  text.span(),
                  "values of " + typed.get().type() + " are in no order")
              .label("not less and not greater than another")
              .help("order by scalar values, such as one element or field of it"));
      return Optional.empty();
    }
    return typed.map(expression -> new AutoValue_OrderPart(expression, descending, nullsFirst));
  }

  /**
   * The same over the columns of an operator's input.
   *
   * @param unseen the column of the value where it is no column itself
   */
  TopOrder at(int unseen) {
    return TopOrder.of(value().isColumn() ? value().column() : unseen, descending(), nullsFirst());
  }
}
