// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import java.util.List;
import java.util.TreeMap;

/**
 * The grammar as a JSON Schema, draft 2020-12. A reference to a parameter may stand for any scalar;
 * keys of later versions are left out, and so refused. Named shapes and quantities stand once,
 * under {@code $defs}.
 */
final class SchemaWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Grammar grammar;

  private SchemaWriter(Grammar grammar) {
    this.grammar = grammar;
  }

  /** With what an editor shows: descriptions, defaults, examples. */
  static ObjectNode write(Grammar grammar, String id) {
    return new SchemaWriter(grammar).write(id);
  }

  private ObjectNode write(String id) {
    ObjectNode schema = NODES.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", id);
    schema.put("title", grammar.title());
    schema.setAll(shape(grammar.root()));
    ObjectNode definitions = schema.putObject("$defs");
    new TreeMap<>(grammar.definitions())
        .forEach((name, shape) -> definitions.set(name, shape(shape)));
    ScalarSchemas.definitions().forEach(definitions::set);
    return schema;
  }

  private ObjectNode shape(Shape shape) {
    switch (shape.kind()) {
      case REFERENCE:
        return reference(shape.texts().get(0));
      case ONE_OF:
        ObjectNode union = NODES.objectNode();
        ArrayNode branches = union.putArray("anyOf");
        shape.branches().forEach(branch -> branches.add(shape(branch)));
        return union;
      case LIST:
        ObjectNode list = NODES.objectNode().put("type", "array");
        if (!shape.mayBeEmpty()) {
          list.put("minItems", 1);
        }
        list.set("items", shape(shape.element()));
        return list;
      case MAP:
        return map(shape);
      case OBJECT:
        return object(shape);
      default:
        return ScalarSchemas.of(shape);
    }
  }

  static ObjectNode reference(String name) {
    return NODES.objectNode().put("$ref", "#/$defs/" + name);
  }

  private ObjectNode map(Shape shape) {
    ObjectNode map = NODES.objectNode().put("type", "object");
    if (!shape.mayBeEmpty()) {
      map.put("minProperties", 1);
    }
    if (shape.pattern() != null) {
      map.putObject("propertyNames").put("pattern", shape.pattern());
    }
    if (!shape.keys().isEmpty()) {
      properties(map, shape.keys());
      oneFreeKey(map, shape.keys());
    }
    map.set("additionalProperties", shape(shape.element()));
    return map;
  }

  /** Exactly one key beside the fixed ones: counted for each set of fixed keys that may stand. */
  private static void oneFreeKey(ObjectNode map, List<Key> fixed) {
    ArrayNode cases = map.putArray("oneOf");
    for (int present = 0; present < 1 << fixed.size(); present++) {
      ObjectNode one = NODES.objectNode();
      ArrayNode required = one.putArray("required");
      ArrayNode absent = NODES.arrayNode();
      for (int i = 0; i < fixed.size(); i++) {
        String name = fixed.get(i).name();
        if ((present >> i & 1) == 1) {
          required.add(name);
        } else {
          absent.addObject().putArray("required").add(name);
        }
      }
      if (!absent.isEmpty()) {
        one.putObject("not").set("anyOf", absent);
      }
      int size = required.size() + 1;
      cases.add(one.put("minProperties", size).put("maxProperties", size));
    }
  }

  private ObjectNode object(Shape shape) {
    ObjectNode object = NODES.objectNode().put("type", "object");
    properties(object, shape.keys());
    object.put("additionalProperties", false);
    ObjectNode whole = NODES.objectNode();
    ArrayNode required = NODES.arrayNode();
    shape.keys().stream()
        .filter(key -> key.required() && !key.planned())
        .forEach(key -> required.add(key.name()));
    if (!required.isEmpty()) {
      whole.set("required", required);
    }
    if (!shape.constraints().isEmpty()) {
      ArrayNode all = whole.putArray("allOf");
      shape.constraints().forEach(constraint -> constraint(all, constraint));
    }
    if (!whole.isEmpty()) {
      asFarAsKeysAreKnown(object, shape, whole);
    }
    return object;
  }

  /** A misspelt key is one mistake: what is missing because of it is not another. */
  private static void asFarAsKeysAreKnown(ObjectNode object, Shape shape, ObjectNode whole) {
    ArrayNode known = object.putObject("if").putObject("propertyNames").putArray("enum");
    shape.keys().stream().filter(key -> !key.planned()).forEach(key -> known.add(key.name()));
    object.set("then", whole);
  }

  private void properties(ObjectNode object, List<Key> keys) {
    ObjectNode properties = object.putObject("properties");
    for (Key key : keys) {
      if (!key.planned()) {
        ObjectNode schema = shape(key.shape());
        document(schema, key);
        properties.set(key.name(), schema);
      }
    }
  }

  /** What editors show: a title over the hover, the description, examples to complete with. */
  private static void document(ObjectNode schema, Key key) {
    schema.put("title", key.name());
    schema.put("description", key.description());
    key.defaultText().ifPresent(text -> schema.set("default", JsonTree.of(ExampleText.read(text))));
    key.example().ifPresent(text -> example(schema, key, ExampleText.read(text)));
  }

  /** Editors show an example that is not a scalar by a label and write its text. */
  private static void example(ObjectNode schema, Key key, YamlNode example) {
    if (example instanceof YamlScalar) {
      schema.putArray("examples").add(JsonTree.of(example));
      return;
    }
    String text = FlowText.whole(example);
    schema.put(
        "markdownDescription",
        key.description() + "\n\n```yaml\n" + key.name() + ": " + text + "\n```");
    ObjectNode snippet = schema.putArray("defaultSnippets").addObject();
    snippet.put("label", FlowText.of(example));
    // As text: of a tree editors leave out what is empty. A dollar sign starts a place to fill in.
    snippet.put("body", text.replace("$", "\\$"));
  }

  private void constraint(ArrayNode all, Constraint constraint) {
    List<String> keys = constraint.keys();
    switch (constraint.kind()) {
      case EXACTLY_ONE:
        atLeastOne(all, keys);
        atMostOne(all, keys);
        break;
      case AT_LEAST_ONE:
        atLeastOne(all, keys);
        break;
      case AT_MOST_ONE:
        atMostOne(all, keys);
        break;
      case REQUIRES:
        ArrayNode others = all.addObject().putObject("dependentRequired").putArray(keys.get(0));
        keys.subList(1, keys.size()).forEach(others::add);
        break;
      case REQUIRES_ONE:
        requiresOne(all, keys.get(0), keys.subList(1, keys.size()));
        break;
    }
  }

  private static void requiresOne(ArrayNode all, String key, List<String> others) {
    ObjectNode rule = all.addObject();
    rule.putObject("if").putArray("required").add(key);
    ObjectNode then = rule.putObject("then");
    ArrayNode anyOf = then.putArray("anyOf");
    others.forEach(other -> anyOf.addObject().putArray("required").add(other));
    then.put("errorMessage", key + " needs one of these keys: " + String.join(", ", others) + ".");
  }

  /**
   * As a condition with a consequence: of a choice editors say that each of its keys is missing.
   */
  private void atLeastOne(ArrayNode all, List<String> keys) {
    ObjectNode rule = all.addObject();
    // A choice among nothing cannot be made; an empty anyOf is no schema.
    if (keys.isEmpty()) {
      rule.putObject("not");
      return;
    }
    ArrayNode anyOf = rule.putObject("if").putObject("not").putArray("anyOf");
    keys.forEach(key -> anyOf.addObject().putArray("required").add(key));
    ObjectNode then = rule.putObject("then");
    then.putArray("required").add(keys.get(0));
    then.put("errorMessage", "One of these keys is needed: " + String.join(", ", keys) + ".");
  }

  private void atMostOne(ArrayNode all, List<String> keys) {
    for (int i = 0; i < keys.size(); i++) {
      for (int j = i + 1; j < keys.size(); j++) {
        ObjectNode rule = all.addObject();
        ArrayNode both = rule.putObject("if").putArray("required");
        both.add(keys.get(i)).add(keys.get(j));
        ObjectNode then = rule.putObject("then");
        then.putObject("properties").put(keys.get(j), false);
        then.put(
            "errorMessage",
            "Of " + keys.get(i) + " and " + keys.get(j) + " only one may stand here.");
      }
    }
  }
}
