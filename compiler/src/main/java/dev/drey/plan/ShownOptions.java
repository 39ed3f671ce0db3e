// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.connector.Catalog;
import dev.drey.connector.ConnectorUsage;
import dev.drey.diagnostic.Redaction;
import dev.drey.schema.SecretLook;
import dev.drey.shape.Branches;
import dev.drey.shape.Key;
import dev.drey.shape.OptionValues;
import dev.drey.shape.SecretReference;
import dev.drey.shape.Shape;
import dev.drey.shape.SpecText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The options of a plan's connectors and formats as people read them: each by its path, such as
 * {@code kafka.topic}, with the defaults of sources beside what is written. A secret is never among
 * them, neither where it stands nor as a part of another option.
 */
final class ShownOptions {
  static final String HIDDEN = "***";

  /** A longer list is shown by its beginning. */
  private static final int ELEMENTS = 10;

  private final Map<String, Map<String, Fact>> byNode = new LinkedHashMap<>();
  private final List<String> secrets = new ArrayList<>();
  private final Redaction redaction;

  ShownOptions(LogicalPlan plan, Catalog catalog) {
    for (PlanNode node : plan.nodes()) {
      byNode.put(node.id(), shown(node, catalog));
    }
    this.redaction = new Redaction(secrets);
  }

  /** What is never shown. */
  List<String> secrets() {
    return List.copyOf(secrets);
  }

  /** One an option, by its path, in the order of the reference. */
  List<Fact> of(String node) {
    List<Fact> shown = new ArrayList<>();
    byNode
        .getOrDefault(node, Map.of())
        .forEach(
            (path, fact) ->
                shown.add(
                    Fact.of(
                        path, fact.value().withTexts(redaction::of), redaction.of(fact.words()))));
    return shown;
  }

  private Map<String, Fact> shown(PlanNode node, Catalog catalog) {
    Map<String, Fact> shown = new LinkedHashMap<>();
    boolean source = node.end().filter(end -> end.kind() == ConnectorUsage.Kind.SOURCE).isPresent();
    node.options(catalog)
        .ifPresent(
            options -> {
              put(options.shape(), options.values(), options.name(), false, shown);
              if (source) {
                putDefaults(options.shape(), options.values(), options.name(), shown);
              }
            });
    node.end().flatMap(End::format).ifPresent(format -> putFormat(format, catalog, shown));
    return shown;
  }

  private void putFormat(FormatPlan plan, Catalog catalog, Map<String, Fact> shown) {
    catalog
        .format(plan.name())
        .map(format -> format.descriptor().shape())
        .ifPresent(shape -> put(shape, plan.options(), plan.name(), false, shown));
  }

  private static void putDefaults(
      Shape shape, OptionValues options, String path, Map<String, Fact> shown) {
    for (Key key : shape.keys()) {
      if (!options.has(key) && !key.planned()) {
        key.defaultText()
            .ifPresent(
                text ->
                    show(
                        path + "." + key.name(),
                        FactValue.of("default", OptionFacts.written(key.shape(), text)),
                        text + " (default)",
                        shown));
      }
    }
  }

  private static void show(String path, FactValue value, String words, Map<String, Fact> shown) {
    shown.put(path, Fact.of(path, value, words));
  }

  private void put(
      Shape shape, Object value, String path, boolean secret, Map<String, Fact> shown) {
    switch (shape.kind()) {
      case OBJECT:
        OptionValues options = (OptionValues) value;
        for (Key key : shape.keys()) {
          options
              .find(key)
              .ifPresent(
                  inner ->
                      put(
                          key.shape(),
                          inner,
                          path + "." + key.name(),
                          secret || key.secret(),
                          shown));
        }
        if (options.asMap().isEmpty() && path.contains(".")) {
          show(path, FactValue.of(Map.of()), "{}", shown);
        }
        break;
      case MAP:
        ((Map<?, ?>) value)
            .forEach(
                (key, inner) ->
                    put(
                        shape.element(),
                        inner,
                        path + "." + key,
                        secret || SecretLook.isName(String.valueOf(key)),
                        shown));
        break;
      case ONE_OF:
        Branches.taken(shape, value).ifPresent(branch -> put(branch, value, path, secret, shown));
        break;
      default:
        if (shape.kind() != Shape.Kind.EXPRESSION) {
          show(path, OptionFacts.value(shape, value, secret), text(shape, value, secret), shown);
        }
    }
  }

  private String text(Shape shape, Object value, boolean secret) {
    switch (shape.kind()) {
      case OBJECT:
      case MAP:
        Map<String, Fact> inner = new LinkedHashMap<>();
        put(shape, value, "", secret, inner);
        List<String> entries = new ArrayList<>();
        inner.forEach((path, fact) -> entries.add(path.substring(1) + ": " + fact.words()));
        return "{" + String.join(", ", entries) + "}";
      case ONE_OF:
        return Branches.taken(shape, value).map(branch -> text(branch, value, secret)).orElse("");
      case LIST:
        return list(shape.element(), (List<?>) value, secret);
      default:
        String text = SpecText.of(shape.kind(), value);
        if (value instanceof SecretReference) {
          return text;
        }
        if (secret || SecretLook.isValue(text)) {
          secrets.add(text);
          return HIDDEN;
        }
        return text;
    }
  }

  private String list(Shape element, List<?> values, boolean secret) {
    List<String> texts = new ArrayList<>();
    for (Object value : values) {
      String text = text(element, value, secret);
      if (texts.size() < ELEMENTS) {
        texts.add(text);
      }
    }
    int more = values.size() - texts.size();
    return "[" + String.join(", ", texts) + (more > 0 ? ", and " + more + " more]" : "]");
  }
}
