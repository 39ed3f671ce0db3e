package dev.drey.expression;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.source.LocatedText;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import java.util.List;
import java.util.Optional;

/**
 * SQL expressions, by Calcite, set up as Flink sets it up: back-tick quoting, case-sensitive names,
 * three-valued logic, Flink's result types. Problems become diagnostics at their place in the YAML;
 * the result is then empty. Not thread-safe.
 */
public final class Expressions {
  /** What an expression must be. */
  public enum Expected {
    /** Any type. */
    ANY,
    /** A condition. */
    BOOLEAN,
    /** A point in time: TIMESTAMP or TIMESTAMP_LTZ. */
    TIMESTAMP,
    /** An ARRAY. */
    ARRAY,
    /** Text, for record keys and headers; other types are cast to STRING. */
    STRING
  }

  /** An expression without aggregates over the columns of a row. */
  public Optional<Expression> scalar(
      LocatedText text, RowType input, Expected expected, Diagnostics diagnostics) {
    throw new UnsupportedOperationException();
  }

  /** The expressions of a grouped stream, taken apart. */
  public Optional<AggregateSplit> aggregate(AggregateRequest request, Diagnostics diagnostics) {
    throw new UnsupportedOperationException();
  }

  /** The column at a position. */
  public Expression column(RowType input, int position) {
    throw new UnsupportedOperationException();
  }

  /** TRUE where all are; TRUE for none. */
  public Expression and(List<Expression> conditions) {
    throw new UnsupportedOperationException();
  }

  /** TRUE where the condition is FALSE or NULL: the rows that a {@code where} would not keep. */
  public Expression isNotTrue(Expression condition) {
    throw new UnsupportedOperationException();
  }

  /** The outer expression with each of its columns replaced by the inner expression there. */
  public Expression compose(Expression outer, List<Expression> inner) {
    throw new UnsupportedOperationException();
  }

  /** The expression with column {@code i} replaced by column {@code newPositions[i]}. */
  public Expression remap(Expression expression, int[] newPositions) {
    throw new UnsupportedOperationException();
  }

  /** The same value by less work: constants folded, tautologies removed. The type stays. */
  public Expression simplify(Expression expression) {
    throw new UnsupportedOperationException();
  }

  /** The expression cast to a type. */
  public Expression cast(Expression expression, DataType type) {
    throw new UnsupportedOperationException();
  }

  /** The expression as SQL with the input's column names. */
  public String text(Expression expression, RowType input) {
    throw new UnsupportedOperationException();
  }

  /**
   * Java source of one row-by-row operator: where the condition holds, a row of the projections.
   */
  public GeneratedCalc calc(
      RowType input, Optional<Expression> condition, List<Expression> projections) {
    throw new UnsupportedOperationException();
  }
}
