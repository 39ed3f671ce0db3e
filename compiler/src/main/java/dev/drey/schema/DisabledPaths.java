// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.model.EnabledCondition;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is no part of the job with the values that were given, before the spec is read: what such a
 * part alone refers to needs no value.
 */
final class DisabledPaths {
  static final String ENABLED = "enabled";

  private final YamlNode root;
  private final LaunchValues given;

  private DisabledPaths(YamlNode root, LaunchValues given) {
    this.root = root;
    this.given = given;
  }

  /** Paths, such as {@code sinks.alerts}. */
  static Set<String> of(YamlNode root, LaunchValues given) {
    return new DisabledPaths(root, given).paths();
  }

  private Set<String> paths() {
    Set<String> paths = new HashSet<>();
    for (String section : List.of("sources", "streams", "sinks")) {
      entries(root, section)
          .forEach(
              entry -> {
                if (isOff(entry.value())) {
                  paths.add(section + "." + entry.name());
                }
              });
    }
    return paths;
  }

  private boolean isOff(YamlNode part) {
    return text(part, ENABLED)
        .flatMap(
            written -> {
              Optional<EnabledCondition> condition = EnabledCondition.of(written);
              boolean none = condition.filter(each -> !each.isReference()).isEmpty();
              Optional<String> value =
                  condition.isPresent() ? value(condition.get().param()) : Optional.of(written);
              return none
                  ? value.map(text -> !text.equalsIgnoreCase("false"))
                  : value.map(text -> condition.get().holds(Optional.of(text)));
            })
        .filter(on -> !on)
        .isPresent();
  }

  private Optional<String> value(String param) {
    return Optional.ofNullable(given.params().get(param))
        .or(
            () ->
                Optional.ofNullable(ParamReader.properties(root).get(param))
                    .flatMap(given::property))
        .or(
            () ->
                entries(root, "params").stream()
                    .filter(entry -> entry.name().equals(param))
                    .findFirst()
                    .flatMap(entry -> text(entry.value(), "default")));
  }

  private static List<YamlEntry> entries(YamlNode node, String key) {
    return value(node, key)
        .filter(YamlMapping.class::isInstance)
        .map(found -> ((YamlMapping) found).entries())
        .orElse(List.of());
  }

  private static Optional<String> text(YamlNode node, String key) {
    return value(node, key)
        .filter(YamlScalar.class::isInstance)
        .map(found -> ((YamlScalar) found).text().text());
  }

  private static Optional<YamlNode> value(YamlNode node, String key) {
    return node instanceof YamlMapping ? ((YamlMapping) node).value(key) : Optional.empty();
  }
}
