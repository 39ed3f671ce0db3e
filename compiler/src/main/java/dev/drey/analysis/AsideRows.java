// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.value.Hidden;
import dev.drey.plan.Port;
import dev.drey.plan.SetAside;
import dev.drey.source.LocatedText;
import dev.drey.type.Field;
import dev.drey.type.RowType;

/** A stream of rows that are set aside for an expression. */
final class AsideRows {
  private final AnalysisContext context;

  AsideRows(AnalysisContext context) {
    this.context = context;
  }

  /**
   * Names them. They keep the time of the rows that they were.
   *
   * @param input the rows of which some are set aside
   * @param rows what messages call them
   * @return whether they can have the columns that they get; where not, that is reported
   */
  boolean name(LocatedText to, Port port, Flow input, String rows) {
    boolean free = true;
    for (Field added : SetAside.added()) {
      if (input.rowType().contains(added.name())) {
        free = false;
        context.report(
            Diagnostic.at(
                    TypeCodes.COLUMN_TWICE,
                    to.span(),
                    rows + " get a column `" + added.name() + "`, and these have one already")
                .label("adds `reason` and `expression`")
                .help("rename the column in a stream before this one"));
      }
    }
    RowType type = free ? SetAside.type(input.rowType()) : RowType.of(SetAside.added());
    Flow aside = input.through(port, type);
    context.name(to, free ? aside : aside.withHidden(Hidden.any()));
    return free;
  }
}
