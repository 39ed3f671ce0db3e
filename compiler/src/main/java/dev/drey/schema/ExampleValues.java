// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import java.util.Optional;

/** A value of a shape as an example shows it, for a reader who has written something else. */
final class ExampleValues {
  private final Grammar grammar;

  ExampleValues(Grammar grammar) {
    this.grammar = grammar;
  }

  /** Empty where the shape does not say enough. */
  Optional<String> of(Shape shape) {
    Shape resolved = grammar.resolve(shape);
    switch (resolved.kind()) {
      case ONE_OF:
        return resolved.branches().stream().map(this::of).flatMap(Optional::stream).findFirst();
      case OBJECT:
        return resolved.keys().stream()
            .filter(key -> !key.planned() && key.example().isPresent())
            .filter(key -> key.required() || resolved.keys().stream().noneMatch(Key::required))
            .map(key -> key.name() + ": " + key.example().orElse(""))
            .findFirst()
            .map(first -> "{" + first + "}");
      case LIST:
        return Optional.of("[a, b]");
      case MAP:
        return of(resolved.element()).map(value -> "{name: " + value + "}");
      case BOOLEAN:
        return Optional.of("true");
      case INTEGER:
      case NUMBER:
        return Optional.of("1");
      case DURATION:
        return Optional.of("10s");
      case SIZE:
        return Optional.of("64 MB");
      case RATE:
        return Optional.of("1000/s");
      case PERCENT:
        return Optional.of("1%");
      case TIMESTAMP:
        return Optional.of("2026-01-31T00:00:00Z");
      case ENUM:
        return Optional.of(resolved.texts().get(0));
      case EXPRESSION:
        return Optional.of("amount > 0");
      case AGGREGATE:
        return Optional.of("COUNT(*)");
      case TYPE:
        return Optional.of("STRING");
      default:
        return Optional.empty();
    }
  }
}
