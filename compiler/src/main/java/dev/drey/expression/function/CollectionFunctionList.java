package dev.drey.expression.function;

import dev.drey.expression.runtime.Lists;
import dev.drey.function.FunctionDescriptor.Example;
import dev.drey.function.FunctionDescriptor.Group;
import java.util.List;

/** Functions over arrays and maps. */
final class CollectionFunctionList {
  private CollectionFunctionList() {}

  private static RuntimeFunction list(String name, String doc, String example, String result) {
    return RuntimeFunction.of(
        name, Group.COLLECTION, Lists.class, doc, Example.of(example, result));
  }

  static List<RuntimeFunction> all() {
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
            .strict("ARRAY<O> -> O NULL", "min"),
        list(
                "MAP_ENTRIES",
                "The pairs of a map as rows with the fields `key` and `value`.",
                "MAP_ENTRIES(MAP['a', 7])[1].`value`",
                "7")
            .strict("MAP<K, V> -> ARRAY<ROW<key K, value V>>", "entries"),
        list(
                "MAP_FROM_ARRAYS",
                "A map of these keys, each with its value; fails where there are more of one.",
                "MAP_FROM_ARRAYS(ARRAY['a', 'b'], ARRAY[1, 2])",
                "MAP['a', 1, 'b', 2]")
            .strict("ARRAY<K>, ARRAY<V> -> MAP<K, V>", "mapOf"),
        list(
                "MAP_UNION",
                "The pairs of all maps; of one key the value of the last.",
                "MAP_UNION(MAP['a', 1], MAP['a', 2, 'b', 3])",
                "MAP['a', 2, 'b', 3]")
            .seesNull("MAP<K, V>... -> MAP<K, V>", "mapUnion"),
        list("MAP_KEYS", "The keys of a map.", "MAP_KEYS(MAP['a', 1])", "ARRAY['a']")
            .strict("MAP<K, V> -> ARRAY<K>", "keys"),
        list("MAP_VALUES", "The values of a map.", "MAP_VALUES(MAP['a', 1])", "ARRAY[1]")
            .strict("MAP<K, V> -> ARRAY<V>", "values"));
  }
}
