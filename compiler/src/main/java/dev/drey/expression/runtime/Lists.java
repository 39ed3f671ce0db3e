// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.runtime;

import dev.drey.function.FunctionDescriptor.Group;
import dev.drey.function.Limits;
import dev.drey.function.ScalarFunction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Arrays and maps. Positions count from 1. */
public final class Lists {
  private Lists() {}

  private static ScalarFunction list(String name, String doc, String example, String result) {
    return ScalarFunction.of(name, Group.COLLECTION, Lists.class, doc, example, result);
  }

  public static List<ScalarFunction> functions() {
    return List.of(
        list(
                "CARDINALITY",
                "The number of elements or of keys.",
                "CARDINALITY(ARRAY['a', 'b'])",
                "2")
            .strict("ARRAY<T> -> INT", "cardinality")
            .strict("MAP<K, V> -> INT", "cardinality"),
        list(
                "ELEMENT",
                "The only element of an array; fails where there are several.",
                "ELEMENT(ARRAY['a'])",
                "'a'")
            .strict("ARRAY<T> -> T NULL", "element"),
        list(
                "ARRAY_CONTAINS",
                "Whether an element of the array equals the value.",
                "ARRAY_CONTAINS(ARRAY['a', 'b'], 'b')",
                "TRUE")
            .seesNull("ARRAY<T>, T -> BOOLEAN LIKE FIRST", "contains"),
        list(
                "ARRAY_DISTINCT",
                "Each element once, in order.",
                "ARRAY_DISTINCT(ARRAY['b', 'a', 'b'])",
                "ARRAY['b', 'a']")
            .strict("ARRAY<T> -> ARRAY<T>", "distinct"),
        list(
                "ARRAY_JOIN",
                "The elements with a text between them; NULL elements are left out, or become the"
                    + " third text.",
                "ARRAY_JOIN(ARRAY['a', 'b'], '-')",
                "'a-b'")
            .strict("ARRAY<STRING>, STRING -> STRING", "join")
            .strict("ARRAY<STRING>, STRING, STRING -> STRING", "join"),
        list(
                "ARRAY_APPEND",
                "The array with one more element at its end.",
                "ARRAY_APPEND(ARRAY[1, 2], 3)",
                "ARRAY[1, 2, 3]")
            .seesNull("ARRAY<T>, T -> ARRAY<T>", "append"),
        list(
                "ARRAY_PREPEND",
                "The array with one more element at its start.",
                "ARRAY_PREPEND(ARRAY[1, 2], 0)",
                "ARRAY[0, 1, 2]")
            .seesNull("ARRAY<T>, T -> ARRAY<T>", "prepend"),
        list(
                "ARRAY_CONCAT",
                "The elements of all arrays.",
                "ARRAY_CONCAT(ARRAY[1], ARRAY[2, 1])",
                "ARRAY[1, 2, 1]")
            .seesNull("ARRAY<T>... -> ARRAY<T>", "concat"),
        list(
                "ARRAY_UNION",
                "The elements of both arrays, each once.",
                "ARRAY_UNION(ARRAY[1, 1], ARRAY[2, 1])",
                "ARRAY[1, 2]")
            .strict("ARRAY<T>, ARRAY<T> -> ARRAY<T>", "union"),
        list(
                "ARRAY_INTERSECT",
                "The elements that are in both arrays, each once, in the order of the first.",
                "ARRAY_INTERSECT(ARRAY[1, 2, 3], ARRAY[3, 2])",
                "ARRAY[2, 3]")
            .strict("ARRAY<T>, ARRAY<T> -> ARRAY<T>", "intersect"),
        list(
                "ARRAY_EXCEPT",
                "The elements of the first array that are not in the second, each once.",
                "ARRAY_EXCEPT(ARRAY[1, 2, 2, 3], ARRAY[3])",
                "ARRAY[1, 2]")
            .strict("ARRAY<T>, ARRAY<T> -> ARRAY<T>", "except"),
        list(
                "ARRAY_REMOVE",
                "The array without the elements that equal the value; NULL takes away NULLs.",
                "ARRAY_REMOVE(ARRAY[1, 2, 1], 1)",
                "ARRAY[2]")
            .seesNull("ARRAY<T>, T -> ARRAY<T> LIKE FIRST", "remove"),
        list(
                "ARRAY_POSITION",
                "Where the first element stands that equals the value, from 1, or 0.",
                "ARRAY_POSITION(ARRAY['a', 'b'], 'b')",
                "2")
            .strict("ARRAY<T>, T -> INT", "position"),
        list(
                "ARRAY_REVERSE",
                "The elements from the last to the first.",
                "ARRAY_REVERSE(ARRAY[1, 2])",
                "ARRAY[2, 1]")
            .strict("ARRAY<T> -> ARRAY<T>", "reverse"),
        list(
                "ARRAY_SLICE",
                "The elements from a position, from 1, to another or to the end; a negative one"
                    + " counts from the end.",
                "ARRAY_SLICE(ARRAY[1, 2, 3], -2)",
                "ARRAY[2, 3]")
            .strict("ARRAY<T>, INT -> ARRAY<T>", "slice")
            .strict("ARRAY<T>, INT, INT -> ARRAY<T>", "slice"),
        list(
                "ARRAY_SORT",
                "The elements in order, or against it where the second argument is FALSE; NULLs"
                    + " stand first in order and last against it, or where the third says.",
                "ARRAY_SORT(ARRAY[3, 1, 2], FALSE)",
                "ARRAY[3, 2, 1]")
            .strict("ARRAY<O> -> ARRAY<O>", "sort")
            .strict("ARRAY<O>, BOOLEAN -> ARRAY<O>", "sort")
            .strict("ARRAY<O>, BOOLEAN, BOOLEAN -> ARRAY<O>", "sort"),
        list("ARRAY_MAX", "The greatest element; NULL of none.", "ARRAY_MAX(ARRAY[1, 3, 2])", "3")
            .strict("ARRAY<O> -> O NULL", "max"),
        list("ARRAY_MIN", "The least element; NULL of none.", "ARRAY_MIN(ARRAY['b', 'a'])", "'a'")
            .strict("ARRAY<O> -> O NULL", "min"));
  }

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
  public static List<@Nullable Object> distinct(List<?> list) {
    return without(list, List.of());
  }

