// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.parse;

import dev.drey.aggregate.AggregateFunction;
import dev.drey.aggregate.Aggregates;
import dev.drey.function.FunctionDescriptor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.jspecify.annotations.Nullable;

/** The aggregate functions by the names that expressions use. */
public final class AggregateNames {
  /** Flink has these; here they are still to come. What to write until then. */
  private static final Map<String, String> LATER =
      Map.of(
          "JSON_OBJECTAGG", "write JSON_STRING(MAP_AGG(k, v))",
          "JSON_ARRAYAGG", "write JSON_STRING(COLLECT(x))");

  private AggregateNames() {}

  public static boolean isAggregate(SqlCall call) {
    String name = name(call);
    return Aggregates.find(name).isPresent() || LATER.containsKey(name);
  }

  /** The function that is called, or null where it is none of ours. */
  public static @Nullable AggregateFunction function(SqlCall call) {
    return Aggregates.find(name(call)).orElse(null);
  }

  /** What to write instead of an aggregate that is still to come. */
  public static String instead(SqlCall call, SqlText text) {
    String later = LATER.get(name(call));
    if (later == null) {
      return "aggregates are " + String.join(", ", names());
    }
    if (call.operandCount() == 0 || later.contains("`")) {
      return later;
    }
    String filled = later.replace("x)", text.written(call.operand(0)) + ")");
    String separated =
        call.operandCount() == 2 ? filled.replace("','", text.written(call.operand(1))) : filled;
    return separated.replace("write ", "write `") + "`";
  }

  public static String name(SqlCall call) {
    return call.getOperator()
        .getName()
        .toUpperCase(Locale.ROOT)
        .replaceAll("_(ABSENT|NULL)_ON_NULL$", "");
  }

  public static List<String> names() {
    return Aggregates.descriptors().stream()
        .map(FunctionDescriptor::name)
        .collect(Collectors.toUnmodifiableList());
  }
}
