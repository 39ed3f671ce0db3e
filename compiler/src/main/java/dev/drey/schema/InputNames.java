// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import dev.drey.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The names that a {@code from} can have, as far as a tree that is not yet checked tells. */
final class InputNames {
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> read = new LinkedHashSet<>();

  private InputNames() {}

  static InputNames of(YamlNode root, List<OperationKeys> operations) {
    InputNames found = new InputNames();
    for (YamlEntry source : entries(root, "sources")) {
      found.names.add(source.name());
      to(source.value(), "onError").ifPresent(found.names::add);
    }
    for (YamlEntry stream : entries(root, "streams")) {
      found.stream(stream, operations);
    }
    for (YamlEntry sink : entries(root, "sinks")) {
      found.reads(sink.value(), "from");
      to(sink.value(), "onError").ifPresent(found.names::add);
    }
    return found;
  }

  private void stream(YamlEntry stream, List<OperationKeys> operations) {
    reads(stream.value(), "from");
    List<String> made = new ArrayList<>();
    boolean ownRows = true;
    for (OperationKeys operation : operations) {
      for (String place : operation.makesAt()) {
        List<String> there = made(stream.value(), place);
        made.addAll(there);
        ownRows &= there.isEmpty() || !place.endsWith(".*");
      }
      operation.readAt().forEach(key -> reads(stream.value(), key));
    }
    if (ownRows) {
      names.add(stream.name());
    }
    names.addAll(made);
  }

  /** The keys below a place {@code route.*}, or the text at one such as {@code late.to}. */
  private static List<String> made(YamlNode stream, String place) {
    Optional<YamlNode> at = Optional.of(stream);
    for (String key : place.replaceFirst("\\.\\*$", "").split("\\.")) {
      at = at.flatMap(node -> value(node, key));
    }
    return place.endsWith(".*")
        ? at.map(InputNames::names).orElse(List.of())
        : at.filter(YamlScalar.class::isInstance).map(InputNames::text).stream()
            .collect(Collectors.toList());
  }

  private static List<String> names(YamlNode node) {
    return node instanceof YamlMapping
        ? ((YamlMapping) node).entries().stream().map(YamlEntry::name).collect(Collectors.toList())
        : List.of();
  }

  /** The text at a place such as {@code join.left}, or those of a list there. */
  private void reads(YamlNode node, String place) {
    Optional<YamlNode> value = Optional.of(node);
    for (String key : place.split("\\.")) {
      value = value.flatMap(each -> value(each, key));
    }
    value.filter(YamlScalar.class::isInstance).ifPresent(name -> read.add(text(name)));
    value
        .filter(YamlSequence.class::isInstance)
        .ifPresent(list -> ((YamlSequence) list).elements().forEach(name -> read.add(text(name))));
  }

  /** What to write for a stream or sink that has none: what nobody reads yet, or what there is. */
  Optional<String> help(String reader) {
    List<String> others = new ArrayList<>(names);
    others.remove(reader);
    List<String> unread = new ArrayList<>(others);
    unread.removeAll(read);
    List<String> best = unread.isEmpty() ? others : unread;
    if (best.isEmpty()) {
      return Optional.empty();
    }
    String write = "write `from: " + best.get(0) + "`";
    return Optional.of(
        others.size() == 1
            ? write
            : write + "; there are " + Expectations.and(Expectations.quoted(others)));
  }

  private static Optional<String> to(YamlNode node, String key) {
    return value(node, key)
        .flatMap(value -> value(value, "to"))
        .filter(YamlScalar.class::isInstance)
        .map(InputNames::text);
  }

  private static Optional<YamlNode> value(YamlNode node, String key) {
    return node instanceof YamlMapping ? ((YamlMapping) node).value(key) : Optional.empty();
  }

  private static List<YamlEntry> entries(YamlNode node, String key) {
    return value(node, key)
        .filter(YamlMapping.class::isInstance)
        .map(mapping -> ((YamlMapping) mapping).entries())
        .orElse(List.of());
  }

  private static String text(YamlNode scalar) {
    return scalar instanceof YamlScalar ? ((YamlScalar) scalar).text().text() : "";
  }
}
