// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.connector.Refusal;
import dev.drey.diagnostic.DeliveryCodes;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.model.LocatedDuration;
import dev.drey.model.SinkSpec;
import dev.drey.plan.FormatPlan;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.plan.SinkNode;
import dev.drey.shape.Shape;
import dev.drey.source.LocatedText;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A sink as written to its operator. */
final class SinkAnalysis {
  private final AnalysisContext context;
  private final Inputs inputs;
  private final ContractCheck contract;
  private final FormatChecks formats;
  private final ConnectorChecks connectors;
  private final RefusalChecks refusals;
  private final RowSteps rows;

  SinkAnalysis(AnalysisContext context, TypeTable types) {
    this.context = context;
    this.inputs = new Inputs(context);
    this.contract = new ContractCheck(context, types);
    this.formats = new FormatChecks(context);
    this.connectors = new ConnectorChecks(context);
    this.refusals = new RefusalChecks(context);
    this.rows = new RowSteps(context);
  }

  void analyze(SinkSpec sink) {
    List<Flow> flows = new ArrayList<>();
    sink.from().forEach(name -> flows.add(context.flow(name)));
    Flow input = flows.isEmpty() ? Flow.unknown() : inputs.common(sink.from(), flows);
    Columns columns = Columns.of(input.rowType(), input.hidden());
    Optional<Connector> connector = context.catalog().connector(sink.connector().name().text());
    if (connector.isEmpty()) {
      contract.check(sink, columns);
    } else {
      SinkValue value = SinkValue.of(sink, connector.get().descriptor(), columns, context);
      contract.check(sink, value.columns());
      write(sink, connector.get(), flows, input, value);
    }
  }

  private void write(
      SinkSpec sink, Connector connector, List<Flow> flows, Flow input, SinkValue value) {
    Columns columns = Columns.of(input.rowType(), input.hidden());
    ConnectorDescriptor descriptor = connector.descriptor();
    Shape options = descriptor.sinkOptions().orElseThrow();
    if (!sink.inDoubt().contains("delivery")) {
      checkDelivery(sink, descriptor);
    }
    Refusal refusal = refusals.policy(sink, descriptor);
    ConnectorUsage usage =
        ConnectorUsage.sink(
                sink.name().text(),
                sink.connector().options(),
                sink.delivery(),
                context.spec().runtime().checkpointInterval().map(LocatedDuration::duration))
            .withRefusal(refusal);
    if (flows.stream().anyMatch(flow -> context.isChanging(flow.port()))) {
      usage = usage.withChangingRows();
    }
    connectors.check(connector, usage, sink.connector(), options, columns);
    Optional<FormatPlan> format =
        sink.inDoubt().contains("format")
            ? Optional.empty()
            : formats.check(
                sink.format(),
                false,
                descriptor.sinkFormat(),
                value.columns().whole(),
                sink.connector());
    String id = Role.SINK.id(sink.name().text());
    List<Port> fitted =
        inputs.fitted(Role.SINK_FIT, sink.name(), sink.from(), flows, input.rowType());
    List<Port> ports = where(sink, fitted, flows, input);
    RowType refusedType = refusals.name(sink, id, ports, columns);
    context.add(
        SinkNode.builder()
            .id(id)
            .name(sink.name().text())
            .inputs(ports)
            .rowType(input.rowType())
            .valueColumns(value.positions())
            .connector(descriptor.name())
            .options(
                connector.named(sink.connector().options(), usage, context.spec().name().text()))
            .format(format)
            .expressions(OptionExpressions.of(sink.connector(), options, input, context))
            .delivery(sink.delivery())
            .refusal(refusal)
            .refusedType(refusedType)
            .build());
  }

  /** Where the rows come out for which the condition holds. */
  private List<Port> where(SinkSpec sink, List<Port> fitted, List<Flow> flows, Flow input) {
    if (sink.where().isEmpty()) {
      return fitted;
    }
    Optional<Expression> condition =
        context.ofRow(sink.name().text(), sink.where().get(), input, Expected.BOOLEAN);
    if (condition.isEmpty()) {
      return fitted;
    }
    rows.checkKeepsSomething(condition.get(), sink.where().get());
    List<Port> kept = new ArrayList<>();
    for (int i = 0; i < fitted.size(); i++) {
      String id = Role.SINK_WHERE.id(sink.name().text(), sink.from().get(i).text());
      Flow flow = flows.get(i).through(fitted.get(i), input.rowType());
      kept.add(
          context
              .calc(id, flow, condition, context.identity(input.rowType()), input.rowType())
              .port());
    }
    return kept;
  }

  private void checkDelivery(SinkSpec sink, ConnectorDescriptor descriptor) {
    if (descriptor.sinkDelivery().contains(sink.delivery())) {
      return;
    }
    LocatedText place = sink.deliveryPlace().orElse(sink.connector().name());
    context.report(
        Diagnostic.at(
                DeliveryCodes.NOT_EXACTLY_ONCE,
                place.span(),
                "`" + descriptor.name() + "` cannot write " + sink.delivery().specName())
            .label("more than the sink can do")
            .and(sink.connector().name().span(), "this connector")
            .help(
                "write `delivery: "
                    + Delivery.AT_LEAST_ONCE.specName()
                    + "` and let readers tolerate a record twice, for instance by a key"));
  }
}
