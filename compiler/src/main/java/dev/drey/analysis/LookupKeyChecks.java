// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.model.NamedText;
import dev.drey.source.LocatedText;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a row can be asked for by what it is asked for with. */
final class LookupKeyChecks {
  private final AnalysisContext context;

  LookupKeyChecks(AnalysisContext context) {
    this.context = context;
  }

  /**
   * What each column of the answer must equal, in its type; empty where one is wrong, which is
   * reported.
   */
  Optional<Map<String, Expression>> keys(List<NamedText> written, Flow input, Columns answers) {
    Map<String, Expression> keys = new LinkedHashMap<>();
    boolean right = !written.isEmpty();
    for (NamedText key : written) {
      Optional<Integer> column =
          isOfRowsAlone(key, input, answers)
              ? elsewhere(key.name(), answers)
              : context.column(key.name(), answers.known(), answers.hidden());
      Optional<Expression> value = context.scalar(key.textOrName(), input, Expected.ANY);
      Optional<Expression> fitting =
          column.flatMap(
              position ->
                  value.flatMap(
                      found -> fitting(key, found, answers.known().field(position).type())));
      fitting.ifPresent(found -> keys.put(key.name().text(), found));
      right &= fitting.isPresent();
    }
    return right ? Optional.of(keys) : Optional.empty();
  }

  /** A name alone is one in the rows and in the answers. */
  private static boolean isOfRowsAlone(NamedText key, Flow input, Columns answers) {
    String name = key.name().text();
    return key.text().isEmpty()
        && answers.hidden().isNone()
        && !answers.known().contains(name)
        && input.rowType().contains(name);
  }

  private Optional<Integer> elsewhere(LocatedText name, Columns answers) {
    context.report(
        Diagnostic.at(
                TypeCodes.UNKNOWN_COLUMN,
                name.span(),
                "the answers have no column `" + name.text() + "`")
            .label("a column of the rows alone")
            .help(
                "write `key: {"
                    + RowType.quoted(answers.known().field(0).name())
                    + ": "
                    + RowType.quoted(name.text())
                    + "}`, with the one of the answers that it equals: they have "
                    + String.join(", ", answers.known().names())));
    return Optional.empty();
  }

  private Optional<Expression> fitting(NamedText key, Expression value, DataType column) {
    LocatedText place = key.textOrName();
    if (column.kind().isNested()) {
      context.report(
          Diagnostic.at(
                  TypeCodes.LOOKUP_KEY,
                  key.name().span(),
                  "`"
                      + key.name().text()
                      + "` is "
                      + column
                      + ", and nobody is asked by such values")
              .label("not a key")
              .help("ask by columns of single values, such as an id"));
      return Optional.empty();
    }
    if (value.type().kind().isCharacter() && column.kind().isCharacter()) {
      return Optional.of(value);
    }
    Optional<DataType> common =
        context
            .expressions()
            .common(value.type().withNullable(true), column.withNullable(true))
            .filter(type -> type.withNullable(true).equals(column.withNullable(true)));
    if (common.isPresent()) {
      DataType type = column.withNullable(value.type().nullable());
      return Optional.of(
          value.type().equals(type) ? value : context.expressions().cast(value, type));
    }
    context.report(
        Diagnostic.at(
                TypeCodes.LOOKUP_KEY,
                place.span(),
                "this is "
                    + value.type().withNullable(true)
                    + ", and `"
                    + key.name().text()
                    + "` of the answers is "
                    + column.withNullable(true))
            .label(value.type().withNullable(true).toString())
            .help(
                "write `"
                    + RowType.quoted(key.name().text())
                    + ": CAST("
                    + (key.text().isPresent() ? place.text().trim() : RowType.quoted(place.text()))
                    + " AS "
                    + column.withNullable(true)
                    + ")`, or declare the column as "
                    + value.type().withNullable(true)));
    return Optional.empty();
  }
}
