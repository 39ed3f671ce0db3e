// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.diagnostic.DidYouMean;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.source.LocatedText;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A choice that is written as the value of a key: {@code {type: tumbling, size: 1h}} for {@code
 * {tumbling: 1h}}, {@code {type: json}} for {@code {json: {}}}. Here the choice is the key.
 */
final class Tagged {
  private static final List<String> TAGS = List.of("type", "kind", "name");

  private Tagged() {}

  /** The entry that names the choice. */
  static Optional<YamlEntry> tag(Shape object, YamlMapping mapping) {
    return TAGS.stream()
        .filter(tag -> object.keys().stream().noneMatch(key -> key.name().equals(tag)))
        .map(mapping::entry)
        .flatMap(Optional::stream)
        .filter(entry -> choice(object, entry).isPresent())
        .findFirst();
  }

  private static Optional<Key> choice(Shape object, YamlEntry tag) {
    if (!(tag.value() instanceof YamlScalar)) {
      return Optional.empty();
    }
    List<String> choices =
        object.constraints().stream()
            .filter(constraint -> constraint.kind() == Constraint.Kind.EXACTLY_ONE)
            .flatMap(constraint -> constraint.keys().stream())
            .collect(Collectors.toList());
    String text = ((YamlScalar) tag.value()).text().text().toLowerCase(Locale.ROOT);
    Optional<String> name =
        choices.contains(text) ? Optional.of(text) : DidYouMean.closest(text, choices);
    return object.keys().stream()
        .filter(key -> !key.planned() && name.filter(key.name()::equals).isPresent())
        .findFirst();
  }

  /** The forms in which the choice may be meant, the shortest first. */
  static List<YamlNode> forms(Shape object, YamlMapping mapping, YamlEntry tag) {
    Key choice = choice(object, tag).orElseThrow();
    YamlScalar name =
        YamlScalar.of(LocatedText.at(choice.name(), tag.value().span()), YamlScalar.Kind.TEXT);
    List<YamlEntry> rest = new ArrayList<>(mapping.entries());
    rest.remove(tag);
    List<YamlNode> forms = new ArrayList<>();
    if (rest.size() == 1) {
      forms.add(YamlMapping.of(mapping.span(), List.of(YamlEntry.of(name, rest.get(0).value()))));
    }
    YamlMapping inside = YamlMapping.of(mapping.span(), rest);
    forms.add(YamlMapping.of(mapping.span(), List.of(YamlEntry.of(name, inside))));
    return forms;
  }

  /** The value of a mapping's only key, where nothing but the value was asked for. */
  static Optional<YamlNode> only(Shape object, YamlNode node) {
    List<YamlEntry> entries =
        node instanceof YamlMapping ? ((YamlMapping) node).entries() : List.of();
    List<String> known = object.keys().stream().map(Key::name).collect(Collectors.toList());
    return object.kind() == Shape.Kind.OBJECT
            && entries.size() == 1
            && entries.get(0).value() instanceof YamlScalar
            && !known.contains(entries.get(0).name())
            && DidYouMean.closest(entries.get(0).name(), known).isEmpty()
        ? Optional.of(entries.get(0).value())
        : Optional.empty();
  }
}
