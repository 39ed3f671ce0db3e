// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.function.FunctionDescriptor;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The aggregate functions. */
public final class Aggregates {
  private static final List<AggregateFunction> ALL =
      List.of(
          ApproxCountDistinct.FUNCTION,
          ApproxPercentile.FUNCTION,
          Average.FUNCTION,
          Collect.FUNCTION,
          Collect.WITH_NULLS,
          Count.FUNCTION,
          TimedValue.FIRST,
          TimedValue.LAST,
          ListAgg.FUNCTION,
          MapAgg.FUNCTION,
          Extreme.MAX,
          Extreme.MIN,
          Deviation.STDDEV_POP,
          Deviation.STDDEV_SAMP,
          Sum.FUNCTION,
          Deviation.VAR_POP,
          Deviation.VAR_SAMP);

  private static final Map<String, AggregateFunction> BY_NAME = byName();

  private Aggregates() {}

  private static Map<String, AggregateFunction> byName() {
    Map<String, AggregateFunction> byName = new HashMap<>();
    for (AggregateFunction function : ALL) {
      function.descriptors().forEach(each -> byName.put(each.name(), function));
    }
    return byName;
  }

  public static List<AggregateFunction> all() {
    return ALL;
  }

  /** By all their names, in order, with what an argument can be written in. */
  public static List<FunctionDescriptor> descriptors() {
    return Stream.concat(
            ALL.stream().flatMap(function -> function.descriptors().stream()),
            Spread.descriptors().stream())
        .sorted(Comparator.comparing(FunctionDescriptor::name))
        .collect(Collectors.toUnmodifiableList());
  }

  /** The function of a name; its letter case does not count. */
  public static Optional<AggregateFunction> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toUpperCase(Locale.ROOT)));
  }
}
