// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.expression.differential.FlinkAggregates;
import dev.drey.expression.differential.SqlValues;
import dev.drey.flink.EmbeddedFlink;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Aggregates over columns of all types, of random groups of edge values, beside those of Flink SQL:
 * type, nullability and value, with NULL, DISTINCT and FILTER, in the order in which rows arrive.
 * Other groups by -Ddrey.seed.
 *
 * <p>What differs on purpose. Sums, variances and deviations of integers are exact and a BIGINT
 * ({@link AggregateArithmeticTest}); those of decimals are exact where Flink's lose digits; COLLECT
 * gives an array of what is not NULL, which has the elements of Flink's multiset. MIN and MAX take
 * NaN for the greatest, where Flink's depend on the order of rows. Sums, averages and deviations of
 * floating point are made in DOUBLE and stay finite where Flink's are not, and Flink's deviations
 * with FILTER are not those of the rows that pass. A sum of decimals may be NULL, whatever Flink's
 * type says, as may a deviation of a sample of one row, for which Flink gives -1. Deviations of
 * floating point are those of arithmetic: Flink subtracts sums of squares, which for FLOAT are
 * rounded to FLOAT, so that it finds some where all rows are the same. LISTAGG is a STRING, where
 * Flink's is of its argument's type, however long it gets; of no row it is NULL, where Flink's of a
 * NOT NULL argument is an empty text.
 */
@Tag("flink-sql")
class AggregateTypesBesideFlinkTest {
  private static final int GROUPS = Integer.getInteger("drey.aggregates", 30);
  private static final int TOGETHER = 60;
  private static final List<String> OF_ALL =
      List.of("COUNT", "MIN", "MAX", "FIRST_VALUE", "LAST_VALUE", "COLLECT", "ARRAY_AGG");
  private static final List<String> OF_NUMBERS =
      List.of("SUM", "AVG", "STDDEV_POP", "STDDEV_SAMP", "VAR_POP", "VAR_SAMP");

  @RegisterExtension static final MiniClusterExtension CLUSTER = EmbeddedFlink.ofTwoSlots();

  @Test
  void areThoseOfFlinkForEveryType() throws Exception {
    long seed = Long.getLong("drey.seed", System.nanoTime());
    System.out.println("AggregateTypesBesideFlinkTest: -Ddrey.seed=" + seed);
    FlinkAggregates flink = new FlinkAggregates(new Random(seed), GROUPS);
    List<String> differences = new ArrayList<>();
    List<String> calls = new ArrayList<>();
    flink.rows().fields().forEach(column -> calls.addAll(calls(column)));
    for (int from = 0; from < calls.size(); from += TOGETHER) {
      compare(flink, calls.subList(from, Math.min(calls.size(), from + TOGETHER)), differences);
    }
    assertThat(differences).as("seed %d", seed).isEmpty();
  }

  private static void compare(FlinkAggregates flink, List<String> calls, List<String> differences)
      throws Exception {
    List<DataType> types = new ArrayList<>();
    Map<Integer, List<@Nullable Object>> results = flink.results(calls, types);
    for (int i = 0; i < calls.size(); i++) {
      AggregateEvaluation ours = new AggregateEvaluation(calls.get(i), flink.rows());
      DataType type = ours.type();
      if (!isOfFlinksType(calls.get(i), type, types.get(i))) {
        differences.add(calls.get(i) + " is " + type + ", Flink " + types.get(i));
      }
      for (int k = 0; k < GROUPS; k++) {
        Object value = ours.value(flink.group(k));
        Object theirs = requireNonNull(results.get(k)).get(i);
        boolean right =
            calls.get(i).matches("(STDDEV|VAR).*")
                ? ExactDeviation.isNear(value, calls.get(i), flink.group(k), flink.rows())
                : isOnPurpose(calls.get(i), flink.group(k), flink.rows(), theirs)
                    || isEqual(value, type, theirs);
        if (!right) {
          differences.add(
              calls.get(i)
                  + " of group "
                  + flink.values(k)
                  + ": "
                  + SqlValues.ourText(value, type)
                  + ", Flink "
                  + SqlValues.text(theirs));
          break;
        }
      }
    }
  }

