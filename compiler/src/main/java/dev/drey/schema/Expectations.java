// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import dev.drey.yaml.YamlSequence;
import java.util.List;
import java.util.stream.Collectors;

/** Shapes and values in the words of a message. */
final class Expectations {
  private final Grammar grammar;

  Expectations(Grammar grammar) {
    this.grammar = grammar;
  }

  Grammar grammar() {
    return grammar;
  }

  /** What belongs here: {@code a duration such as `10s`}. */
  String of(Shape shape) {
    Shape resolved = grammar.resolve(shape);
    switch (resolved.kind()) {
      case ONE_OF:
        return or(
            resolved.branches().stream().map(this::of).distinct().collect(Collectors.toList()));
      case OBJECT:
        return "a mapping with " + keys(resolved);
      case MAP:
        return "a mapping from names to values";
      case LIST:
        return "a list";
      case ENUM:
        return or(quoted(resolved.texts()));
      default:
        return scalar(resolved.kind());
    }
  }

  private static String scalar(Shape.Kind kind) {
    switch (kind) {
      case BOOLEAN:
        return "`true` or `false`";
      case INTEGER:
        return "a whole number";
      case NUMBER:
        return "a number";
      case DURATION:
        return "a duration such as `10s`";
      case SIGNED_DURATION:
        return "a duration such as `15m` or `-8h`";
      case SIZE:
        return "a size such as `64 MB`";
      case RATE:
        return "a rate such as `1000/s`";
      case PERCENT:
        return "a share such as `1%`";
      case TIMESTAMP:
        return "a time such as `2026-01-31T00:00:00Z`";
      case EXPRESSION:
        return "an expression";
      case AGGREGATE:
        return "an aggregate expression";
      case COLUMN:
        return "a column";
      case TYPE:
        return "a type";
      case SCALAR:
        return "a single value";
      default:
        return "a text";
    }
  }

  /** The keys that an object may have, without those of later versions. */
  private static String keys(Shape object) {
    List<String> names =
        object.keys().stream()
            .filter(key -> !key.planned())
            .map(Key::name)
            .collect(Collectors.toList());
    return names.isEmpty() ? "no keys: `{}`" : or(quoted(names));
  }

  /** What stands there instead. */
  static String actual(YamlNode node) {
    return node.accept(
        new YamlNode.Visitor<String>() {
          @Override
          public String scalar(YamlScalar scalar) {
            switch (scalar.kind()) {
              case NULL:
                return scalar.isEmpty() ? "nothing" : "`" + scalar.text() + "`, which is nothing";
              case BOOLEAN:
                return "`" + scalar.text() + "`";
              case INTEGER:
              case NUMBER:
                return "a number";
              case TEXT:
                return "a text";
            }
            throw new IllegalStateException("a scalar is " + scalar.kind());
          }

          @Override
          public String sequence(YamlSequence sequence) {
            return "a list";
          }

          @Override
          public String mapping(YamlMapping mapping) {
            return "a mapping";
          }
        });
  }

  static List<String> quoted(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.toList());
  }

  /** {@code a}, {@code a or b}, {@code a, b or c}. */
  static String or(List<String> parts) {
    return joined(parts, " or ");
  }

  static String and(List<String> parts) {
    return joined(parts, " and ");
  }

  private static String joined(List<String> parts, String last) {
    int size = parts.size();
    return size < 2
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, size - 1)) + last + parts.get(size - 1);
  }
}
