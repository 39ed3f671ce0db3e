// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.row.DoubleCell;
import dev.drey.row.LongCell;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.TypeKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Variance and standard deviation of FLOAT and DOUBLE by count, mean and the sum of squared
 * distances from the mean: Welford's update (1962) for a row, Chan, Golub and LeVeque's (1979) for
 * two groups. Neither subtracts large numbers that are almost equal, as a sum of squares would.
 */
final class Variance extends Aggregate {
  private static final long serialVersionUID = 1;
  private static final int MEAN = 1;
  private static final int SQUARES = 2;

  private final boolean sample;
  private final boolean root;
  private final DataType type;

  /**
   * @param sample whether to divide by one less than the count; NULL for a single row
   * @param root whether the result is the standard deviation
   */
  Variance(boolean sample, boolean root, DataType type) {
    this.sample = sample;
    this.root = root;
    this.type = type;
  }

  @Override
  public List<Field> state() {
    return List.of(
        Field.of("count", DataType.of(TypeKind.BIGINT)),
        Field.of("mean", DataType.of(TypeKind.DOUBLE)),
        Field.of("squares", DataType.of(TypeKind.DOUBLE)));
  }

  @Override
  public void add(Object[] accumulator, int at, Object value, long time) {
    combine(accumulator, at, 1, ((Number) value).doubleValue(), 0);
  }

  @Override
  public void merge(Object[] accumulator, int at, Object[] other) {
    if (other[at] != null) {
      combine(
          accumulator,
          at,
          LongCell.get(other, at),
          DoubleCell.get(other, at + MEAN),
          DoubleCell.get(other, at + SQUARES));
    }
  }

  private static void combine(
      Object[] accumulator, int at, long otherCount, double otherMean, double otherSquares) {
    if (accumulator[at] == null) {
      LongCell.set(accumulator, at, otherCount);
      DoubleCell.set(accumulator, at + MEAN, otherMean);
      DoubleCell.set(accumulator, at + SQUARES, otherSquares);
      return;
    }
    long count = LongCell.get(accumulator, at);
    double mean = DoubleCell.get(accumulator, at + MEAN);
    double squares = DoubleCell.get(accumulator, at + SQUARES);
    long total = count + otherCount;
    double distance = otherMean - mean;
    LongCell.set(accumulator, at, total);
    DoubleCell.set(accumulator, at + MEAN, mean + distance * otherCount / total);
    DoubleCell.set(
        accumulator,
        at + SQUARES,
        squares + otherSquares + distance * distance * ((double) count * otherCount / total));
  }

  @Override
  public @Nullable Object result(Object[] accumulator, int at) {
    long count = Count.count(accumulator, at);
    long divisor = sample ? count - 1 : count;
    if (divisor <= 0) {
      return null;
    }
    // NaN and infinities have no distance from a mean; neither has anything after one of them.
    boolean finite = Double.isFinite(DoubleCell.get(accumulator, at + MEAN));
    double variance = finite ? DoubleCell.get(accumulator, at + SQUARES) / divisor : Double.NaN;
    return NumberResult.of(root ? Math.sqrt(variance) : variance, type);
  }
}
