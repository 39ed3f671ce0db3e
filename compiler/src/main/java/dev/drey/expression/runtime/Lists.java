package dev.drey.expression.runtime;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Arrays and maps. Positions count from 1. */
public final class Lists {
  private Lists() {}

  /** The element at a position, or null where there is none. */
  public static @Nullable Object item(List<?> list, long position) {
    return position < 1 || position > list.size() ? null : list.get((int) position - 1);
  }

  /** The value of a key, which is found by its value; null where there is none. */
  public static @Nullable Object item(Map<?, ?> map, Object key) {
    if (!(key instanceof byte[] || key instanceof Object[] || key instanceof List)) {
      return map.get(key);
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (Values.equal(entry.getKey(), key)) {
        return entry.getValue();
      }
    }
    return null;
  }

  public static int cardinality(List<?> list) {
    return list.size();
  }

  public static int cardinality(Map<?, ?> map) {
    return map.size();
  }

  /** The only element; null of an empty array; fails where there are several. */
  public static @Nullable Object element(List<?> list) {
    if (list.size() > 1) {
      throw new IllegalArgumentException("the array has " + list.size() + " elements, not one");
    }
    return list.isEmpty() ? null : list.get(0);
  }

  public static @Nullable Boolean contains(@Nullable List<?> list, @Nullable Object value) {
    if (list == null) {
      return null;
    }
    for (Object element : list) {
      if (Values.equal(element, value)) {
        return true;
      }
    }
    return false;
  }

  /** Each value once, in order of its first place. */
  public static List<Object> distinct(List<?> list) {
    return new ArrayList<>(new LinkedHashSet<>(list));
  }

  /** The elements that are not NULL, with a text between them. */
  public static String join(List<?> list, String delimiter) {
    StringJoiner joined = new StringJoiner(delimiter);
    for (Object element : list) {
      if (element != null) {
        joined.add((String) element);
      }
    }
    return joined.toString();
  }

  public static String join(List<?> list, String delimiter, String forNull) {
    StringJoiner joined = new StringJoiner(delimiter);
    for (Object element : list) {
      joined.add(element == null ? forNull : (String) element);
    }
    return joined.toString();
  }

  public static List<Object> keys(Map<?, ?> map) {
    return new ArrayList<>(map.keySet());
  }

  public static List<Object> values(Map<?, ?> map) {
    return new ArrayList<>(map.values());
  }
}
