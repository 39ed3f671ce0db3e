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
    return text(part, ENABLED).flatMap(this::isOn).filter(on -> !on).isPresent();
  }

  /** Empty where it hangs on a value that is not given. */
  private Optional<Boolean> isOn(String written) {
    Optional<EnabledCondition> condition = EnabledCondition.of(written);
    if (condition.isEmpty()) {
      return Optional.of(isTrue(written));
    }
    String param = condition.get().param();
    Optional<String> value = value(param);
    if (value.isEmpty() && !isNull(param)) {
      return Optional.empty();
    }
    // A reference to nothing leaves `enabled` out, as if it were not written.
    return Optional.of(
        condition.get().isReference()
            ? value.filter(text -> !isTrue(text)).isEmpty()
            : condition.get().holds(value));
  }

  private static boolean isTrue(String text) {
    return !text.equalsIgnoreCase("false");
  }

  /** Whether nothing was given, and nothing is the parameter's value then. */
  private boolean isNull(String param) {
    return declared(param, "default")
        .filter(text -> text.kind() == YamlScalar.Kind.NULL)
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
                declared(param, "default")
                    .filter(text -> text.kind() != YamlScalar.Kind.NULL)
                    .map(text -> text.text().text()));
  }

  private Optional<YamlScalar> declared(String param, String key) {
    return entries(root, "params").stream()
        .filter(entry -> entry.name().equals(param))
        .findFirst()
        .flatMap(entry -> value(entry.value(), key))
        .filter(YamlScalar.class::isInstance)
        .map(YamlScalar.class::cast);
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
