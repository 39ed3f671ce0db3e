// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.diagnostic.DeliveryCodes;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.value.Hidden;
import dev.drey.model.SinkSpec;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the value of a sink's records holds: by {@code columns} those, by {@code drop} the others.
 * The rows keep all of their columns, which keys, headers, partitions and paths can name.
 */
@AutoValue
abstract class SinkValue {
  /** Where the value's columns stand in the rows; absent where it holds all of them. */
  abstract Optional<List<Integer>> positions();

  abstract Columns columns();

  /** A column that is not there is reported, as is one that a connector cannot leave out. */
  static SinkValue of(
      SinkSpec sink, ConnectorDescriptor descriptor, Columns rows, AnalysisContext context) {
    boolean lists = !sink.columns().isEmpty();
    List<LocatedText> named = lists ? sink.columns() : sink.drop();
    if (named.isEmpty()) {
      return new AutoValue_SinkValue(Optional.empty(), rows);
    }
    if (!descriptor.sinkFormat()) {
      refuse(sink, named.get(0), lists, descriptor, context);
    }
    List<Integer> positions = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    boolean known = rows.hidden().isNone() && !sink.inDoubt().contains(lists ? "columns" : "drop");
    for (LocatedText name : named) {
      Optional<Integer> position = context.column(name, rows.known(), rows.hidden());
      position.ifPresent(positions::add);
      known &= position.isPresent();
      if (!seen.add(name.text())) {
        twice(name, context);
        known = false;
      }
    }
    if (!lists) {
      List<Integer> others = new ArrayList<>();
      for (int i = 0; i < rows.known().size(); i++) {
        if (!positions.contains(i)) {
          others.add(i);
        }
      }
      positions = others;
      if (known && others.isEmpty()) {
        reportNone(named.get(0).span(), context);
        known = false;
      }
    }
    RowType held = known ? rows.known().project(positions) : rows.known();
    return new AutoValue_SinkValue(
        known ? Optional.of(List.copyOf(positions)) : Optional.empty(),
        Columns.of(held, known ? rows.hidden() : Hidden.any()));
  }

  private static void refuse(
      SinkSpec sink,
      LocatedText first,
      boolean lists,
      ConnectorDescriptor descriptor,
      AnalysisContext context) {
    context.report(
        Diagnostic.at(
                DeliveryCodes.VALUE_COLUMNS,
                first.span(),
                "`"
                    + descriptor.name()
                    + "` writes the columns themselves, and a record has no"
                    + " value apart from its keys")
            .label("names columns of a value")
            .and(sink.connector().name().span(), "this connector")
            .help(
                "leave columns out in a stream before: `"
                    + sink.name().text()
                    + "_rows: {from: "
                    + sink.from().get(0).text()
                    + (lists
                        ? ", select: {" + first.text() + ": }}`"
                        : ", drop: [" + first.text() + "]}`")));
  }

  private static void twice(LocatedText name, AnalysisContext context) {
    context.report(
        Diagnostic.at(
                TypeCodes.COLUMN_TWICE, name.span(), "`" + name.text() + "` is in this list twice")
            .label("a second time")
            .help("remove one of the two"));
  }

  private static void reportNone(Span place, AnalysisContext context) {
    context.report(
        Diagnostic.at(TypeCodes.NO_COLUMNS, place, "no column is left")
            .label("drops the last one")
            .help("keep at least one column"));
  }
}
