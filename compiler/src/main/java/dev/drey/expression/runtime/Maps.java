// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.runtime;

import dev.drey.function.FunctionDescriptor.Group;
import dev.drey.function.Limits;
import dev.drey.function.ScalarFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps; their order is that in which keys came. */
public final class Maps {
  private Maps() {}

  private static ScalarFunction map(String name, String doc, String example, String result) {
    return ScalarFunction.of(name, Group.COLLECTION, Maps.class, doc, example, result);
  }

  public static List<ScalarFunction> functions() {
    return List.of(
        map(
                "MAP_ENTRIES",
                "The pairs of a map as rows with the fields `key` and `value`.",
                "MAP_ENTRIES(MAP['a', 7])[1].`value`",
                "7")
            .strict("MAP<K, V> -> ARRAY<ROW<key K, value V>>", "entries"),
        map(
                "MAP_FROM_ARRAYS",
                "A map of these keys, each with its value; fails where there are more of one.",
                "MAP_FROM_ARRAYS(ARRAY['a', 'b'], ARRAY[1, 2])",
                "MAP['a', 1, 'b', 2]")
            .strict("ARRAY<K>, ARRAY<V> -> MAP<K, V>", "mapOf"),
        map(
                "MAP_UNION",
                "The pairs of all maps; of one key the value of the last.",
                "MAP_UNION(MAP['a', 1], MAP['a', 2, 'b', 3])",
                "MAP['a', 2, 'b', 3]")
            .seesNull("MAP<K, V>... -> MAP<K, V>", "mapUnion"),
        map("MAP_KEYS", "The keys of a map.", "MAP_KEYS(MAP['a', 1])", "ARRAY['a']")
            .strict("MAP<K, V> -> ARRAY<K>", "keys"),
        map("MAP_VALUES", "The values of a map.", "MAP_VALUES(MAP['a', 1])", "ARRAY[1]")
            .strict("MAP<K, V> -> ARRAY<V>", "values"));
  }

  public static List<Object> keys(Map<?, ?> map) {
    return new ArrayList<>(map.keySet());
  }

  public static List<Object> values(Map<?, ?> map) {
    return new ArrayList<>(map.values());
  }

  /** Rows of a key and its value. */
  public static List<Object> entries(Map<?, ?> map) {
    List<Object> entries = new ArrayList<>();
    map.forEach((key, value) -> entries.add(new @Nullable Object[] {key, value}));
    return entries;
  }

  /** Keys with their values; fails where there are more of one. */
  public static Map<Object, Object> mapOf(List<?> keys, List<?> values) {
    if (keys.size() != values.size()) {
      throw new IllegalArgumentException(
          "there are " + keys.size() + " keys and " + values.size() + " values");
    }
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      map.put(keys.get(i), values.get(i));
    }
    return map;
  }

  /** All keys; of two equal ones the value of the later map. Null where a map is. */
  public static @Nullable Map<Object, Object> mapUnion(@Nullable Object[] maps) {
    Map<Object, Object> union = new LinkedHashMap<>();
    for (Object map : maps) {
      if (map == null) {
        return null;
      }
      union.putAll((Map<?, ?>) map);
      Limits.elements(union.size(), "MAP_UNION");
    }
    return union;
  }
}