  /** What is in the first and not in the second, each value once. */
  public static List<@Nullable Object> except(List<?> list, List<?> other) {
    return without(list, other);
  }

  private static List<@Nullable Object> without(List<?> list, List<?> other) {
    Set<Values.Key> seen = new HashSet<>();
    other.forEach(element -> seen.add(new Values.Key(element)));
    List<@Nullable Object> kept = new ArrayList<>();
    for (Object element : list) {
      if (seen.add(new Values.Key(element))) {
        kept.add(element);
      }
    }
    return kept;
  }

  /** What is in both, each value once, in the order of the first. */
  public static List<@Nullable Object> intersect(List<?> list, List<?> other) {
    Set<Values.Key> open = new HashSet<>();
    other.forEach(element -> open.add(new Values.Key(element)));
    List<@Nullable Object> kept = new ArrayList<>();
    for (Object element : list) {
      if (open.remove(new Values.Key(element))) {
        kept.add(element);
      }
    }
    return kept;
  }

  /** What is in one or the other, each value once. */
  public static List<@Nullable Object> union(List<?> list, List<?> other) {
    return distinct(joined(List.of(list, other), "ARRAY_UNION"));
  }

  /** All elements of all; null where an array is. */
  public static @Nullable List<@Nullable Object> concat(@Nullable Object[] lists) {
    List<List<?>> all = new ArrayList<>();
    for (Object list : lists) {
      if (list == null) {
        return null;
      }
      all.add((List<?>) list);
    }
    return joined(all, "ARRAY_CONCAT");
  }

