// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.value.Hidden;
import dev.drey.source.LocatedText;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns of a list that says which rows are about the same. */
final class KeyList {
  private final AnalysisContext context;
  private final KeyChecks keys;

  KeyList(AnalysisContext context) {
    this.context = context;
    this.keys = new KeyChecks(context);
  }

  /** The positions of the columns that are there, each once; what is wrong with one is reported. */
  List<Integer> columns(List<LocatedText> names, RowType columns, Hidden hidden) {
    List<Integer> positions = new ArrayList<>();
    Map<String, LocatedText> first = new LinkedHashMap<>();
    for (LocatedText name : names) {
      Optional<Integer> position = context.column(name, columns, hidden);
      if (position.isEmpty()) {
        continue;
      }
      LocatedText before = first.putIfAbsent(name.text(), name);
      if (before == null) {
        positions.add(position.get());
        keys.check(name, columns.field(position.get()).type());
      } else {
        context.report(
            Diagnostic.at(
                    TypeCodes.COLUMN_TWICE,
                    name.span(),
                    "`" + name.text() + "` is in this list twice")
                .label("the second one")
                .and(before.span(), "the first one")
                .help("remove one of the two"));
      }
    }
    return positions;
  }
}
