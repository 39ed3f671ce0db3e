// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.aggregate.AggregateCall;
import dev.drey.connector.Catalog;
import dev.drey.expression.Expressions;
import dev.drey.type.RowType;
import java.util.List;
import java.util.function.BiFunction;

/** One way to write a plan. What it writes ends with a line end. */
public interface PlanPrinter {
  String print(LogicalPlan plan);

  /** For people: {@code explain}, golden files. */
  static PlanPrinter text(Catalog catalog, Expressions expressions) {
    return new TextPrinter(catalog, expressions);
  }

  /** A Mermaid flow chart, without a fence. */
  static PlanPrinter mermaid(Catalog catalog, Expressions expressions) {
    return new MermaidPrinter(catalog, expressions);
  }

  /**
   * For programs: one JSON object, indented.
   *
   * @param accumulators the columns of the accumulator of some calls over these columns
   */
  static PlanPrinter json(
      Catalog catalog,
      Expressions expressions,
      BiFunction<List<AggregateCall>, RowType, RowType> accumulators) {
    return new JsonPrinter(catalog, expressions, accumulators);
  }
}