  private static List<String> calls(Field column) {
    DataType type = column.type();
    String name = column.name();
    List<String> calls = new ArrayList<>();
    boolean nested =
        type.kind() == TypeKind.ARRAY || type.kind() == TypeKind.MAP || type.kind() == TypeKind.ROW;
    boolean bytes = type.kind() == TypeKind.VARBINARY;
    for (String function : OF_ALL) {
      boolean valued = function.endsWith("_VALUE");
      boolean ordered = function.equals("MIN") || function.equals("MAX");
      boolean refused = (ordered && (bytes || nested)) || (valued && !hasFirstInFlink(type));
      if (!refused) {
        calls.add(function + "(" + name + ")");
        // Of a NOT NULL column Flink's would be NOT NULL, and fails where no row passes.
        if (type.nullable() || !function.equals("ARRAY_AGG")) {
          calls.add(function + "(" + name + ") FILTER (WHERE q)");
        }
        // Flink has no DISTINCT of these.
        if (!valued && !bytes && !nested) {
          calls.add(function + "(DISTINCT " + name + ")");
        }
      }
    }
    if (type.kind().isCharacter()) {
      calls.add("LISTAGG(" + name + ")");
      calls.add("LISTAGG(DISTINCT " + name + ")");
      calls.add("LISTAGG(" + name + ", '')");
      calls.add("LISTAGG(" + name + ", ' ''; ')");
      calls.add("LISTAGG(" + name + ", '; ') FILTER (WHERE q)");
    }
    boolean floating = type.kind() == TypeKind.FLOAT || type.kind() == TypeKind.DOUBLE;
    for (String function : OF_NUMBERS) {
      boolean average = function.equals("AVG") || function.equals("SUM");
      if (floating || (type.kind() == TypeKind.DECIMAL && average)) {
        calls.add(function + "(" + name + ")");
      }
    }
    return calls;
  }

  private static boolean isOnPurpose(
      String call, List<@Nullable Object[]> group, RowType rows, @Nullable Object theirs) {
    String function = call.substring(0, call.indexOf('('));
    int position = column(call, rows);
    boolean finite =
        group.stream()
            .map(row -> row[position])
            .filter(value -> value instanceof Double || value instanceof Float)
            .allMatch(value -> Double.isFinite(((Number) requireNonNull(value)).doubleValue()));
    if (function.equals("LISTAGG")) {
      int filter = rows.indexOf("q");
      return call.contains("FILTER")
          && "".equals(theirs)
          && group.stream().noneMatch(row -> Boolean.TRUE.equals(row[filter]));
    }
    if (function.equals("AVG") || function.equals("SUM")) {
      return theirs != null && !Double.isFinite(((Number) theirs).doubleValue());
    }
    return !finite && (function.equals("MIN") || function.equals("MAX"));
  }

  static int column(String call, RowType rows) {
    return rows.indexOf(call.replaceAll("[A-Z_]+\\((DISTINCT )?(\\w+)[,)].*", "$2"));
  }

  private static boolean hasFirstInFlink(DataType type) {
    return type.kind().isNumeric()
        || type.kind() == TypeKind.BOOLEAN
        || type.kind() == TypeKind.VARCHAR;
  }

  private static boolean isOfFlinksType(String call, DataType ours, DataType theirs) {
    if (call.startsWith("LISTAGG")) {
      boolean nullable = theirs.nullable() || call.contains("FILTER");
      return theirs.kind().isCharacter() && ours.equals(DataType.string().withNullable(nullable));
    }
    if (call.startsWith("ARRAY_AGG")) {
      // Of a row or more it is no NULL, which Flink says where no element may be NULL.
      return ours.nullable() == call.contains("FILTER")
          && ours.withNullable(theirs.nullable()).equals(theirs);
    }
    return call.startsWith("COLLECT")
        ? ours.kind() == TypeKind.ARRAY
            && theirs.kind() == TypeKind.MAP
            && ours.element().withNullable(true).equals(theirs.key().withNullable(true))
        : ours.equals(theirs)
            || (call.matches("(SUM|AVG|STDDEV_SAMP|VAR_SAMP)\\(.*")
                && ours.equals(theirs.withNullable(true)));
  }

  private static boolean isEqual(@Nullable Object ours, DataType type, @Nullable Object theirs) {
    if (ours instanceof Number && theirs instanceof Number) {
      boolean floating = type.kind() == TypeKind.FLOAT || type.kind() == TypeKind.DOUBLE;
      if (floating) {
        double a = ((Number) ours).doubleValue();
        double b = ((Number) theirs).doubleValue();
        return Double.compare(a, b) == 0 || Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a));
      }
    }
    if (ours != null && type.kind() == TypeKind.ARRAY && theirs instanceof Map) {
      Map<String, Integer> counts = new TreeMap<>();
      for (Object element : (List<?>) ours) {
        counts.merge(SqlValues.ourText(element, type.element()), 1, Integer::sum);
      }
      Map<String, Integer> others = new TreeMap<>();
      ((Map<?, ?>) theirs)
          .forEach(
              (value, count) -> others.merge(SqlValues.text(value), (Integer) count, Integer::sum));
      return counts.equals(others);
    }
    return SqlValues.ourText(ours, type).equals(SqlValues.text(theirs));
  }
}
