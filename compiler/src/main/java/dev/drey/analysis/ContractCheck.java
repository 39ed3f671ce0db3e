package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.model.SinkSpec;
import dev.drey.source.Span;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.Optional;

/**
 * A sink's {@code type}: the stream must have exactly its columns, in any order, of the same types;
 * a column that is never NULL may go where NULL is allowed.
 */
final class ContractCheck {
  private final Draft draft;
  private final TypeTable types;

  ContractCheck(Draft draft, TypeTable types) {
    this.draft = draft;
    this.types = types;
  }

  void check(SinkSpec sink, Optional<RowType> rows) {
    Optional<RowType> contract = sink.type().flatMap(types::rowType);
    if (contract.isEmpty() || rows.isEmpty()) {
      return;
    }
    Span place = sink.type().orElseThrow().span();
    for (Field promised : contract.get().fields()) {
      int position = rows.get().indexOf(promised.name());
      if (position < 0) {
        missing(sink, place, promised, rows.get());
      } else {
        compare(sink, place, promised, rows.get().field(position).type());
      }
    }
    for (Field column : rows.get().fields()) {
      if (!contract.get().contains(column.name())) {
        report(
            sink,
            place,
            "column `" + column.name() + "` is not part of it",
            "leave the column out with `drop`, or add it to the type");
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
    draft.report(
        Diagnostic.at(
                TypeCodes.CONTRACT_BROKEN,
                place,
                "the stream does not keep this contract: " + difference)
            .label(difference)
            .and(sink.from().get(0).span(), "the stream that is written")
            .help(help));
  }
}
