// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.model.NamedText;
import dev.drey.model.OperationSpec;
import dev.drey.model.StreamSpec;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.plan.RouteNode;
import dev.drey.schema.CatalogKeys;
import dev.drey.schema.EndReader;
import dev.drey.schema.Fields;
import dev.drey.schema.Spellings;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code route}: each branch becomes a stream of the input's rows. */
final class RouteOperation implements StreamOperation {
  private static final String OTHERWISE = "otherwise";

  @Override
  public Step step() {
    return Step.RESULT;
  }

  @Override
  public List<Key> keys(CatalogKeys catalog) {
    return List.of(
        Key.of(
                "route",
                Shape.map(NAME, Shape.expression()),
                "Each row goes to the first name whose condition holds; each name becomes a stream."
                    + " `otherwise` takes the rest.")
            .withExample("{large: amount > 1000, rest: otherwise}"));
  }

  @Override
  public List<Constraint> constraints() {
    return List.of(
        Constraint.atMostOne("route", "select").withHelp(APART),
        Constraint.atMostOne("route", "explode").withHelp(APART));
  }

  @Override
  public void spell(Spellings spellings) {
    spellings.put("a stream", "route", "split", "branch", "partition", "switch", "fork");
  }

  @Override
  public Optional<OperationSpec> read(Fields stream, EndReader ends) {
    List<NamedText> branches = stream.named("route");
    return branches.isEmpty() ? Optional.empty() : Optional.of(RouteSpec.of(branches));
  }

  @Override
  public List<String> makesAt() {
    return List.of("route.*");
  }

  @Override
  public boolean isIn(StreamSpec stream) {
    return stream.operation(RouteSpec.class).isPresent();
  }

  @Override
  public Set<Open> open(StreamSpec stream) {
    return stream.inDoubt().contains("route") && !isIn(stream) ? Set.of(Open.NAMES) : Set.of();
  }

  @Override
  public boolean fits(StreamSpec stream, AnalysisContext context) {
    StreamKeys keys = new StreamKeys(context);
    Span route = branches(stream).get(0).name().span();
    Map<String, Span> columns = StreamKeys.columnKeys(stream);
    columns.forEach(
        (key, place) ->
            keys.exclude(
                key,
                place,
                "route",
                route,
                "a route passes rows on as they are; let another stream read a branch and do it"
                    + " there"));
    return columns.isEmpty();
  }

  private static List<NamedText> branches(StreamSpec stream) {
    return stream.operation(RouteSpec.class).orElseThrow().branches();
  }

  @Override
  public Flow analyze(StreamSpec stream, Flow input, AnalysisContext context) {
    List<RouteNode.Branch> branches = new ArrayList<>();
    Optional<LocatedText> otherwise = Optional.empty();
    String id = Role.ofOperation("route", stream.name().text());
    for (NamedText branch : branches(stream)) {
      otherwise.ifPresent(first -> unreachable(branch, first, context));
      Optional<Expression> condition = Optional.empty();
      if (branch.textOrName().text().trim().equals(OTHERWISE)) {
        otherwise = otherwise.or(() -> Optional.of(branch.name()));
      } else {
        condition = context.scalar(branch.textOrName(), input, Expected.BOOLEAN);
      }
      branches.add(RouteNode.Branch.of(branch.name().text(), condition));
      context.name(
          branch.name(), input.through(Port.of(id, branch.name().text()), input.rowType()));
    }
    if (otherwise.isEmpty() && !stream.inDoubt().contains("route")) {
      warnOfRest(stream, context);
    }
    context.add(RouteNode.of(id, stream.name().text(), input.port(), branches, input.rowType()));
    return input;
  }

  private static void unreachable(
      NamedText branch, LocatedText otherwise, AnalysisContext context) {
    context.report(
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

  private static void warnOfRest(StreamSpec stream, AnalysisContext context) {
    context.report(
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
