package dev.drey.expression;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlCall;
import org.jspecify.annotations.Nullable;

/** The aggregate functions by the names that expressions use. */
final class Aggregates {
  private static final Map<String, AggregateFunction> BY_NAME = byName();

  /** Flink has these; here they are still to come. */
  private static final Set<String> LATER =
      Set.of(
          "LISTAGG",
          "APPROX_COUNT_DISTINCT",
          "APPROX_PERCENTILE",
          "PERCENTILE",
          "ARRAY_AGG",
          "JSON_OBJECTAGG",
          "JSON_ARRAYAGG");

  private Aggregates() {}

  static boolean isAggregate(SqlCall call) {
    String name = name(call);
    return BY_NAME.containsKey(name) || LATER.contains(name);
  }

  /** The function that is called, or null where it is none of ours. */
  static @Nullable AggregateFunction function(SqlCall call) {
    return BY_NAME.get(name(call));
  }

  static String name(SqlCall call) {
    return call.getOperator().getName().toUpperCase(Locale.ROOT);
  }

  private static Map<String, AggregateFunction> byName() {
    Map<String, AggregateFunction> byName = new TreeMap<>();
    for (AggregateFunction function : AggregateFunction.values()) {
      byName.put(function.name(), function);
    }
    byName.put("STDDEV", AggregateFunction.STDDEV_SAMP);
    byName.put("VARIANCE", AggregateFunction.VAR_SAMP);
    return byName;
  }

  static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }
}
