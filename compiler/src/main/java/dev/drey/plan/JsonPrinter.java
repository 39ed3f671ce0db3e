package dev.drey.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.connector.Catalog;
import dev.drey.expression.Expressions;
import dev.drey.shape.Durations;
import dev.drey.text.Visible;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.time.Duration;
import java.util.Locale;
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
      operator.facts().forEach(fact -> facts.set(fact.topic(), json(fact.value())));
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

  /** What the spec says of checkpoints; nothing where it says nothing. */
  private void checkpoint(RuntimeSettings runtime, ObjectNode root) {
    ObjectNode checkpoint = root.objectNode();
    runtime.checkpointInterval().ifPresent(d -> checkpoint.set("interval", duration(d)));
    runtime.checkpointMinPause().ifPresent(d -> checkpoint.set("minPause", duration(d)));
    runtime.checkpointTimeout().ifPresent(d -> checkpoint.set("timeout", duration(d)));
    if (!checkpoint.isEmpty()) {
      root.set("checkpoint", checkpoint);
    }
  }

  private JsonNode json(FactValue value) {
    switch (value.kind()) {
      case NOTHING:
        return mapper.nullNode();
      case TEXT:
        return mapper.getNodeFactory().textNode(value.text());
      case NUMBER:
        return mapper.getNodeFactory().numberNode(value.number());
      case FLAG:
        return mapper.getNodeFactory().booleanNode(value.flag());
      case DURATION:
        return duration(value.duration());
      case COLUMNS:
        return columns(value.columns());
      case LIST:
        ArrayNode list = mapper.createArrayNode();
        value.list().forEach(each -> list.add(json(each)));
        return list;
      case RECORD:
        ObjectNode record = mapper.createObjectNode();
        value.record().forEach((name, each) -> record.set(name, json(each)));
        return record;
    }
    throw new IllegalArgumentException("no value of kind " + value.kind());
  }

  /** As a spec writes it, and in milliseconds. */
  private ObjectNode duration(Duration duration) {
    return mapper
        .createObjectNode()
        .put("duration", Durations.text(duration))
        .put("milliseconds", duration.toMillis());
  }

  private ArrayNode columns(RowType rows) {
    ArrayNode columns = mapper.createArrayNode();
    for (Field field : rows.fields()) {
      columns
          .addObject()
          .put("name", field.name())
          .put("type", field.type().withNullable(true).toString())
          .put("nullable", field.type().nullable());
    }
    return columns;
  }
}
