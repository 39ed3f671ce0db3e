// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.model.StreamSpec;
import dev.drey.plan.CalcNode;
import dev.drey.plan.Failing;
import dev.drey.plan.OnFailure;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.plan.SetAside;
import dev.drey.plan.UnionNode;
import dev.drey.source.LocatedText;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one stream on which its expressions fail. Such a row is as the stream read it, so
 * only expressions over these columns can set it aside or drop it.
 */
final class FailedRows {
  private final StreamSpec stream;
  private final FailureSpec written;
  private final Flow input;
  private final AnalysisContext context;
  private final List<Port> ports = new ArrayList<>();
  private boolean told;

  /**
   * @param input the rows that the stream reads
   */
  FailedRows(StreamSpec stream, FailureSpec written, Flow input, AnalysisContext context) {
    this.stream = stream;
    this.written = written;
    this.input = input;
    this.context = context;
  }

  /** An operator of the stream that goes on where it fails; itself where it computes nothing. */
  CalcNode of(CalcNode node, Flow before) {
    if (!computes(node)) {
      return node;
    }
    boolean ofResult = node.id().equals(Role.RESULT.id(stream.name().text()));
    if (ofResult || !before.rowType().equals(input.rowType())) {
      refuse(
          "an expression of `"
              + stream.name().text()
              + "` reads other columns than those that come in, of which failed rows are made",
          "compute it in a stream behind, with an `onError` of its own: `NAME: {from: "
              + stream.name().text()
              + ", add: ..., onError: ...}`");
      return node;
    }
    OnFailure policy = OnFailure.of(written.onError());
    if (policy == OnFailure.TO) {
      if (SetAside.added().stream().anyMatch(field -> input.rowType().contains(field.name()))) {
        return node; // They cannot have their columns, which is said where they get their name.
      }
      ports.add(Port.of(node.id(), CalcNode.FAILED));
    }
    return node.withFailing(Failing.of(policy, before.rowType()));
  }

  private static boolean computes(CalcNode node) {
    return node.condition().isPresent()
        || node.projections().stream().anyMatch(each -> !each.isColumn() && !each.isLiteral());
  }

  /** Gives them their name, once all operators of the stream are there. */
  void name(LocatedText to) {
    String id = Role.ofOperation("failed", stream.name().text());
    Port port = ports.size() == 1 ? ports.get(0) : Port.out(id);
    boolean free = new AsideRows(context).name(to, port, input, "failed rows");
    if (free && ports.isEmpty() && (writesNothing() || !context.diagnostics().hasErrors())) {
      refuse(
          "`" + stream.name().text() + "` computes nothing, so `" + to.text() + "` stays empty",
          "remove `onError`");
    }
    if (free && ports.size() > 1) {
      context.add(UnionNode.of(id, stream.name().text(), ports, SetAside.type(input.rowType())));
    }
  }

  /** Whether the spec has no expression for it. */
  private boolean writesNothing() {
    return stream.where().isEmpty()
        && stream.add().isEmpty()
        && stream.select().stream().allMatch(item -> item.text().isEmpty())
        && stream.operation(ExplodeSpec.class).isEmpty()
        && stream.operation(AggregationSpec.class).isEmpty();
  }

  private void refuse(String message, String help) {
    if (!told) {
      context.report(
          Diagnostic.at(TypeCodes.FAILED_ROWS, written.span(), message)
              .label("not of these")
              .help(help));
    }
    told = true;
  }
}
