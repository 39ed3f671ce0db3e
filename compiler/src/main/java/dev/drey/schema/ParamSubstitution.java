// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.shape.Shape;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import dev.drey.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fills in references, a name in braces after a dollar, in every value; with a second dollar before
 * it the reference is the text itself. In an option a parameter is text, in an expression a value
 * of its type. An option that is nothing but a parameter without a value is left out, and with it a
 * mapping or list of which nothing is left, unless it may be empty. Whether something is enabled
 * may be a condition on a parameter.
 */
final class ParamSubstitution {
  private final ShapeSteps steps;
  private final ParamFilling filling;

  ParamSubstitution(Map<String, Param> params, ShapeSteps steps, Diagnostics diagnostics) {
    this.steps = steps;
    this.filling = new ParamFilling(params, diagnostics);
  }

  /** The tree with the parameters filled in everywhere but in their own declarations. */
  YamlNode apply(YamlNode root) {
    if (!(root instanceof YamlMapping)) {
      return filled(root, List.of()).orElse(root);
    }
    List<YamlEntry> entries = new ArrayList<>();
    for (YamlEntry entry : ((YamlMapping) root).entries()) {
      if (entry.name().equals("params")) {
        entries.add(entry);
      } else {
        filled(entry.value(), steps.below(steps.root(), entry.name()))
            .ifPresent(value -> entries.add(YamlEntry.of(entry.key(), value)));
      }
    }
    return YamlMapping.of(root.span(), entries);
  }

  /** Empty for an option without a value, and for a mapping or list that has no other. */
  private Optional<YamlNode> filled(YamlNode node, List<Shape> shapes) {
    if (node instanceof YamlSequence) {
      return filled((YamlSequence) node, shapes);
    }
    if (node instanceof YamlMapping) {
      return filled((YamlMapping) node, shapes);
    }
    YamlScalar scalar = (YamlScalar) node;
    Optional<YamlScalar> condition =
        ShapeSteps.isFlag(shapes) ? filling.condition(scalar) : Optional.empty();
    if (condition.isPresent()) {
      return condition.map(filled -> filled);
    }
    return scalar.text().text().contains("${")
        ? filling.fill(scalar, ShapeSteps.isExpression(shapes)).map(filled -> filled)
        : Optional.of(scalar);
  }

  private Optional<YamlNode> filled(YamlSequence node, List<Shape> shapes) {
    List<Shape> below = steps.elements(shapes);
    List<YamlNode> elements = new ArrayList<>();
    for (YamlNode element : node.elements()) {
      filled(element, below).ifPresent(elements::add);
    }
    boolean emptied = elements.isEmpty() && !node.elements().isEmpty();
    return emptied ? Optional.empty() : Optional.of(YamlSequence.of(node.span(), elements));
  }

  private Optional<YamlNode> filled(YamlMapping node, List<Shape> shapes) {
    List<YamlEntry> entries = new ArrayList<>();
    List<YamlEntry> emptied = new ArrayList<>();
    for (YamlEntry entry : node.entries()) {
      Optional<YamlNode> value = filled(entry.value(), steps.below(shapes, entry.name()));
      if (value.isPresent()) {
        entries.add(YamlEntry.of(entry.key(), value.get()));
      } else if (entry.value() instanceof YamlMapping) {
        YamlNode empty = YamlMapping.of(entry.value().span(), List.of());
        emptied.add(YamlEntry.of(entry.key(), empty));
      }
    }
    boolean gone = entries.isEmpty() && !node.entries().isEmpty() && !ShapeSteps.mayBeEmpty(shapes);
    if (gone) {
      return Optional.empty();
    }
    // What must be chosen stays where the rest stays, so that what it lacks is said in its place.
    emptied.stream()
        .filter(entry -> ShapeSteps.isChoice(shapes, entry.name()))
        .forEach(entries::add);
    return Optional.of(YamlMapping.of(node.span(), entries));
  }
}
