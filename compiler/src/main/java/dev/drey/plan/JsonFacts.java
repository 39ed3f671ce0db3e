// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.shape.Durations;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What is known of a plan as JSON values. */
final class JsonFacts {
  private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

  private JsonFacts() {}

  /** What is known of a port's rows. */
  static ObjectNode port(String name, PortFacts facts) {
    ObjectNode port = MAKE.objectNode().put("port", name);
    port.set("columns", columns(facts.rowType()));
    ArrayNode keys = port.putArray("keys");
    facts.keys().forEach(key -> keys.add(facts.rowType().field(key).name()));
    port.set("time", facts.time().map(JsonFacts::time).orElse(MAKE.nullNode()));
    if (!facts.changes().isNone()) {
      ObjectNode changes =
          port.putObject("changes")
              .put("mode", facts.changes().mode().name().toLowerCase(Locale.ROOT));
      ArrayNode by = changes.putArray("keys");
      facts.changes().keys().forEach(key -> by.add(facts.rowType().field(key).name()));
    }
    return port;
  }

  private static JsonNode time(PortTime time) {
    ObjectNode node = MAKE.objectNode();
    ArrayNode assigned = node.putArray("assignedBy");
    time.assignedBy().forEach(assigned::add);
    node.set("behind", time.behind().<JsonNode>map(JsonFacts::duration).orElse(MAKE.nullNode()));
    return node;
  }

  static ObjectNode state(StateSpec state) {
    ObjectNode node =
        MAKE.objectNode()
            .put("uid", state.uid())
            .put("name", state.name())
            .put("kind", state.kind().name().toLowerCase(Locale.ROOT));
    node.set("key", columns(state.keyType()));
    node.set("value", columns(state.valueType()));
    return node.put("version", state.version());
  }

  private static JsonNode columns(Optional<RowType> rows) {
    return rows.<JsonNode>map(JsonFacts::columns).orElse(MAKE.nullNode());
  }

  static JsonNode value(FactValue value) {
    switch (value.kind()) {
      case NOTHING:
        return MAKE.nullNode();
      case TEXT:
        return MAKE.textNode(value.text());
      case NUMBER:
        return MAKE.numberNode(value.number());
      case FLAG:
        return MAKE.booleanNode(value.flag());
      case DURATION:
        return duration(value.duration());
      case COLUMNS:
        return columns(value.columns());
      case LIST:
        ArrayNode list = MAKE.arrayNode();
        value.list().forEach(each -> list.add(value(each)));
        return list;
      case RECORD:
        ObjectNode record = MAKE.objectNode();
        value.record().forEach((name, each) -> record.set(name, value(each)));
        return record;
    }
    throw new IllegalArgumentException("no value of kind " + value.kind());
  }

  /** As a spec writes it, and in milliseconds. */
  static ObjectNode duration(Duration duration) {
    return MAKE.objectNode()
        .put("duration", Durations.text(duration))
        .put("milliseconds", duration.toMillis());
  }

  static ArrayNode columns(RowType rows) {
    ArrayNode columns = MAKE.arrayNode();
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
