// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Damages a tree at random places: keys lost, renamed, made up or moved, values replaced. */
final class Damage {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<String> KEYS =
      List.of(
          "from", "where", "window", "to", "topic", "size", "every", "gap", "Xx", "join", "s3",
          "screen", "queue", "filter", "format", "trigger", "time", "outer", "sliding", "a-b");

  private static final List<String> TEXTS =
      List.of(
          "",
          "x",
          "5m",
          "10 MB",
          "1%",
          "7/s",
          "2026-01-01T00:00:00Z",
          "true",
          "12",
          "drop",
          "json",
          "csv",
          "event",
          "Not A Name",
          "otherwise",
          "${p}",
          "earliest",
          "parquet");

  private final Random random;
  private final StringBuilder what = new StringBuilder();

  Damage(Random random) {
    this.random = random;
  }

  /** JSON, which is YAML. */
  String text(JsonNode root, int times) {
    for (int i = 0; i < times; i++) {
      List<JsonNode> containers = new ArrayList<>();
      collect(root, containers);
      once(containers.get(random.nextInt(containers.size())));
    }
    return root.toString();
  }

  String what() {
    return what.toString();
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private void once(JsonNode container) {
    what.append(container);
    if (container instanceof ObjectNode) {
      object((ObjectNode) container);
    } else {
      array((ArrayNode) container);
    }
    what.append(" becomes ").append(container).append("; ");
  }

  private void object(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    String made = KEYS.get(random.nextInt(KEYS.size()));
    if (names.isEmpty() || random.nextInt(4) == 0) {
      object.set(made, value());
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(3)) {
      case 0:
        object.remove(name);
        break;
      case 1:
        object.set(made, object.remove(name));
        break;
      default:
        object.set(name, value());
    }
  }

  private void array(ArrayNode array) {
    if (array.isEmpty() || random.nextInt(3) == 0) {
      array.add(value());
    } else if (random.nextBoolean()) {
      array.remove(random.nextInt(array.size()));
    } else {
      array.set(random.nextInt(array.size()), value());
    }
  }

  private JsonNode value() {
    switch (random.nextInt(9)) {
      case 0:
        return NODES.nullNode();
      case 1:
        return NODES.booleanNode(random.nextBoolean());
      case 2:
        return NODES.numberNode(random.nextInt(2000) - 10);
      case 3:
        return NODES.numberNode(1.5);
      case 4:
        return NODES.arrayNode();
      case 5:
        return NODES.arrayNode().add(value());
      case 6:
        return NODES.objectNode();
      case 7:
        ObjectNode object = NODES.objectNode();
        object.set(KEYS.get(random.nextInt(KEYS.size())), value());
        return object;
      default:
        return NODES.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
    }
  }
}
