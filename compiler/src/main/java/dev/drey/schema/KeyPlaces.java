// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a key belongs that stands at the wrong level: further in, further out, at the top. */
final class KeyPlaces {
  private final Grammar grammar;

  KeyPlaces(Grammar grammar) {
    this.grammar = grammar;
  }

  /** What to write instead; empty where no other place has such a key. */
  Optional<String> help(Shape object, YamlMapping mapping, Place place, YamlEntry entry) {
    String name = entry.name();
    List<String> paths = new ArrayList<>();
    for (Key key : object.keys()) {
      if (!key.planned()) {
        path(key.shape(), name, 2).ifPresent(path -> paths.add(key.name() + "." + path));
      }
    }
    for (String path : paths) {
      String key = path.substring(0, path.indexOf('.'));
      if (mapping.entry(key).isPresent()) {
        String below = path.substring(0, path.lastIndexOf('.')).replace(".", ": {");
        String inside = "`" + path.substring(0, path.lastIndexOf('.')) + "`";
        return Optional.of(
            "`"
                + name
                + "` belongs below "
                + inside
                + ": write `"
                + below
                + ": {"
                + (path.chars().filter(c -> c == '.').count() == 1
                    ? beside(object, mapping.entry(key).get())
                    : "")
                + name
                + ": "
                + FlowText.of(entry.value())
                + "}"
                + "}".repeat((int) path.chars().filter(c -> c == '.').count() - 1)
                + "`");
      }
    }
    if (place.around().isPresent() && hasKey(place.around().get(), name)) {
      return Optional.of("`" + name + "` belongs beside " + place.title() + ", not below it");
    }
    if (hasKey(grammar.root(), name)) {
      return Optional.of(
          "`" + name + "` belongs at the top of the spec, at the start of a line, not below this");
    }
    return paths.size() == 1
        ? Optional.of("write `" + written(paths.get(0), FlowText.of(entry.value())) + "`")
        : Optional.empty();
  }

  /** What stands there already, to go before the new key: {@code size: 10m, }. */
  private String beside(Shape object, YamlEntry present) {
    if (present.value() instanceof YamlMapping) {
      List<YamlEntry> entries = ((YamlMapping) present.value()).entries();
      return entries.stream()
          .map(entry -> entry.name() + ": " + FlowText.of(entry.value()) + ", ")
          .collect(Collectors.joining());
    }
    return object.keys().stream()
        .filter(key -> key.name().equals(present.name()))
        .map(key -> shortFor(key.shape()))
        .flatMap(Optional::stream)
        .map(name -> name + ": " + FlowText.of(present.value()) + ", ")
        .findFirst()
        .orElse("");
  }

  /** The key that a value without keys is short for: the only one that is required. */
  private Optional<String> shortFor(Shape shape) {
    List<String> required =
        grammar.resolve(shape).branches().stream()
            .map(grammar::resolve)
            .filter(branch -> branch.kind() == Shape.Kind.OBJECT)
            .flatMap(branch -> branch.keys().stream())
            .filter(Key::required)
            .map(Key::name)
            .collect(Collectors.toList());
    return required.size() == 1 ? Optional.of(required.get(0)) : Optional.empty();
  }

  /** The key of the object below which alone such a key could stand. */
  Optional<String> below(Shape object, String name) {
    return object.keys().stream()
        .filter(key -> !key.planned() && path(key.shape(), name, 2).isPresent())
        .map(Key::name)
        .findFirst();
  }

  private static String written(String path, String value) {
    String[] keys = path.split("\\.");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < keys.length; i++) {
      text.append(i == 0 ? "" : "{").append(keys[i]).append(": ");
    }
    return text + value + "}".repeat(keys.length - 1);
  }

  /** The way from a value to a key of that name, at most so many levels down. */
  private Optional<String> path(Shape shape, String name, int levels) {
    Shape resolved = grammar.resolve(shape);
    if (resolved.kind() == Shape.Kind.ONE_OF) {
      return resolved.branches().stream()
          .map(branch -> path(branch, name, levels))
          .flatMap(Optional::stream)
          .findFirst();
    }
    if (resolved.kind() != Shape.Kind.OBJECT) {
      return Optional.empty();
    }
    for (Key key : resolved.keys()) {
      if (key.name().equals(name) && !key.planned()) {
        return Optional.of(name);
      }
    }
    return levels == 1
        ? Optional.empty()
        : resolved.keys().stream()
            .filter(key -> !key.planned())
            .map(key -> path(key.shape(), name, levels - 1).map(p -> key.name() + "." + p))
            .flatMap(Optional::stream)
            .findFirst();
  }

  private boolean hasKey(Shape shape, String name) {
    return path(shape, name, 1).isPresent();
  }
}
