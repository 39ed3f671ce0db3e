// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.shape.Key;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import dev.drey.source.LocatedText;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import dev.drey.yaml.YamlSequence;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a checked value by its shape into the Java value that {@link OptionValues} says. Where a
 * parameter without a value stands, the result is some value of the shape.
 */
final class ValueReader {
  private static final String STAND_IN_TIME = "2026-01-01T00:00:00Z";

  private final Grammar grammar;
  private final ShapeCheck check;

  ValueReader(Grammar grammar, ShapeCheck check) {
    this.grammar = grammar;
    this.check = check;
  }

  /** The options of an object. */
  OptionValues options(Shape object, YamlMapping mapping) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (YamlEntry entry : mapping.entries()) {
      keyShape(object, entry.name())
          .flatMap(shape -> value(shape, entry.value()))
          .ifPresent(value -> values.put(entry.name(), value));
    }
    return OptionValues.of(object, values);
  }

  /** Where each scalar stands, by its path: {@code topics.0}, {@code headers.trace}. */
  static Map<String, LocatedText> places(YamlNode node) {
    Map<String, LocatedText> places = new LinkedHashMap<>();
    collect("", node, places);
    return places;
  }

  private static void collect(String path, YamlNode node, Map<String, LocatedText> places) {
    String prefix = path.isEmpty() ? "" : path + ".";
    if (node instanceof YamlScalar) {
      places.put(path, ((YamlScalar) node).text());
    } else if (node instanceof YamlSequence) {
      List<YamlNode> elements = ((YamlSequence) node).elements();
      for (int i = 0; i < elements.size(); i++) {
        collect(prefix + i, elements.get(i), places);
      }
    } else {
      for (YamlEntry entry : ((YamlMapping) node).entries()) {
        collect(prefix + entry.name(), entry.value(), places);
      }
    }
  }

  private static Optional<Shape> keyShape(Shape object, String name) {
    return object.keys().stream()
        .filter(key -> key.name().equals(name))
        .map(Key::shape)
        .findFirst();
  }

  /** Empty for an empty scalar. */
  Optional<Object> value(Shape shape, YamlNode node) {
    Shape resolved = grammar.resolve(shape);
    switch (resolved.kind()) {
      case ONE_OF:
        return branch(resolved, node).flatMap(branch -> value(branch, node));
      case OBJECT:
        return Optional.of(options(resolved, (YamlMapping) node));
      case MAP:
        return Optional.of(map(resolved, (YamlMapping) node));
      case LIST:
        return Optional.of(list(resolved, (YamlSequence) node));
      default:
        return scalar(resolved, (YamlScalar) node);
    }
  }

  private Optional<Shape> branch(Shape union, YamlNode node) {
    return union.branches().stream().filter(branch -> check.fits(branch, node)).findFirst();
  }

  private Map<String, Object> map(Shape map, YamlMapping mapping) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (YamlEntry entry : mapping.entries()) {
      Shape shape = keyShape(map, entry.name()).orElse(map.element());
      value(shape, entry.value()).ifPresent(value -> values.put(entry.name(), value));
    }
    return values;
  }

  private List<Object> list(Shape list, YamlSequence sequence) {
    List<Object> values = new ArrayList<>();
    for (YamlNode element : sequence.elements()) {
      value(list.element(), element).ifPresent(values::add);
    }
    return values;
  }

  private static Optional<Object> scalar(Shape shape, YamlScalar scalar) {
    LocatedText text = scalar.text();
    if (scalar.kind() == YamlScalar.Kind.NULL && !ScalarCheck.readsNullAsText(shape, scalar)) {
      return Optional.empty();
    }
    switch (shape.kind()) {
      case BOOLEAN:
        return Optional.of(bool(text));
      case INTEGER:
        return Optional.of(integer(text, shape));
      case NUMBER:
        return Optional.of(number(text));
      case DURATION:
      case SIGNED_DURATION:
        return Optional.of(duration(text));
      case SIZE:
        return Optional.of(Quantities.size(text.text()).orElse(1L << 20));
      case RATE:
        return Optional.of(Quantities.rate(text.text()).orElse(1.0));
      case PERCENT:
        return Optional.of(Quantities.percent(text.text()).orElse(0.0));
      case TIMESTAMP:
        return Optional.of(
            Quantities.timestamp(text.text()).orElseGet(() -> Instant.parse(STAND_IN_TIME)));
      case ENUM:
        return Optional.of(text.unresolved() ? shape.texts().get(0) : text.text());
      case SCALAR:
        return Optional.of(asWritten(scalar));
      default:
        return Optional.of(text.text());
    }
  }

  /** The duration, or, for an unresolved parameter, one minute. */
  static Duration duration(LocatedText text) {
    return Quantities.signedDuration(text.text()).orElse(Duration.ofMinutes(1));
  }

  static boolean bool(LocatedText text) {
    return text.text().toLowerCase(Locale.ROOT).equals("true");
  }

  private static long integer(LocatedText text, Shape shape) {
    Long least = shape.least();
    long standIn = least == null ? 1 : least;
    return text.unresolved() ? standIn : new BigDecimal(text.text()).longValueExact();
  }

  private static BigDecimal number(LocatedText text) {
    return text.unresolved() ? BigDecimal.ONE : new BigDecimal(text.text());
  }

  private static Object asWritten(YamlScalar scalar) {
    String text = scalar.text().text();
    switch (scalar.kind()) {
      case BOOLEAN:
        return bool(scalar.text());
      case INTEGER:
        BigDecimal whole = new BigDecimal(text);
        return whole.precision() < 19 ? (Object) whole.longValueExact() : whole;
      case NUMBER:
        return new BigDecimal(text);
      default:
        return text;
    }
  }
}
