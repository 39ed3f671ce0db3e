package dev.drey.expression.function;

import dev.drey.expression.value.FunctionDescriptor;
import dev.drey.expression.value.FunctionDescriptor.Example;
import dev.drey.expression.value.FunctionDescriptor.Group;
import java.util.List;

/**
 * The aggregate functions as the reference shows them. Their examples are over a column {@code x}
 * of four rows, in order of their event time: 4, 1, NULL, 4.
 */
public final class AggregateList {
  private AggregateList() {}

  private static FunctionDescriptor aggregate(
      String signature, String doc, String example, String result) {
    String name = signature.substring(0, signature.indexOf('('));
    return FunctionDescriptor.of(
        name, Group.AGGREGATE, List.of(signature), doc, Example.of(example, result));
  }

  public static List<FunctionDescriptor> all() {
    return List.of(
        aggregate(
            "AVG(N) -> N",
            "The average of the values that are not NULL; of whole numbers cut to a whole one.",
            "AVG(x)",
            "3"),
        aggregate(
            "COLLECT(T) -> ARRAY<T>",
            "The values that are not NULL in order of their arrival; with DISTINCT each once.",
            "COLLECT(x)",
            "ARRAY[4, 1, 4]"),
        aggregate(
            "COUNT(*), COUNT(T) -> BIGINT",
            "The rows, or the values that are not NULL; with DISTINCT the different ones.",
            "COUNT(DISTINCT x)",
            "CAST(2 AS BIGINT)"),
        aggregate(
            "FIRST_VALUE(T) -> T",
            "The value of the row with the least event time that has one.",
            "FIRST_VALUE(x)",
            "4"),
        aggregate(
            "LAST_VALUE(T) -> T",
            "The value of the row with the greatest event time that has one.",
            "LAST_VALUE(x + 1)",
            "5"),
        aggregate("MAX(T) -> T", "The greatest value.", "MAX(x)", "4"),
        aggregate("MIN(T) -> T", "The least value.", "MIN(x)", "1"),
        deviation("STDDEV", "of a sample", "ROUND(STDDEV(CAST(x AS DOUBLE)), 4)", "1.7321E0"),
        deviation("STDDEV_POP", "of all", "ROUND(STDDEV_POP(CAST(x AS DOUBLE)), 4)", "1.4142E0"),
        deviation(
            "STDDEV_SAMP", "of a sample", "ROUND(STDDEV_SAMP(CAST(x AS DOUBLE)), 4)", "1.7321E0"),
        aggregate(
            "SUM(N) -> N",
            "The sum of the values that are not NULL, of integers as a BIGINT; any aggregate takes FILTER (WHERE"
                + " condition).",
            "SUM(x) FILTER (WHERE x > 2)",
            "CAST(8 AS BIGINT)"),
        variance("VARIANCE", "of a sample", "VARIANCE(CAST(x AS DOUBLE))", "3E0"),
        variance("VAR_POP", "of all", "VAR_POP(CAST(x AS DOUBLE))", "2E0"),
        variance("VAR_SAMP", "of a sample", "VAR_SAMP(CAST(x AS DOUBLE))", "3E0"));
  }

  private static FunctionDescriptor deviation(
      String name, String of, String example, String result) {
    return aggregate(
        name + "(N) -> N",
        "The standard deviation " + of + ", of integers as a BIGINT.",
        example,
        result);
  }

  private static FunctionDescriptor variance(
      String name, String of, String example, String result) {
    return aggregate(
        name + "(N) -> N", "The variance " + of + ", of integers as a BIGINT.", example, result);
  }
}
