package dev.drey.expression.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values of any type. */
public final class Values {
  private Values() {}

  /** Equality of arrays, maps and rows, element by element; NULL elements are alike. */
  public static boolean equal(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return a == b;
    }
    if (a instanceof Object[] && b instanceof Object[]) {
      return equalLists(Arrays.asList((Object[]) a), Arrays.asList((Object[]) b));
    }
    if (a instanceof List && b instanceof List) {
      return equalLists((List<?>) a, (List<?>) b);
    }
    if (a instanceof byte[] && b instanceof byte[]) {
      return Arrays.equals((byte[]) a, (byte[]) b);
    }
    if (a instanceof Map && b instanceof Map) {
      return equalMaps((Map<?, ?>) a, (Map<?, ?>) b);
    }
    return a.equals(b);
  }

  private static boolean equalMaps(Map<?, ?> a, Map<?, ?> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : a.entrySet()) {
      boolean found = false;
      for (Map.Entry<?, ?> other : b.entrySet()) {
        found |= equal(entry.getKey(), other.getKey()) && equal(entry.getValue(), other.getValue());
      }
      if (!found) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalLists(List<?> a, List<?> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!equal(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** An ARRAY of the values. */
  public static List<Object> list(Object[] values) {
    return new ArrayList<>(Arrays.asList(values));
  }

  /** A MAP of keys and values in turns; the last of two equal keys holds. */
  public static Map<Object, Object> map(Object[] values) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i += 2) {
      map.put(values[i], values[i + 1]);
    }
    return map;
  }

  /** The value of a column that is NOT NULL, which a computation can still miss. */
  public static Object present(@Nullable Object value) {
    if (value == null) {
      throw new ArithmeticException("the result does not fit its type");
    }
    return value;
  }

  /** The elements of a long IN list. */
  public static final class Elements {
    private final Set<Object> elements = new HashSet<>();

    public Elements with(Object element) {
      elements.add(element);
      return this;
    }

    public boolean has(Object value) {
      return elements.contains(value);
    }
  }
}
