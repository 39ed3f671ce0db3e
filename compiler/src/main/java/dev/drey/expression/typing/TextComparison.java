// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.parse.SqlText;
import dev.drey.expression.value.FewTexts;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/** Comparisons of a column that has none but a few texts with another text. */
final class TextComparison {
  private TextComparison() {}

  static void warn(SqlCall call, SqlText text) {
    SqlKind kind = call.getKind();
    boolean equality =
        kind == SqlKind.EQUALS
            || kind == SqlKind.NOT_EQUALS
            || kind == SqlKind.IS_DISTINCT_FROM
            || kind == SqlKind.IS_NOT_DISTINCT_FROM;
    if (equality) {
      warn(call.operand(0), call.operand(1), text);
      warn(call.operand(1), call.operand(0), text);
    }
  }

  /** The same of each element of a list. */
  static void warnOfElements(SqlNode value, SqlNodeList list, SqlText text) {
    for (SqlNode element : list) {
      warn(value, element, text);
    }
  }

  private static void warn(SqlNode column, SqlNode other, SqlText text) {
    if (text.unresolved()
        || !(column instanceof SqlIdentifier)
        || !(other instanceof SqlCharStringLiteral)) {
      return;
    }
    SqlIdentifier identifier = (SqlIdentifier) column;
    String name = identifier.names.get(0);
    Optional<FewTexts> few = identifier.isSimple() ? text.texts(name) : Optional.empty();
    String written = ((SqlCharStringLiteral) other).getValueAs(String.class);
    if (few.isEmpty() || few.get().texts().contains(written)) {
      return;
    }
    Diagnostic.Builder problem =
        text.at(
                TypeCodes.NEVER_THIS_TEXT,
                other,
                "`" + name + "` is never " + text.written(other) + " here")
            .label("not one of its values");
    Optional<String> absent =
        Optional.ofNullable(few.get().others().get(written.toUpperCase(Locale.ROOT)));
    absent
        .or(
            () ->
                DidYouMean.closest(written, few.get().texts())
                    .map(near -> "write `'" + near + "'`"))
        .ifPresent(problem::help);
    String all =
        few.get().texts().stream()
            .map(each -> "'" + each + "'")
            .collect(Collectors.joining(" or "));
    text.warn(problem.help("`" + name + "` can be " + all));
  }
}
