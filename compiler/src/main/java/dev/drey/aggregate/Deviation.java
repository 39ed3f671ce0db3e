// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.function.FunctionDescriptor;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.util.List;

/** Variances and standard deviations, of all rows or of a sample. */
final class Deviation extends NumberAggregate {
  static final AggregateFunction STDDEV_POP =
      new Deviation(false, true, standard("STDDEV_POP", "of all", "1.4142E0"));
  static final AggregateFunction STDDEV_SAMP =
      new Deviation(
          true,
          true,
          standard("STDDEV_SAMP", "of a sample", "1.7321E0"),
          standard("STDDEV", "of a sample", "1.7321E0"));
  static final AggregateFunction VAR_POP =
      new Deviation(false, false, variance("VAR_POP", "of all", "2E0"));
  static final AggregateFunction VAR_SAMP =
      new Deviation(
          true,
          false,
          variance("VAR_SAMP", "of a sample", "3E0"),
          variance("VARIANCE", "of a sample", "3E0"));

  private final boolean sample;
  private final boolean root;

  private Deviation(boolean sample, boolean root, FunctionDescriptor... descriptors) {
    super(descriptors);
    this.sample = sample;
    this.root = root;
  }

  private static FunctionDescriptor standard(String name, String of, String result) {
    return described(
        name + "(N) -> N",
        "The standard deviation " + of + ", of integers as a BIGINT.",
        "ROUND(" + name + "(CAST(x AS DOUBLE)), 4)",
        result);
  }

  private static FunctionDescriptor variance(String name, String of, String result) {
    return described(
        name + "(N) -> N",
        "The variance " + of + ", of integers as a BIGINT.",
        name + "(CAST(x AS DOUBLE))",
        result);
  }

  /** Integers can be further apart than their type holds; one row alone is no sample. */
  @Override
  public DataType type(DataType argument, boolean filtered) {
    boolean nullable = sample || argument.nullable() || filtered;
    return argument.kind().isInteger()
        ? DataType.of(TypeKind.BIGINT).withNullable(nullable)
        : Average.ofFractions(argument, nullable);
  }

  @Override
  public Aggregate aggregate(DataType argument, DataType type, List<String> constants) {
    boolean decimal = argument.kind() == TypeKind.DECIMAL;
    return decimal || argument.kind().isInteger()
        ? new ExactVariance(sample, root, decimal ? argument.scale() : 0, type)
        : new Variance(sample, root, type);
  }
}
