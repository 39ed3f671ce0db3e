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

/** The names that a {@code from} can have, as far as a tree that is not yet checked tells. */
final class InputNames {
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> read = new LinkedHashSet<>();

  private InputNames() {}

  static InputNames of(YamlNode root) {
    InputNames found = new InputNames();
    for (YamlEntry source : entries(root, "sources")) {
      found.names.add(source.name());
      to(source.value(), "onError").ifPresent(found.names::add);
    }
    for (YamlEntry stream : entries(root, "streams")) {
      found.stream(stream);
    }
    entries(root, "sinks").forEach(sink -> found.reads(sink.value(), "from"));
    return found;
  }

  private void stream(YamlEntry stream) {
    List<YamlEntry> branches = entries(stream.value(), "route");
    branches.forEach(branch -> names.add(branch.name()));
    if (branches.isEmpty()) {
      names.add(stream.name());
    }
    to(stream.value(), "late").ifPresent(names::add);
    reads(stream.value(), "from");
    reads(stream.value(), "union");
  }

  private void reads(YamlNode node, String key) {
    Optional<YamlNode> value = value(node, key);
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
