// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values of any type. */
public final class Values {
  /** No value at all, in the place of one that may be NULL. */
  public static final Object NONE = new Object();

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

  /** Order of two values of one type that has one: texts by character, bytes unsigned. */
  @SuppressWarnings("unchecked") // two values of one type, whose class is its own Comparable
  static int compare(Object a, Object b) {
    if (a instanceof String && b instanceof String) {
      return Texts.compare((String) a, (String) b);
    }
    if (a instanceof byte[] && b instanceof byte[]) {
      return Arrays.compareUnsigned((byte[]) a, (byte[]) b);
    }
    return ((Comparable<Object>) a).compareTo(b);
  }

  /** A value as the element of a set: equal to another as {@link #equal} says. */
  static final class Key {
    private final @Nullable Object value;

    Key(@Nullable Object value) {
      this.value = value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key && equal(value, ((Key) other).value);
    }

    @Override
    public int hashCode() {
      return hash(value);
    }

    private static int hash(@Nullable Object value) {
      if (value instanceof byte[]) {
        return Arrays.hashCode((byte[]) value);
      }
      if (value instanceof Object[]) {
        return hash(Arrays.asList((Object[]) value));
      }
      if (value instanceof List) {
        int hash = 1;
        for (Object element : (List<?>) value) {
          hash = 31 * hash + hash(element);
        }
        return hash;
      }
      return value instanceof Map ? ((Map<?, ?>) value).size() : Objects.hashCode(value);
    }
  }

  /** The value of a column that is NOT NULL, which a computation can still miss. */
  public static Object present(@Nullable Object value) {
    if (value == null) {
      throw new ArithmeticException("the result does not fit its type");
    }
    return value;
  }

  /** What stands in an array, map or row that is cast to a type in which it is NOT NULL. */
  public static Object castToNotNull(@Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException("NULL stands where the type of the cast is NOT NULL");
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
