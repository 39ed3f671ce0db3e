// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.function.FunctionDescriptor;
import dev.drey.function.FunctionDescriptor.Example;
import dev.drey.function.FunctionDescriptor.Group;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How an aggregate takes an argument that holds several values. */
public enum Spread {
  /** As one value, whatever it holds. */
  NONE,
  /** {@code EACH_OF(list)}: each element as a value of its own. */
  EACH_OF,
  /** {@code PER_KEY(map)}: an aggregate for each key, over its values. */
  PER_KEY;

  /** The one of a name; its letter case does not count. */
  public static Optional<Spread> find(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.equals(EACH_OF.name())
        ? Optional.of(EACH_OF)
        : upper.equals(PER_KEY.name()) ? Optional.of(PER_KEY) : Optional.empty();
  }

  static List<FunctionDescriptor> descriptors() {
    return List.of(
        FunctionDescriptor.of(
            EACH_OF.name(),
            Group.AGGREGATE,
            List.of("EACH_OF(ARRAY<T>) in the place of an aggregate's T"),
            "Each element of the list as a value of its own, while the row stays one.",
            Example.of("COUNT(DISTINCT EACH_OF(ARRAY[x, 7]))", "CAST(3 AS BIGINT)")),
        FunctionDescriptor.of(
            PER_KEY.name(),
            Group.AGGREGATE,
            List.of("PER_KEY(MAP<K, T>) in the place of an aggregate's T -> MAP<K, result>"),
            "The aggregate for each key of the maps, over the values that the key has.",
            Example.of(
                "COUNT(PER_KEY(MAP['a', x, 'b', 1]))",
                "MAP['a', CAST(3 AS BIGINT), 'b', CAST(4 AS BIGINT)]")));
  }

  /** What the argument must be, such as {@code an ARRAY}; empty where it is. */
  public Optional<String> wanted(DataType argument) {
    switch (this) {
      case EACH_OF:
        return argument.kind() == TypeKind.ARRAY ? Optional.empty() : Optional.of("an ARRAY");
      case PER_KEY:
        return argument.kind() == TypeKind.MAP && isKey(argument.key())
            ? Optional.empty()
            : Optional.of("a MAP whose keys are texts, numbers, BOOLEAN or times");
      default:
        return Optional.empty();
    }
  }

  /** Whether values of a type can be keys in state: whether equal ones are one in Java, too. */
  static boolean isKey(DataType type) {
    return !type.kind().isNested() && !type.kind().isBinary();
  }

  /** The type of the values that the aggregate itself sees. */
  public DataType value(DataType argument) {
    return this == NONE ? argument : argument.element();
  }

  /** The type of the call's result. */
  public DataType type(AggregateFunction function, DataType argument, boolean filtered) {
    switch (this) {
      case EACH_OF:
        // A list may be empty, or NULL, as a filter may leave no row.
        return function.type(argument.element(), true);
      case PER_KEY:
        return DataType.map(argument.key(), function.type(argument.element(), false)).notNull();
      default:
        return function.type(argument, filtered);
    }
  }

  /** An argument as SQL has it. */
  public String written(String argument) {
    return this == NONE ? argument : name() + "(" + argument + ")";
  }
}
