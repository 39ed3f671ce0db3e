// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TimeCodes;
import dev.drey.source.LocatedText;
import dev.drey.type.Field;
import java.util.List;

/** Whether rows of two sides can be joined by the windows that they are in. */
final class JoinWindowChecks {
  private final AnalysisContext context;
  private final JoinSpec join;

  JoinWindowChecks(AnalysisContext context, JoinSpec join) {
    this.context = context;
    this.join = join;
  }

  /** Whether there are such windows, and no column of a side is called as their bounds are. */
  boolean check(Flow left, Flow right) {
    if (join.window().isEmpty()) {
      return true;
    }
    WindowSpec window = join.window().get();
    WindowChecks checks = new WindowChecks(context);
    if (!checks.checkLengths(window)) {
      return false;
    }
    TimeFacts time = TimeFacts.merge(List.of(left.time(), right.time()));
    if (time.kind() != TimeFacts.Kind.UNKNOWN) {
      checks.warnOfDelay(window, time);
    }
    boolean free = isFree(join.left().orElseThrow(), left, window);
    free &= isFree(join.right().orElseThrow(), right, window);
    return free;
  }

  private boolean isFree(LocatedText name, Flow side, WindowSpec window) {
    for (Field bound : ResultNames.BOUNDS) {
      if (side.rowType().contains(bound.name())) {
        context.report(
            Diagnostic.at(
                    TimeCodes.BOUND_TAKEN,
                    name.span(),
                    "`"
                        + name.text()
                        + "` has a column `"
                        + bound.name()
                        + "`, and the join gives one of that name")
                .label("has `" + bound.name() + "`")
                .and(window.span(), "gives `" + bound.name() + "`")
                .help(
                    "rename it in a stream before, or join results of the same windows by them:"
                        + " `on: [..., window_start, window_end]` and `within: {after: 0s}`"));
        return false;
      }
    }
    return true;
  }
}
