// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
        return object(resolved, Map.of());
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

  /**
   * A mapping that has all that it needs.
   *
   * @param written what it has at any rate, by key
   */
  Optional<String> object(Shape object, Map<String, String> written) {
    Map<String, String> entries = new LinkedHashMap<>(written);
    for (Key key : object.keys()) {
      if (key.required() && !key.planned() && !entries.containsKey(key.name())) {
        example(key).ifPresent(value -> entries.put(key.name(), value));
      }
    }
    for (Constraint constraint : object.constraints()) {
      boolean asks =
          constraint.kind() == Constraint.Kind.EXACTLY_ONE
              || constraint.kind() == Constraint.Kind.AT_LEAST_ONE;
      if (asks && constraint.keys().stream().noneMatch(entries::containsKey)) {
        first(object, key -> constraint.keys().contains(key.name()), entries);
      }
    }
    if (entries.isEmpty()) {
      first(object, key -> true, entries);
    }
    return entries.isEmpty() && !object.keys().isEmpty()
        ? Optional.empty()
        : Optional.of(
            entries.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}")));
  }

  private static void first(Shape object, Predicate<Key> wanted, Map<String, String> entries) {
    object.keys().stream()
        .filter(key -> !key.planned() && key.example().isPresent() && wanted.test(key))
        .findFirst()
        .ifPresent(key -> entries.put(key.name(), key.example().orElse("")));
  }

  /** What a key may have. */
  Optional<String> example(Key key) {
    return key.example().or(() -> of(key.shape()));
  }
}
