// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.shape.Shape;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import dev.drey.yaml.YamlSequence;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a spec needs its parameters for, before any of them has a value. */
final class ParamUses {
  static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}");

  private final ShapeSteps steps;
  private final Set<String> endpointKeys;
  private final Set<String> replaced;
  private final Set<String> disabled;
  private final Set<String> secret = new HashSet<>();
  private final Set<String> needed = new HashSet<>();
  private final Set<String> unneeded = new HashSet<>();

  private ParamUses(
      ShapeSteps steps, Set<String> endpointKeys, Set<String> replaced, Set<String> disabled) {
    this.steps = steps;
    this.endpointKeys = endpointKeys;
    this.replaced = replaced;
    this.disabled = disabled;
  }

  /**
   * @param endpointKeys the keys of connectors and formats: what is replaced of a source or sink
   * @param replaced paths, such as {@code sources.orders}, of the sources and sinks in whose place
   *     a file stands
   * @param disabled paths of the sources, streams and sinks that are no part of the job
   */
  static ParamUses of(
      YamlNode root,
      ShapeSteps steps,
      Set<String> endpointKeys,
      Set<String> replaced,
      Set<String> disabled) {
    ParamUses uses = new ParamUses(steps, endpointKeys, replaced, disabled);
    if (root instanceof YamlMapping) {
      for (YamlEntry entry : ((YamlMapping) root).entries()) {
        if (!entry.name().equals("params")) {
          uses.entry(entry, "", steps.root(), false, false);
        }
      }
    }
    return uses;
  }

  /** Whether its value goes into an option that is a secret. */
  boolean isSecret(String name) {
    return secret.contains(name);
  }

  /** Whether nothing but what is replaced or disabled needs the value. */
  boolean isUnneeded(String name) {
    return unneeded.contains(name) && !needed.contains(name);
  }

  private void entry(
      YamlEntry entry, String path, List<Shape> around, boolean hidden, boolean gone) {
    String name = entry.name();
    walk(
        entry.value(),
        path.isEmpty() ? name : path + "." + name,
        steps.below(around, name),
        hidden || ShapeSteps.isSecret(around, name),
        gone
            || (endpointKeys.contains(name) && replaced.contains(path))
            || (disabled.contains(path) && !name.equals(DisabledPaths.ENABLED)));
  }

  private void walk(YamlNode node, String path, List<Shape> shapes, boolean hidden, boolean gone) {
    if (node instanceof YamlMapping) {
      for (YamlEntry entry : ((YamlMapping) node).entries()) {
        // In the place of a secret it says where that is kept, which is none.
        entry(entry, path, shapes, false, gone);
      }
    } else if (node instanceof YamlSequence) {
      for (YamlNode element : ((YamlSequence) node).elements()) {
        walk(element, path, steps.elements(shapes), hidden, gone);
      }
    } else {
      Matcher reference = REFERENCE.matcher(((YamlScalar) node).text().text());
      while (reference.find()) {
        (gone ? unneeded : needed).add(reference.group(1));
        if (hidden) {
          secret.add(reference.group(1));
        }
      }
    }
  }
}
