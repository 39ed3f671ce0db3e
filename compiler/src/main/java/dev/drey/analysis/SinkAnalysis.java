package dev.drey.analysis;

import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.diagnostic.DeliveryCodes;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.expression.Expression;
import dev.drey.expression.Expressions.Expected;
import dev.drey.model.LocatedDuration;
import dev.drey.model.SinkSpec;
import dev.drey.plan.FormatPlan;
import dev.drey.plan.Role;
import dev.drey.plan.SinkNode;
import dev.drey.shape.Shape;
import dev.drey.source.LocatedText;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A sink as written to its operator. */
final class SinkAnalysis {
  private final Draft draft;
  private final Inputs inputs;
  private final ContractCheck contract;
  private final FormatChecks formats;
  private final ConnectorChecks connectors;

  SinkAnalysis(Draft draft, TypeTable types) {
    this.draft = draft;
    this.inputs = new Inputs(draft);
    this.contract = new ContractCheck(draft, types);
    this.formats = new FormatChecks(draft);
    this.connectors = new ConnectorChecks(draft);
  }

  void analyze(SinkSpec sink) {
    Connector connector =
        draft
            .catalog()
            .connector(sink.connector().name().text())
            .orElseThrow(() -> new IllegalStateException("the schema lets no unknown one pass"));
    ConnectorDescriptor descriptor = connector.descriptor();
    Shape options = descriptor.sinkOptions().orElseThrow();
    List<Flow> flows = new ArrayList<>();
    sink.from().forEach(name -> draft.flow(name).ifPresent(flows::add));
    boolean complete = flows.size() == sink.from().size();
    Optional<RowType> type = complete ? inputs.common(sink.from(), flows) : Optional.empty();

    checkDelivery(sink, descriptor);
    ConnectorUsage usage =
        ConnectorUsage.sink(
            sink.name().text(),
            sink.connector().options(),
            sink.delivery(),
            draft.spec().runtime().checkpointInterval().map(LocatedDuration::duration));
    connectors.check(
        connector, type.map(usage::withRowType).orElse(usage), sink.connector(), options);
    contract.check(sink, type);
    Optional<FormatPlan> format =
        formats.check(sink.format(), descriptor.sinkFormat(), type, sink.connector());
    type.ifPresent(
        columns ->
            draft.add(
                SinkNode.builder()
                    .id(Role.SINK.id(sink.name().text()))
                    .name(sink.name().text())
                    .inputs(flows.stream().map(Flow::port).collect(Collectors.toList()))
                    .rowType(columns)
                    .connector(descriptor.name())
                    .options(sink.connector().options())
                    .format(format)
                    .expressions(expressions(sink, options, columns))
                    .delivery(sink.delivery())
                    .build()));
  }

  private Map<String, Expression> expressions(SinkSpec sink, Shape options, RowType columns) {
    Map<String, Expression> compiled = new LinkedHashMap<>();
    for (OptionLeaf leaf : OptionLeaf.of(sink.connector(), options)) {
      if (leaf.kind() == Shape.Kind.EXPRESSION) {
        draft
            .expressions()
            .scalar(leaf.place(), columns, Expected.STRING, draft.diagnostics())
            .ifPresent(expression -> compiled.put(leaf.path(), expression));
      }
    }
    return compiled;
  }

  private void checkDelivery(SinkSpec sink, ConnectorDescriptor descriptor) {
    if (descriptor.sinkDelivery().contains(sink.delivery())) {
      return;
    }
    LocatedText place = sink.deliveryPlace().orElse(sink.connector().name());
    draft.report(
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
