// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli.reference;

import dev.drey.shape.Shape;
import java.util.stream.Collectors;

/** What a value may look like, in words for a table's cell. */
final class ShapeText {
  private static final String ANY = "^.+$";

  private ShapeText() {}

  static String of(Shape shape) {
    switch (shape.kind()) {
      case STRING:
        return shape.pattern() == null || shape.pattern().equals(ANY)
            ? "text"
            : "text like `" + cell(shape.pattern()) + "`";
      case BOOLEAN:
        return "`true` or `false`";
      case INTEGER:
        return "whole number";
      case NUMBER:
        return "number";
      case DURATION:
        return "duration: `10s`, `5m`";
      case SIGNED_DURATION:
        return "duration: `15m`, `-8h`";
      case SIZE:
        return "size: `64 MB`";
      case RATE:
        return "rate: `1000/s`";
      case PERCENT:
        return "share: `1%`";
      case TIMESTAMP:
        return "time: `2026-01-31T12:00:00Z`";
      case ENUM:
        return shape.texts().stream().map(t -> "`" + t + "`").collect(Collectors.joining(", "));
      case EXPRESSION:
        return "SQL expression";
      case AGGREGATE:
        return "SQL aggregate expression";
      case COLUMN:
        return "column";
      case TYPE:
        return "Flink SQL type";
      case SCALAR:
        return "any value";
      default:
        return nested(shape);
    }
  }

  private static String nested(Shape shape) {
    switch (shape.kind()) {
      case LIST:
        return "list of " + of(shape.element());
      case MAP:
        return "map by name of " + of(shape.element());
      case OBJECT:
        return "keys below";
      case REFERENCE:
        return "[" + shape.texts().get(0) + "](#" + shape.texts().get(0) + ")";
      case ONE_OF:
        return shape.branches().stream()
            .map(ShapeText::of)
            .distinct()
            .collect(Collectors.joining("; or "));
      default:
        throw new IllegalStateException("no words for " + shape.kind());
    }
  }

  /** Text that does not end a table's cell or line. */
  static String cell(String text) {
    return text.strip().replace("\n", " ").replace("|", "\\|");
  }

  /** As {@link #cell}, where stars and the like are just characters. */
  static String prose(String text) {
    return cell(text).replace("*", "\\*").replace("<", "&lt;");
  }
}
