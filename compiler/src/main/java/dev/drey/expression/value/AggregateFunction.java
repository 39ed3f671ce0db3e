package dev.drey.expression.value;

/** The aggregate functions that a window can keep, as Flink SQL defines them. */
public enum AggregateFunction {
  /** Rows, or non-NULL arguments. */
  COUNT,
  SUM,
  AVG,
  MIN,
  MAX,
  STDDEV_POP,
  STDDEV_SAMP,
  VAR_POP,
  VAR_SAMP,
  /** The argument of the row with the least event time; of the first to arrive among equals. */
  FIRST_VALUE,
  /** The argument of the row with the greatest event time; of the last to arrive among equals. */
  LAST_VALUE,
  /** The non-NULL arguments in order of arrival, as an ARRAY. */
  COLLECT
}
