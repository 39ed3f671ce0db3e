// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli.reference;

import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys of a shape as a Markdown table, nested ones by their path. Keys that are those of an
 * object around them once more are named, not written again.
 */
final class KeyTable {
  private final Set<String> elsewhere;
  private final StringBuilder rows = new StringBuilder();
  private final StringBuilder rules = new StringBuilder();
  private final Map<String, Shape> around = new LinkedHashMap<>();

  private KeyTable(Set<String> elsewhere) {
    this.elsewhere = elsewhere;
  }

  /**
   * @param elsewhere keys whose own keys have a page of their own
   */
  static String of(Shape shape, Set<String> elsewhere) {
    KeyTable table = new KeyTable(elsewhere);
    table.add(shape, "");
    if (table.rows.length() == 0) {
      return "No options.\n";
    }
    String head = "| key | value | meaning | default | example |\n|---|---|---|---|---|\n";
    String rules = table.rules.length() == 0 ? "" : "\n" + table.rules;
    return head + table.rows + rules;
  }

  private void add(Shape shape, String path) {
    switch (shape.kind()) {
      case OBJECT:
        around.put(path, shape);
        shape.keys().forEach(key -> add(key, path));
        shape.constraints().forEach(constraint -> rule(constraint, path));
        around.remove(path);
        break;
      case LIST:
        add(shape.element(), path);
        break;
      case MAP:
        add(shape.element(), path + "NAME.");
        break;
      case ONE_OF:
        shape.branches().forEach(branch -> add(branch, path));
        break;
      default:
        // A scalar or a reference has no keys.
    }
  }

  private void add(Key key, String path) {
    String required = key.required() ? " (required)" : "";
    String later = key.planned() ? " **Comes with a later release.**" : "";
    String secret = key.secret() ? " Secret: never in clear text." : "";
    rows.append("| `").append(path).append(key.name()).append('`').append(required).append(" | ");
    Optional<String> again = again(key.shape());
    String value =
        again
            .map(place -> "map by name of the keys of `" + place + "` again")
            .orElseGet(() -> ShapeText.of(key.shape()));
    rows.append(key.planned() ? "none in this version" : value);
    rows.append(" | ");
    rows.append(ShapeText.prose(key.description())).append(secret).append(later).append(" | ");
    rows.append(key.defaultText().map(KeyTable::code).orElse("")).append(" | ");
    rows.append(key.example().map(KeyTable::code).orElse("")).append(" |\n");
    if (!key.planned() && !elsewhere.contains(key.name()) && again.isEmpty()) {
      add(key.shape(), path + key.name() + ".");
    }
  }

  /** The place of an object around that has all keys of this map's values. */
  private Optional<String> again(Shape shape) {
    if (shape.kind() != Shape.Kind.MAP || shape.element().kind() != Shape.Kind.OBJECT) {
      return Optional.empty();
    }
    Set<String> keys = described(shape.element());
    return around.entrySet().stream()
        .filter(outer -> !outer.getKey().isEmpty() && described(outer.getValue()).containsAll(keys))
        .map(outer -> outer.getKey().replaceFirst("\\.$", ""))
        .findFirst();
  }

  private static Set<String> described(Shape object) {
    return object.keys().stream()
        .map(key -> key.name() + ": " + key.description())
        .collect(Collectors.toSet());
  }

  private static String code(String yaml) {
    return "`" + ShapeText.cell(yaml) + "`";
  }

  private void rule(Constraint constraint, String path) {
    String keys =
        constraint.keys().stream()
            .map(key -> "`" + path + key + "`")
            .collect(Collectors.joining(", "));
    rules.append("- ").append(words(constraint.kind())).append(keys).append(".\n");
  }

  private static String words(Constraint.Kind kind) {
    switch (kind) {
      case EXACTLY_ONE:
        return "Exactly one of ";
      case AT_MOST_ONE:
        return "At most one of ";
      case AT_LEAST_ONE:
        return "At least one of ";
      case REQUIRES_ONE:
        return "The first needs one of the others: ";
      default:
        return "The first needs the others: ";
    }
  }
}
