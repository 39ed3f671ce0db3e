// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.flink.EmbeddedFlink;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.runtime.typeutils.ExternalTypeInfo;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.apache.flink.table.types.utils.TypeConversions;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Aggregates of random groups beside those of Flink SQL, with NULL, DISTINCT and FILTER. Other rows
 * by -Ddrey.seed, more by -Ddrey.aggregates.
 *
 * <p>What differs on purpose. Flink's sums and averages of integers wrap where the sum does not fit
 * the argument's type; there the right value is {@link AggregateArithmeticTest}'s. Its variances
 * and deviations of integers and decimals lose digits, and with DISTINCT or FILTER they are not
 * those of the same rows out of a subquery: so they are compared as DOUBLE, over rows of a
 * subquery.
 */
@Tag("flink-sql")
class AggregatesBesideFlinkTest {
  private static final int GROUPS = Integer.getInteger("drey.aggregates", 40);
  private static final Map<TypeKind, Integer> BITS =
      Map.of(TypeKind.TINYINT, 7, TypeKind.SMALLINT, 15, TypeKind.INT, 31, TypeKind.BIGINT, 63);
  private static final List<String> EXACT = List.of("COUNT", "SUM", "AVG", "MIN", "MAX");

  @RegisterExtension static final MiniClusterExtension CLUSTER = EmbeddedFlink.ofTwoSlots();

  @Test
  void areThoseOfFlink() throws Exception {
    long seed = Long.getLong("drey.seed", System.nanoTime());
    System.out.println("AggregatesBesideFlinkTest: -Ddrey.seed=" + seed);
    Random random = new Random(seed);
    List<List<@Nullable Object[]>> groups = new ArrayList<>();
    while (groups.size() < GROUPS) {
      List<@Nullable Object[]> group = RandomGroup.of(random);
      if (!group.isEmpty()) {
        groups.add(group);
      }
    }
    StreamTableEnvironment tables = tables(groups);
    List<String> differences = new ArrayList<>();
    for (int column = 0; column < RandomGroup.NUMBERS; column++) {
      for (boolean distinct : new boolean[] {false, true}) {
        for (boolean filtered : new boolean[] {false, true}) {
          differences.addAll(exact(tables, groups, column, distinct, filtered));
          differences.addAll(variances(tables, groups, column, distinct, filtered));
        }
      }
    }
    assertThat(differences).as("seed %d", seed).isEmpty();
  }

  private static List<String> exact(
      StreamTableEnvironment tables,
      List<List<@Nullable Object[]>> groups,
      int column,
      boolean distinct,
      boolean filtered)
      throws Exception {
    List<String> calls = new ArrayList<>();
    for (String function : EXACT) {
      calls.add(call(function, RandomGroup.TYPE.field(column).name(), distinct, filtered));
    }
    Map<Integer, Row> flink =
        results(tables, "SELECT k, " + String.join(", ", calls) + " FROM t GROUP BY k");
    List<String> differences = new ArrayList<>();
    for (int k = 0; k < groups.size(); k++) {
      List<BigDecimal> values = RandomGroup.values(groups.get(k), column, distinct, filtered);
      boolean wraps = wraps(values, RandomGroup.TYPE.field(column).type());
      for (int i = 0; i < calls.size(); i++) {
        String function = EXACT.get(i);
        if (!wraps || !(function.equals("SUM") || function.equals("AVG"))) {
          Object ours =
              new AggregateEvaluation(calls.get(i), RandomGroup.TYPE).value(groups.get(k));
          Object theirs = requireNonNull(flink.get(k)).getField(i + 1);
          if (!String.valueOf(ours).equals(String.valueOf(theirs))) {
            differences.add(calls.get(i) + " of " + values + ": " + ours + ", Flink " + theirs);
          }
        }
      }
    }
    return differences;
  }

  /** Flink subtracts squares, so its digits are those of the greatest square. */
  private static List<String> variances(
      StreamTableEnvironment tables,
      List<List<@Nullable Object[]>> groups,
      int column,
      boolean distinct,
      boolean filtered)
      throws Exception {
    String argument = "CAST(" + RandomGroup.TYPE.field(column).name() + " AS DOUBLE)";
    Map<Integer, Row> flink =
        results(
            tables,
            "SELECT k, VAR_POP(x), VAR_SAMP(x) FROM (SELECT "
                + (distinct ? "DISTINCT " : "")
                + "k, "
                + argument
                + " AS x FROM t"
                + (filtered ? " WHERE ok" : "")
                + ") GROUP BY k");
    List<String> differences = new ArrayList<>();
    for (int k = 0; k < groups.size(); k++) {
      List<BigDecimal> values = RandomGroup.values(groups.get(k), column, distinct, filtered);
      double greatest = values.stream().mapToDouble(x -> Math.abs(x.doubleValue())).max().orElse(0);
      int i = 1;
      for (String function : List.of("VAR_POP", "VAR_SAMP")) {
        String call = call(function, argument, distinct, filtered);
        Object ours = new AggregateEvaluation(call, RandomGroup.TYPE).value(groups.get(k));
        Row row = flink.get(k);
        Object theirs = row == null ? null : row.getField(i++);
        if (!close(ours, theirs, 1e-12 * greatest * greatest)) {
          differences.add(call + " of " + values + ": " + ours + ", Flink " + theirs);
        }
      }
    }
    return differences;
  }

  private static boolean close(@Nullable Object ours, @Nullable Object theirs, double tolerance) {
    if (ours == null || theirs == null) {
      return ours == null && theirs == null;
    }
    return Math.abs((Double) ours - (Double) theirs) <= tolerance;
  }

  private static String call(String function, String argument, boolean distinct, boolean filtered) {
    return function
        + (distinct ? "(DISTINCT " : "(")
        + argument
        + (filtered ? ") FILTER (WHERE ok)" : ")");
  }

  /** Whether the sum, or a part of it in any order, may not fit the type of what is added. */
  private static boolean wraps(List<BigDecimal> values, DataType type) {
    BigDecimal all = values.stream().map(BigDecimal::abs).reduce(BigDecimal.ZERO, BigDecimal::add);
    return type.kind().isInteger()
        && all.toBigIntegerExact().bitLength() > requireNonNull(BITS.get(type.kind()));
  }

  private static StreamTableEnvironment tables(List<List<@Nullable Object[]>> groups) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
    environment.setParallelism(1);
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    List<Row> input = new ArrayList<>();
    for (int k = 0; k < groups.size(); k++) {
      for (@Nullable Object[] values : groups.get(k)) {
        input.add(Row.join(Row.of(k), Row.of(values)));
      }
    }
    LogicalType type =
        LogicalTypeParser.parse(
            "ROW<k INT NOT NULL, " + RandomGroup.TYPE + "> NOT NULL",
            AggregatesBesideFlinkTest.class.getClassLoader());
    tables.createTemporaryView(
        "t",
        environment.fromData(
            input, ExternalTypeInfo.of(TypeConversions.fromLogicalToDataType(type))));
    return tables;
  }

  private static Map<Integer, Row> results(StreamTableEnvironment tables, String query)
      throws Exception {
    Map<Integer, Row> results = new LinkedHashMap<>();
    CloseableIterator<Row> found = tables.sqlQuery(query).execute().collect();
    try {
      found.forEachRemaining(row -> results.put((Integer) row.getFieldAs(0), row));
    } finally {
      found.close();
    }
    return results;
  }
}
