// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.source.LocatedText;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Mappings in the place of an expression, as filters of other tools are written: {@code {meter:
 * m-1}} is {@code meter = 'm-1'}, and {@code {upper: meter}} is {@code UPPER(meter)}.
 */
final class FilterMaps {
  /** Functions that are written as a key. */
  private static final Set<String> FUNCTIONS =
      Set.of("upper", "lower", "abs", "trim", "round", "floor", "ceil", "concat", "coalesce");

  private static final Map<String, String> OPERATORS =
      Map.of("eq", "=", "ne", "<>", "gt", ">", "gte", ">=", "ge", ">=", "lt", "<", "lte", "<=");

  private FilterMaps() {}

  /** The expression; empty where the mapping says something else. */
  static Optional<YamlNode> condition(YamlMapping mapping) {
    List<String> conditions = new ArrayList<>();
    for (YamlEntry entry : mapping.entries()) {
      Optional<String> one = one(entry);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      conditions.add(one.get());
    }
    return conditions.isEmpty()
        ? Optional.empty()
        : Optional.of(
            YamlScalar.of(
                LocatedText.at(String.join(" AND ", conditions), mapping.span()),
                YamlScalar.Kind.TEXT));
  }

  private static Optional<String> one(YamlEntry entry) {
    String name = entry.name();
    if (!name.matches("[A-Za-z_]\\w*")) {
      return Optional.empty();
    }
    if (entry.value() instanceof YamlMapping) {
      List<YamlEntry> inside = ((YamlMapping) entry.value()).entries();
      String operator =
          inside.size() == 1 ? OPERATORS.get(inside.get(0).name().replace("$", "")) : null;
      return operator == null
          ? Optional.empty()
          : value(inside.get(0).value()).map(value -> name + " " + operator + " " + value);
    }
    boolean call = FUNCTIONS.contains(name.toLowerCase(Locale.ROOT));
    return call && entry.value() instanceof YamlScalar
        ? Optional.of(
            name.toUpperCase(Locale.ROOT) + "(" + ((YamlScalar) entry.value()).text().text() + ")")
        : value(entry.value()).map(value -> name + " = " + value);
  }

  private static Optional<String> value(YamlNode node) {
    if (!(node instanceof YamlScalar) || ((YamlScalar) node).isEmpty()) {
      return Optional.empty();
    }
    String text = ((YamlScalar) node).text().text();
    boolean bare = ((YamlScalar) node).kind() != YamlScalar.Kind.TEXT || text.startsWith("'");
    return Optional.of(bare ? text : "'" + text.replace("'", "''") + "'");
  }
}
