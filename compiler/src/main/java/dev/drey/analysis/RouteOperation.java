package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.Expression;
import dev.drey.expression.Expressions.Expected;
import dev.drey.model.NamedText;
import dev.drey.model.StreamSpec;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.plan.RouteNode;
import dev.drey.source.LocatedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stream with {@code route}: each branch becomes a stream of the input's rows. */
final class RouteAnalysis {
  private static final String OTHERWISE = "otherwise";

  private final Draft draft;

  RouteAnalysis(Draft draft) {
    this.draft = draft;
  }

  void analyze(StreamSpec stream, Flow input) {
    List<RouteNode.Branch> branches = new ArrayList<>();
    Optional<LocatedText> otherwise = Optional.empty();
    String id = Role.ROUTE.id(stream.name().text());
    for (NamedText branch : stream.route()) {
      otherwise.ifPresent(first -> unreachable(branch, first));
      Optional<Expression> condition = Optional.empty();
      if (branch.textOrName().text().trim().equals(OTHERWISE)) {
        otherwise = otherwise.or(() -> Optional.of(branch.name()));
      } else {
        condition = draft.scalar(branch.textOrName(), input, Expected.BOOLEAN);
      }
      branches.add(RouteNode.Branch.of(branch.name().text(), condition));
      draft.name(branch.name(), input.through(Port.of(id, branch.name().text()), input.rowType()));
    }
    if (otherwise.isEmpty() && !stream.inDoubt().contains("route")) {
      warnOfRest(stream);
    }
    draft.add(RouteNode.of(id, stream.name().text(), input.port(), branches, input.rowType()));
  }

  private void unreachable(NamedText branch, LocatedText otherwise) {
    draft.report(
        Diagnostic.at(
                TypeCodes.UNREACHABLE_BRANCH,
                branch.name().span(),
                "no row reaches `"
                    + branch.name().text()
                    + "`: `"
                    + otherwise.text()
                    + "` before it takes all the rest")
            .label("comes too late")
            .and(otherwise.span(), "takes every row")
            .help("write the branch with `otherwise` last"));
  }

  private void warnOfRest(StreamSpec stream) {
    draft.report(
        Diagnostic.at(
                TypeCodes.UNROUTED_ROWS,
                stream.name().span(),
                "rows that match no branch of `"
                    + stream.name().text()
                    + "` are dropped and"
                    + " counted")
            .label("no branch says `otherwise`")
            .help("add a branch such as `rest: otherwise`, or allow this warning"));
  }
}
