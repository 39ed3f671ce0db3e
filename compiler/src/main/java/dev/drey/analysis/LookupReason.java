// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.plan.LookupNode;
import dev.drey.source.LocatedText;
import java.util.Optional;

/** The column that says why a row was set aside. */
final class LookupReason {
  private final AnalysisContext context;

  LookupReason(AnalysisContext context) {
    this.context = context;
  }

  /** Whether rows that are set aside can have it; where not, that is reported. */
  boolean hasRoom(LookupSpec.Fate onError, Flow input) {
    String reason = LookupNode.REASON.name();
    Optional<LocatedText> to = onError.to().filter(name -> input.rowType().contains(reason));
    to.ifPresent(
        name ->
            context.report(
                Diagnostic.at(
                        TypeCodes.COLUMN_TWICE,
                        name.span(),
                        "such rows get a column `" + reason + "`, and these rows have one already")
                    .label("adds `" + reason + "`")
                    .help("rename the column in a stream before this one")));
    return to.isEmpty();
  }
}
