package dev.drey.expression;

import dev.drey.expression.FunctionDescriptor.Example;
import dev.drey.expression.FunctionDescriptor.Group;
import dev.drey.expression.runtime.Lists;
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
            .seesNull("ARRAY<T>, T -> BOOLEAN", "contains"),
        list(
                "ARRAY_DISTINCT",
                "Each element once, in order.",
                "ARRAY_DISTINCT(ARRAY['b', 'a', 'b'])",
                "ARRAY['b', 'a']")
            .strict("ARRAY<T> -> ARRAY<T>", "distinct"),
        list(
                "ARRAY_JOIN",
                "The elements with a text between them; NULL elements are left out, or become the third text.",
                "ARRAY_JOIN(ARRAY['a', 'b'], '-')",
                "'a-b'")
            .strict("ARRAY<STRING>, STRING -> STRING", "join")
            .strict("ARRAY<STRING>, STRING, STRING -> STRING", "join"),
        list("MAP_KEYS", "The keys of a map.", "MAP_KEYS(MAP['a', 1])", "ARRAY['a']")
            .strict("MAP<K, V> -> ARRAY<K>", "keys"),
        list("MAP_VALUES", "The values of a map.", "MAP_VALUES(MAP['a', 1])", "ARRAY[1]")
            .strict("MAP<K, V> -> ARRAY<V>", "values"));
  }
}
