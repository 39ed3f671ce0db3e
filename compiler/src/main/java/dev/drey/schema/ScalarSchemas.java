// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.shape.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schemas of scalars. Each lets a text with a reference to a parameter pass: what the
 * reference stands for is known at launch only.
 */
final class ScalarSchemas {
  /** A text with a reference to a parameter in it. */
  private static final String REFERENCE = "[$][{]";

  private static final List<String> TYPES =
      List.of(
          "STRING NOT NULL",
          "STRING",
          "BOOLEAN",
          "INT",
          "BIGINT",
          "DOUBLE",
          "DECIMAL(12, 2)",
          "DATE",
          "TIMESTAMP_LTZ(3) NOT NULL",
          "TIMESTAMP(3)",
          "BYTES",
          "ARRAY<STRING>",
          "MAP<STRING, STRING>");

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ScalarSchemas() {}

  /** The named ones, by name. */
  static Map<String, ObjectNode> definitions() {
    Map<String, ObjectNode> definitions = new LinkedHashMap<>();
    definitions.put(
        "duration",
        text(Quantities.DURATION)
            .put("patternErrorMessage", "duration, such as 500ms, 10s, 5m, 1h30m, 2d"));
    definitions.put(
        "percent", text(Quantities.PERCENT).put("patternErrorMessage", "share, such as 0.5%"));
    definitions.put(
        "rate", text(Quantities.RATE).put("patternErrorMessage", "rate, such as 1000/s"));
    definitions.put(
        "signedDuration",
        text(Quantities.SIGNED_DURATION)
            .put("patternErrorMessage", "duration, such as 15m or -8h"));
    definitions.put(
        "size", text(Quantities.SIZE).put("patternErrorMessage", "size, such as 64 MB, 4 KiB"));
    definitions.put(
        "timestamp",
        text(Quantities.TIMESTAMP)
            .put("patternErrorMessage", "time, such as 2026-01-31T12:00:00Z"));
    return definitions;
  }

  static ObjectNode of(Shape shape) {
    switch (shape.kind()) {
      case DURATION:
        return SchemaWriter.reference("duration");
      case SIGNED_DURATION:
        return SchemaWriter.reference("signedDuration");
      case SIZE:
        ObjectNode size = SchemaWriter.reference("size");
        return shape.least() == null ? size : size.put("pattern", "[1-9]");
      case RATE:
        return SchemaWriter.reference("rate");
      case PERCENT:
        return SchemaWriter.reference("percent");
      case TIMESTAMP:
        return SchemaWriter.reference("timestamp");
      case BOOLEAN:
        return typed("boolean");
      case NUMBER:
        return typed("number");
      case INTEGER:
        return integer(shape);
      case ENUM:
        return choice(shape);
      case EXPRESSION:
      case AGGREGATE:
      case SCALAR:
        return anyScalar(shape);
      case TYPE:
        return type();
      default:
        return shape.pattern() == null ? NODES.objectNode().put("type", "string") : string(shape);
    }
  }

  /**
   * The names that a spec gives its types are not known here: those of SQL are offered, with quotes
   * where a comma would end the value in a flow map.
   */
  private static ObjectNode type() {
    ObjectNode schema = NODES.objectNode().put("type", "string");
    ArrayNode snippets = schema.putArray("defaultSnippets");
    for (String type : TYPES) {
      String body = type.contains(",") ? '"' + type + '"' : type;
      snippets.addObject().put("label", type).put("body", body);
    }
    return schema;
  }

  private static ObjectNode string(Shape shape) {
    return text(String.valueOf(shape.pattern()));
  }

  private static ObjectNode text(String pattern) {
    return NODES.objectNode().put("type", "string").put("pattern", pattern + "|" + REFERENCE);
  }

  private static ObjectNode typed(String type) {
    ObjectNode schema = NODES.objectNode();
    schema.putArray("type").add(type).add("string");
    return schema.put("pattern", REFERENCE);
  }

  private static ObjectNode integer(Shape shape) {
    ObjectNode schema = typed("integer");
    Long least = shape.least();
    Long most = shape.most();
    if (least != null) {
      schema.put("minimum", least);
    }
    if (most != null) {
      schema.put("maximum", most);
    }
    return schema;
  }

  private static ObjectNode choice(Shape shape) {
    ObjectNode schema = NODES.objectNode().put("type", "string");
    ArrayNode cases = schema.putArray("anyOf");
    ArrayNode texts = cases.addObject().putArray("enum");
    shape.texts().forEach(texts::add);
    cases.addObject().put("pattern", REFERENCE);
    return schema;
  }

  private static ObjectNode anyScalar(Shape shape) {
    ObjectNode schema = NODES.objectNode();
    ArrayNode types = schema.putArray("type").add("string").add("number").add("boolean");
    if (shape.mayBeEmpty()) {
      types.add("null");
    }
    return schema;
  }
}