  private static List<@Nullable Object> joined(List<List<?>> lists, String function) {
    List<@Nullable Object> joined = new ArrayList<>();
    for (List<?> list : lists) {
      Limits.elements((long) joined.size() + list.size(), function);
      joined.addAll(list);
    }
    return joined;
  }

  public static @Nullable List<@Nullable Object> append(
      @Nullable List<?> list, @Nullable Object element) {
    return list == null ? null : with(list, list.size(), element);
  }

  public static @Nullable List<@Nullable Object> prepend(
      @Nullable List<?> list, @Nullable Object element) {
    return list == null ? null : with(list, 0, element);
  }

  private static List<@Nullable Object> with(List<?> list, int at, @Nullable Object element) {
    Limits.elements(list.size() + 1L, "ARRAY_APPEND");
    List<@Nullable Object> longer = new ArrayList<>(list);
    longer.add(at, element);
    return longer;
  }

  /** Without the elements that equal a value; NULL takes away NULLs. */
  public static @Nullable List<@Nullable Object> remove(
      @Nullable List<?> list, @Nullable Object value) {
    if (list == null) {
      return null;
    }
    List<@Nullable Object> kept = new ArrayList<>(list);
    kept.removeIf(element -> Values.equal(element, value));
    return kept;
  }

  /** Where the first element stands that equals a value, from 1, or 0. */
  public static int position(List<?> list, Object value) {
    for (int i = 0; i < list.size(); i++) {
      if (Values.equal(list.get(i), value)) {
        return i + 1;
      }
    }
    return 0;
  }

  public static List<@Nullable Object> reverse(List<?> list) {
    List<@Nullable Object> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }

  public static List<@Nullable Object> slice(List<?> list, int from) {
    return slice(list, from, list.size());
  }

  /** From one position to another, both counted from the end where negative; 0 is the first. */
  public static List<@Nullable Object> slice(List<?> list, int from, int to) {
    long size = list.size();
    long first = Math.max(1, from < 0 ? size + 1 + from : from);
    long last = Math.min(size, to < 0 ? size + 1 + to : Math.max(1, to));
    return last < first
        ? new ArrayList<>()
        : new ArrayList<>(list.subList((int) first - 1, (int) last));
  }

  public static List<@Nullable Object> sort(List<?> list) {
    return sort(list, true);
  }

  public static List<@Nullable Object> sort(List<?> list, boolean ascending) {
    return sort(list, ascending, ascending);
  }

  public static List<@Nullable Object> sort(List<?> list, boolean ascending, boolean nullsFirst) {
    Comparator<Object> order = ascending ? Values::compare : (a, b) -> Values.compare(b, a);
    List<@Nullable Object> sorted = new ArrayList<>(list);
    sorted.sort(nullsFirst ? Comparator.nullsFirst(order) : Comparator.nullsLast(order));
    return sorted;
  }

  /** The greatest element that is not NULL, or null. */
  public static @Nullable Object max(List<?> list) {
    return extreme(list, 1);
  }

  public static @Nullable Object min(List<?> list) {
    return extreme(list, -1);
  }

  private static @Nullable Object extreme(List<?> list, int sign) {
    Object best = null;
    for (Object element : list) {
      if (element != null && (best == null || sign * Values.compare(element, best) > 0)) {
        best = element;
      }
    }
    return best;
  }

  /** The elements that are not NULL, with a text between them. */
  public static String join(List<?> list, String delimiter) {
    return join(list, delimiter, null);
  }

  public static String join(List<?> list, String delimiter, @Nullable String forNull) {
    StringBuilder joined = new StringBuilder();
    boolean any = false;
    for (Object element : list) {
      String text = element == null ? forNull : (String) element;
      if (text != null) {
        Texts.append(joined, any ? delimiter : "", "ARRAY_JOIN");
        Texts.append(joined, text, "ARRAY_JOIN");
        any = true;
      }
    }
    return joined.toString();
  }
}
