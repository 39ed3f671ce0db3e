// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.shape.Shape;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import dev.drey.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a list or a mapping was meant to be where one text belongs. */
final class ScalarCorrections {
  /** Whoever wrote more than this did not mean conditions that hold together. */
  private static final int MOST_CONDITIONS = 100;

  private ScalarCorrections() {}

  /** A list of one as its element, texts joined by commas, a call that is written as a mapping. */
  static Optional<YamlNode> of(Shape shape, YamlNode node) {
    if (node instanceof YamlSequence) {
      List<YamlNode> elements = ((YamlSequence) node).elements();
      if (elements.size() == 1 && elements.get(0) instanceof YamlScalar) {
        return Optional.of(elements.get(0));
      }
      boolean texts = elements.stream().allMatch(YamlScalar.class::isInstance);
      boolean several = !elements.isEmpty() && elements.size() <= MOST_CONDITIONS;
      if (shape.kind() == Shape.Kind.EXPRESSION && texts && several) {
        return Optional.of(conditions(node.span(), elements));
      }
      boolean hosts = texts && elements.stream().allMatch(ScalarCorrections::isHost);
      return shape.kind() == Shape.Kind.STRING && hosts && !elements.isEmpty()
          ? Optional.of(joined(node.span(), elements))
          : Optional.empty();
    }
    if (shape.kind() == Shape.Kind.AGGREGATE && node instanceof YamlMapping) {
      return call((YamlMapping) node);
    }
    if (shape.kind() == Shape.Kind.EXPRESSION && node instanceof YamlMapping) {
      return FilterMaps.condition((YamlMapping) node);
    }
    return Optional.empty();
  }

  /** Conditions one below the other are meant to hold together. */
  private static YamlScalar conditions(Span place, List<YamlNode> elements) {
    List<String> texts = new ArrayList<>();
    for (YamlNode element : elements) {
      String text = ((YamlScalar) element).text().text();
      texts.add(text.matches("(?is).*\\bOR\\b.*") ? "(" + text + ")" : text);
    }
    return YamlScalar.of(LocatedText.at(String.join(" AND ", texts), place), YamlScalar.Kind.TEXT);
  }

  /** A host with a port: several of them are one text. */
  private static boolean isHost(YamlNode node) {
    return ((YamlScalar) node).text().text().matches("\\S+:[0-9]+");
  }

  private static YamlScalar joined(Span place, List<YamlNode> elements) {
    List<String> texts = new ArrayList<>();
    elements.forEach(element -> texts.add(((YamlScalar) element).text().text()));
    return YamlScalar.of(LocatedText.at(String.join(",", texts), place), YamlScalar.Kind.TEXT);
  }

  /** {@code {sum: amount}} is {@code SUM(amount)}. */
  private static Optional<YamlNode> call(YamlMapping mapping) {
    if (mapping.entries().size() != 1) {
      return Optional.empty();
    }
    YamlEntry only = mapping.entries().get(0);
    boolean name = only.name().matches("[A-Za-z][A-Za-z_]*");
    if (!name || !(only.value() instanceof YamlScalar) || ((YamlScalar) only.value()).isEmpty()) {
      return Optional.empty();
    }
    String text =
        only.name().toUpperCase(Locale.ROOT) + "(" + ((YamlScalar) only.value()).text() + ")";
    return Optional.of(YamlScalar.of(LocatedText.at(text, mapping.span()), YamlScalar.Kind.TEXT));
  }
}
