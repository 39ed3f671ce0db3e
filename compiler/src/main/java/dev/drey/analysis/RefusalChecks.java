// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.Refusal;
import dev.drey.connector.RefusedRows;
import dev.drey.diagnostic.DeliveryCodes;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Label;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.value.Hidden;
import dev.drey.model.OnErrorSpec;
import dev.drey.model.SinkSpec;
import dev.drey.plan.Port;
import dev.drey.plan.SinkNode;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.List;
import java.util.stream.Collectors;

/** The {@code onError} of a sink: whether its connector can do it, and the stream that it makes. */
final class RefusalChecks {
  private final AnalysisContext context;

  RefusalChecks(AnalysisContext context) {
    this.context = context;
  }

  /** What becomes of refused rows; a connector that cannot do it is reported. */
  Refusal policy(SinkSpec sink, ConnectorDescriptor descriptor) {
    Refusal wanted = wanted(sink.onError());
    if (!descriptor.sinkRefusals().contains(wanted)) {
      String known =
          descriptor.sinkRefusals().stream()
              .sorted()
              .map(refusal -> "`onError: " + refusal.written() + "`")
              .collect(Collectors.joining(" or "));
      context.report(
          Diagnostic.at(
                  DeliveryCodes.REFUSED_ROWS,
                  place(sink),
                  "`" + descriptor.name() + "` does not tell which rows its system refuses")
              .label("more than the sink can do")
              .and(sink.connector().name().span(), "this connector")
              .help("remove `onError`: a sink of this connector has " + known));
    }
    return wanted;
  }

  private static Refusal wanted(OnErrorSpec onError) {
    if (onError.to().isPresent()) {
      return Refusal.TO;
    }
    return onError.isDrop() ? Refusal.DROP : Refusal.FAIL;
  }

  private static Span place(SinkSpec sink) {
    return sink.onError()
        .to()
        .map(LocatedText::span)
        .orElseGet(() -> sink.connector().name().span());
  }

  /** The columns of the refused rows, under their name where they have one. */
  RowType name(SinkSpec sink, String id, List<Port> inputs, Columns columns) {
    RowType written = columns.known();
    if (sink.onError().to().isEmpty()) {
      return RowType.of();
    }
    LocatedText to = sink.onError().to().get();
    boolean free = true;
    for (Field added : RefusedRows.added()) {
      if (written.contains(added.name())) {
        free = false;
        context.report(
            Diagnostic.at(
                    TypeCodes.COLUMN_TWICE,
                    to.span(),
                    "refused rows get a column `"
                        + added.name()
                        + "`, and these rows have one already")
                .label("adds " + added())
                .help("rename the column in a stream before this sink"));
      }
    }
    RowType type =
        free
            ? RefusedRows.type(written, inputs.stream().anyMatch(context::isChanging))
            : RowType.of(RefusedRows.added());
    Flow flow =
        Flow.of(
            Port.of(id, SinkNode.REFUSED),
            type,
            TimeFacts.none(Label.of(to.span(), "refused rows have no event time")));
    context.name(to, flow.withHidden(free ? columns.hidden() : Hidden.any()));
    return type;
  }

  private static String added() {
    return RefusedRows.added().stream()
        .map(field -> "`" + field.name() + "`")
        .collect(Collectors.joining(", "));
  }
}
