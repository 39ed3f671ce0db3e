// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import dev.drey.yaml.YamlSequence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/** A located tree as JSON, which a validator of JSON Schema reads. */
final class JsonTree implements YamlNode.Visitor<JsonNode> {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonTree() {}

  static JsonNode of(YamlNode node) {
    return node.accept(new JsonTree());
  }

  /**
   * A scalar by its kind. One in which a parameter without a value stands becomes a reference to
   * one again, which the schema lets stand for any scalar.
   */
  @Override
  public JsonNode scalar(YamlScalar scalar) {
    String text = scalar.text().text();
    if (scalar.text().unresolved()) {
      return NODES.textNode("${unresolved}");
    }
    switch (scalar.kind()) {
      case NULL:
        return NODES.nullNode();
      case BOOLEAN:
        return NODES.booleanNode(text.toLowerCase(Locale.ROOT).equals("true"));
      case INTEGER:
        return NODES.numberNode(new BigInteger(text));
      case NUMBER:
        return NODES.numberNode(new BigDecimal(text));
      case TEXT:
        return NODES.textNode(text);
    }
    throw new IllegalStateException("a scalar is " + scalar.kind());
  }

  @Override
  public JsonNode sequence(YamlSequence sequence) {
    ArrayNode array = NODES.arrayNode();
    sequence.elements().forEach(element -> array.add(element.accept(this)));
    return array;
  }

  @Override
  public JsonNode mapping(YamlMapping mapping) {
    ObjectNode object = NODES.objectNode();
    mapping.entries().forEach(entry -> object.set(entry.name(), entry.value().accept(this)));
    return object;
  }
}
