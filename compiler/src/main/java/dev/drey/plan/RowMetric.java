// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.expression.value.Expression;

/** What a metric shows of rows. A row for which its expression is NULL leaves it as it is. */
@AutoValue
public abstract class RowMetric {
  /** The kinds of metrics. */
  public enum Kind {
    /** A counter: the rows for which a condition is TRUE. */
    COUNT,
    /** A gauge: the last value. */
    LAST,
    /** A gauge: the mean of the values so far, in which each counts less the older it is. */
    MEAN,
    /** The distribution of the latest values, in whole numbers. */
    HISTOGRAM
  }

  /**
   * @param expression BOOLEAN for a count, DOUBLE for a gauge, BIGINT for a histogram
   * @param decay the weight of the newest value in a mean, above 0 and at most 1
   */
  public static RowMetric of(String name, Kind kind, Expression expression, double decay) {
    return new AutoValue_RowMetric(name, kind, expression, decay);
  }

  public abstract String name();

  public abstract Kind kind();

  public abstract Expression expression();

  public abstract double decay();
}
