package dev.drey.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.connector.Catalog;
import dev.drey.expression.Expressions;
import dev.drey.text.Visible;
import java.util.Map;

/** A plan as one JSON object, for programs: the facts of {@link PlanPrinter} by name. */
public final class JsonPrinter {
  private final Catalog catalog;
  private final Expressions expressions;
  private final ObjectMapper mapper = new ObjectMapper();

  public JsonPrinter(Catalog catalog, Expressions expressions) {
    this.catalog = catalog;
    this.expressions = expressions;
  }

  /** Indented; ends with a line end. */
  public String print(LogicalPlan plan) {
    ObjectNode root = mapper.createObjectNode();
    root.put("name", plan.name());
    root.put("target", plan.runtime().target());
    plan.runtime().parallelism().ifPresent(parallelism -> root.put("parallelism", parallelism));
    root.put("maxParallelism", plan.runtime().maxParallelism());
    checkpoint(plan.runtime(), root);
    plan.runtime().stateBackend().ifPresent(backend -> root.put("stateBackend", backend));
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
      operator.facts().forEach(facts::put);
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
      guarantee.weakened().forEach(weakened::add);
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

  /** What the spec says of checkpoints; nothing where it says nothing. */
  private static void checkpoint(RuntimeSettings runtime, ObjectNode root) {
    ObjectNode checkpoint = root.objectNode();
    runtime.checkpointInterval().ifPresent(d -> checkpoint.put("interval", Durations.text(d)));
    runtime.checkpointMinPause().ifPresent(d -> checkpoint.put("minPause", Durations.text(d)));
    runtime.checkpointTimeout().ifPresent(d -> checkpoint.put("timeout", Durations.text(d)));
    if (!checkpoint.isEmpty()) {
      root.set("checkpoint", checkpoint);
    }
  }
}
