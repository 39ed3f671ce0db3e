// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.runtime;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** ARRAY, MAP and ROW as Flink writes them in a text; their parts are texts already. */
public final class NestedTexts {
  private NestedTexts() {}

  private static String text(@Nullable Object part) {
    return part == null ? "NULL" : part.toString();
  }

  /** {@code [a, b]}. */
  public static String array(List<?> elements) {
    StringJoiner joined = new StringJoiner(", ", "[", "]");
    elements.forEach(element -> joined.add(text(element)));
    return joined.toString();
  }

  /** {@code {a=1, b=2}}. */
  public static String map(Map<?, ?> map) {
    StringJoiner joined = new StringJoiner(", ", "{", "}");
    map.forEach((key, value) -> joined.add(text(key) + "=" + text(value)));
    return joined.toString();
  }

  /** {@code (a, 1)}. */
  public static String row(@Nullable Object[] fields) {
    StringJoiner joined = new StringJoiner(", ", "(", ")");
    for (Object field : fields) {
      joined.add(text(field));
    }
    return joined.toString();
  }
}
