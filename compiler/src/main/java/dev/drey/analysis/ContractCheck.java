// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.model.SinkSpec;
import dev.drey.source.Span;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;

/**
 * A sink's {@code type}: the stream must have exactly its columns, in any order, of the same types;
 * a column that is never NULL may go where NULL is allowed.
 */
final class ContractCheck {
  private final AnalysisContext context;
  private final TypeTable types;

  ContractCheck(AnalysisContext context, TypeTable types) {
    this.context = context;
    this.types = types;
  }

  /** Columns of which nothing is known, on either side, are passed over. */
  void check(SinkSpec sink, Columns rows) {
    if (sink.type().isEmpty()) {
      return;
    }
    Columns contract = types.columns(sink.type().get());
    Span place = sink.type().get().span();
    for (Field promised : contract.known().fields()) {
      int position = rows.known().indexOf(promised.name());
      if (position >= 0) {
        compare(sink, place, promised, rows.known().field(position).type());
      } else if (!rows.hidden().hides(promised.name())) {
        missing(sink, place, promised, rows.known());
      }
    }
    for (Field column : rows.known().fields()) {
      if (!contract.known().contains(column.name()) && !contract.hidden().hides(column.name())) {
        report(
            sink,
            place,
            "column `" + column.name() + "` is not part of it",
            "leave the column out with `drop: ["
                + column.name()
                + "]` in the stream, or add `"
                + column.name()
                + ": "
                + column.type()
                + "` to the type");
      }
    }
  }

  private void missing(SinkSpec sink, Span place, Field promised, RowType rows) {
    report(
        sink,
        place,
        "column `" + promised.name() + "` is missing",
        DidYouMean.closest(promised.name(), rows.names())
            .map(near -> "the stream has `" + near + "`; `rename` it")
            .orElse("add the column with `add` or `select`, or remove it from the type"));
  }

  private void compare(SinkSpec sink, Span place, Field promised, DataType actual) {
    boolean sameButNull = promised.type().withNullable(true).equals(actual.withNullable(true));
    if (!sameButNull) {
      report(
          sink,
          place,
          "column `" + promised.name() + "` is " + actual + " instead of " + promised.type(),
          "convert it, such as `CAST("
              + RowType.quoted(promised.name())
              + " AS "
              + promised.type().withNullable(true)
              + ")`");
    } else if (actual.nullable() && !promised.type().nullable()) {
      report(
          sink,
          place,
          "column `" + promised.name() + "` may be NULL",
          "give it a value with COALESCE, or remove NOT NULL from the type");
    }
  }

  private void report(SinkSpec sink, Span place, String difference, String help) {
    context.report(
        Diagnostic.at(
                TypeCodes.CONTRACT_BROKEN,
                place,
                "the stream does not keep this contract: " + difference)
            .label(difference)
            .and(sink.from().get(0).span(), "the stream that is written")
            .help(help));
  }
}
