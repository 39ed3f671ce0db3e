// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.function.FunctionDescriptor;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The aggregate functions. */
public final class Aggregates {
  private static final List<AggregateFunction> ALL =
      List.of(
          Average.FUNCTION,
          Collect.FUNCTION,
          Count.FUNCTION,
          TimedValue.FIRST,
          TimedValue.LAST,
          ListAgg.FUNCTION,
          Extreme.MAX,
          Extreme.MIN,
          Deviation.STDDEV_POP,
          Deviation.STDDEV_SAMP,
          Sum.FUNCTION,
          Deviation.VAR_POP,
          Deviation.VAR_SAMP);

  private Aggregates() {}

  public static List<AggregateFunction> all() {
    return ALL;
  }

  /** By all their names, in order. */
  public static List<FunctionDescriptor> descriptors() {
    return ALL.stream()
        .flatMap(function -> function.descriptors().stream())
        .sorted(Comparator.comparing(FunctionDescriptor::name))
        .collect(Collectors.toUnmodifiableList());
  }

  /** The function of a name; its letter case does not count. */
  public static Optional<AggregateFunction> find(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return ALL.stream()
        .filter(function -> function.descriptors().stream().anyMatch(d -> d.name().equals(upper)))
        .findFirst();
  }
}
