// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.row.DoubleCell;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * About the value below or at which a share of the values lies, by counts of {@link RelativeBins}:
 * the DDSketch of Masson, Rim and Lee (2019). What it gives is the same in whatever order rows
 * come, however they are spread over slices and subtasks, and after a restart, which a sketch that
 * draws lots is not.
 */
final class ApproxPercentile extends Aggregate {
  private static final long serialVersionUID = 1;

  static final AggregateFunction FUNCTION =
      new AggregateFunction(
          AggregateFunction.described(
              "APPROX_PERCENTILE(N, share) -> DOUBLE",
              "About the least value that at least this share of the values that are not NULL does"
                  + " not exceed, such as 0.99: within 1 % of that value, whatever the order of"
                  + " rows.",
              "APPROX_PERCENTILE(x, 0.95)",
              "CAST(4 AS DOUBLE)")) {
        @Override
        public Optional<String> wanted(DataType argument) {
          return argument.kind().isNumeric() ? Optional.empty() : Optional.of("a number");
        }

        @Override
        public List<Parameter> parameters() {
          return List.of(Parameter.share("share", "0.99"));
        }

        @Override
        public DataType type(DataType argument, boolean filtered) {
          return DataType.of(TypeKind.DOUBLE).withNullable(argument.nullable() || filtered);
        }

        @Override
        public Aggregate aggregate(DataType argument, DataType type, List<String> constants) {
          return new ApproxPercentile(new BigDecimal(constants.get(0)));
        }
      };

  private static final int LEAST = 1;
  private static final int GREATEST = 2;
  private static final int BINS = 3;

  private final BigDecimal share;

  private ApproxPercentile(BigDecimal share) {
    this.share = share;
  }

  @Override
  public List<Field> state() {
    return List.of(
        Field.of("level", DataType.of(TypeKind.INT)),
        Field.of("least", DataType.of(TypeKind.DOUBLE)),
        Field.of("greatest", DataType.of(TypeKind.DOUBLE)),
        Field.of(
            "bins",
            DataType.map(DataType.of(TypeKind.INT).notNull(), DataType.of(TypeKind.BIGINT))));
  }

  @Override
  public void add(Object[] accumulator, int at, Object value, long time) {
    double number = ((Number) value).doubleValue();
    bounds(accumulator, at, number, number);
    Map<Integer, Long> bins = bins(accumulator, at);
    int level = level(accumulator, at);
    bins.merge(RelativeBins.of(number, level), 1L, Long::sum);
    accumulator[at] = RelativeBins.shrink(bins, level);
  }

  @Override
  public void merge(Object[] accumulator, int at, Object[] other) {
    if (other[at] == null) {
      return;
    }
    bounds(
        accumulator, at, DoubleCell.get(other, at + LEAST), DoubleCell.get(other, at + GREATEST));
    Map<Integer, Long> mine = bins(accumulator, at);
    int theirs = level(other, at);
    int level = Math.max(level(accumulator, at), theirs);
    RelativeBins.coarsen(mine, level(accumulator, at), level);
    for (Map.Entry<Integer, Long> bin : bins(other, at).entrySet()) {
      mine.merge(RelativeBins.coarser(bin.getKey(), level - theirs), bin.getValue(), Long::sum);
    }
    accumulator[at] = RelativeBins.shrink(mine, level);
  }

  private static void bounds(Object[] accumulator, int at, double least, double greatest) {
    boolean first = accumulator[at] == null;
    DoubleCell.set(
        accumulator,
        at + LEAST,
        first ? least : smaller(DoubleCell.get(accumulator, at + LEAST), least));
    DoubleCell.set(
        accumulator,
        at + GREATEST,
        first ? greatest : greater(DoubleCell.get(accumulator, at + GREATEST), greatest));
  }

  /** NaN is greater than all numbers, as in the order of Java's numbers. */
  private static double smaller(double a, double b) {
    return Double.compare(a, b) <= 0 ? a : b;
  }

  private static double greater(double a, double b) {
    return Double.compare(a, b) >= 0 ? a : b;
  }

  private static int level(Object[] accumulator, int at) {
    Object level = accumulator[at];
    return level == null ? 0 : (Integer) level;
  }

  @SuppressWarnings("unchecked") // nobody else puts a map here
  private static Map<Integer, Long> bins(Object[] accumulator, int at) {
    if (accumulator[at + BINS] == null) {
      accumulator[at + BINS] = new HashMap<>();
    }
    return (Map<Integer, Long>) accumulator[at + BINS];
  }

  @Override
  public @Nullable Object result(Object[] accumulator, int at) {
    if (accumulator[at] == null) {
      return null;
    }
    Map<Integer, Long> bins = bins(accumulator, at);
    long count = 0;
    for (long each : bins.values()) {
      count += each;
    }
    long rank =
        Math.max(
            1,
            share
                .multiply(BigDecimal.valueOf(count))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact());
    double least = DoubleCell.get(accumulator, at + LEAST);
    double greatest = DoubleCell.get(accumulator, at + GREATEST);
    if (rank == 1 || rank == count) {
      return rank == 1 ? least : greatest;
    }
    double value = RelativeBins.valueAt(bins, level(accumulator, at), rank);
    return smaller(greater(value, least), greatest);
  }
}
