// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.aggregate.AggregateCall;
import dev.drey.connector.Catalog;
import dev.drey.expression.Expressions;
import dev.drey.text.Visible;
import dev.drey.type.RowType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** A plan as one JSON object, for programs: the facts of {@link TextPrinter} by name. */
final class JsonPrinter implements PlanPrinter {
  private final Catalog catalog;
  private final Expressions expressions;
  private final BiFunction<List<AggregateCall>, RowType, RowType> accumulators;
  private final ObjectMapper mapper = new ObjectMapper();

  /**
   * @param accumulators the columns of the accumulator of some calls over these columns
   */
  JsonPrinter(
      Catalog catalog,
      Expressions expressions,
      BiFunction<List<AggregateCall>, RowType, RowType> accumulators) {
    this.catalog = catalog;
    this.expressions = expressions;
    this.accumulators = accumulators;
  }

  @Override
  public String print(LogicalPlan plan) {
    ObjectNode root = mapper.createObjectNode();
    root.put("name", plan.name());
    root.put("target", plan.runtime().target());
    plan.runtime().parallelism().ifPresent(parallelism -> root.put("parallelism", parallelism));
    root.put("maxParallelism", plan.runtime().maxParallelism());
    root.put("chaining", plan.runtime().chaining());
    root.put("windowCache", plan.runtime().windowCache());
    checkpoint(plan.runtime(), root);
    plan.runtime().stateBackend().ifPresent(backend -> root.put("stateBackend", backend));
    PlanPorts ports = PlanPorts.of(plan, Reading.of(true, false));
    ArrayNode operators = root.putArray("operators");
    for (OperatorFacts operator : new PlanFacts(plan, catalog, expressions).operators()) {
      ObjectNode node = operators.addObject();
      node.put("uid", operator.id());
      node.put("kind", operator.kind());
      ArrayNode inputs = node.putArray("inputs");
      for (Port input : operator.inputs()) {
        inputs.addObject().put("uid", input.node()).put("port", input.port());
      }
      ObjectNode facts = node.putObject("facts");
      operator.facts().forEach(fact -> facts.set(fact.topic(), JsonFacts.value(fact.value())));
      ports(plan.node(operator.id()), ports, node);
    }
    ObjectNode streams = root.putObject("streams");
    for (Map.Entry<String, Port> stream : plan.streams().entrySet()) {
      streams.put(stream.getKey(), stream.getValue().toString());
    }
    ArrayNode delivery = root.putArray("delivery");
    for (DeliveryReport.Guarantee guarantee : new DeliveryReport(catalog).of(plan)) {
      ObjectNode node = delivery.addObject();
      node.put("sink", guarantee.sink());
      node.put("guarantee", guarantee.words());
      ArrayNode weakened = node.putArray("weakenedBy");
      for (DeliveryReport.Weakness weakness : guarantee.weaknesses()) {
        weakened
            .addObject()
            .put("uid", weakness.operator())
            .put("records", weakness.effect().name().toLowerCase(Locale.ROOT));
      }
    }
    ArrayNode rewrites = root.putArray("rewrites");
    for (Rewrite rewrite : plan.rewrites()) {
      rewrites
          .addObject()
          .put("rule", rewrite.rule())
          .put("uid", rewrite.operator())
          .put("what", rewrite.what());
    }
    // A JSON reader takes what is made visible for what was there: it is an escape of JSON too.
    return Visible.lines(root.toPrettyString()) + "\n";
  }

  /** What leaves an operator, and what it keeps. */
  private void ports(PlanNode node, PlanPorts ports, ObjectNode out) {
    ArrayNode known = out.putArray("ports");
    node.ports()
        .forEach(port -> known.add(JsonFacts.port(port, ports.of(Port.of(node.id(), port)))));
    ArrayNode state = out.putArray("state");
    ports.state(node, accumulators).forEach(each -> state.add(JsonFacts.state(each)));
    node.end().ifPresent(end -> out.put("stateOfConnector", end.connector()));
  }

  /** What the spec says of checkpoints; nothing where it says nothing. */
  private static void checkpoint(RuntimeSettings runtime, ObjectNode root) {
    ObjectNode checkpoint = root.objectNode();
    runtime.checkpointInterval().ifPresent(d -> checkpoint.set("interval", JsonFacts.duration(d)));
    runtime.checkpointMinPause().ifPresent(d -> checkpoint.set("minPause", JsonFacts.duration(d)));
    runtime.checkpointTimeout().ifPresent(d -> checkpoint.set("timeout", JsonFacts.duration(d)));
    if (!checkpoint.isEmpty()) {
      root.set("checkpoint", checkpoint);
    }
  }
}
