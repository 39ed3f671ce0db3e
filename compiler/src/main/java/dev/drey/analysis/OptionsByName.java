// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.model.ConnectorUse;
import dev.drey.shape.OptionValues;
import dev.drey.source.LocatedText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The options of a use, to be compared with those of another: a text with a parameter that has no
 * value yet is what the spec says, {@code orders-${region}}. It equals itself and nothing else,
 * which a stand-in of the parameter's type does not. Its braces are characters that no connector
 * takes for a wildcard.
 */
final class OptionsByName {
  private static final char OPEN = '\uE000';
  private static final char CLOSE = '\uE001';

  private OptionsByName() {}

  static OptionValues of(ConnectorUse use) {
    Map<String, Object> values = new LinkedHashMap<>();
    use.options()
        .asMap()
        .forEach(
            (key, value) ->
                values.put(
                    key,
                    value instanceof List
                        ? list(key, (List<?>) value, use)
                        : named(key, value, use)));
    return OptionValues.of(values);
  }

  private static List<Object> list(String key, List<?> elements, ConnectorUse use) {
    List<Object> named = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      named.add(named(key + "." + i, elements.get(i), use));
    }
    return named;
  }

  private static Object named(String path, Object value, ConnectorUse use) {
    LocatedText place = use.places().get(path);
    return value instanceof String && place != null && place.unresolved()
        ? place
            .span()
            .text()
            .replaceAll("^[\"']|[\"']$", "")
            .replaceAll("\\$\\{(\\w+)}", "\\$" + OPEN + "$1" + CLOSE)
        : value;
  }

  /** A connector's words about such options, as the spec writes them. */
  static String inWords(String words) {
    return words.replace(OPEN, '{').replace(CLOSE, '}');
  }
}
