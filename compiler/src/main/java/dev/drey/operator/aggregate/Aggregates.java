package dev.drey.operator.aggregate;

import dev.drey.expression.value.AggregateCall;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;

/** Finds the aggregate that does what a call asks for. */
final class Aggregates {
  private static final int MAX_DIGITS = 38;

  private Aggregates() {}

  /**
   * @param argument the type of the values; of any type for {@code COUNT(*)}
   */
  static Aggregate of(AggregateCall call, DataType argument) {
    Aggregate plain = plain(call, argument);
    return call.distinct() && dependsOnRepetition(call) ? new Distinct(plain, argument) : plain;
  }

  private static Aggregate plain(AggregateCall call, DataType argument) {
    DataType type = call.type();
    switch (call.function()) {
      case COUNT:
        return new Count();
      case SUM:
        return sum(argument, type);
      case AVG:
        return new Average(sum(argument, widest(argument)), type);
      case MIN:
        return new Extreme(argument, false);
      case MAX:
        return new Extreme(argument, true);
      case STDDEV_POP:
        return variance(false, true, argument, type);
      case STDDEV_SAMP:
        return variance(true, true, argument, type);
      case VAR_POP:
        return variance(false, false, argument, type);
      case VAR_SAMP:
        return variance(true, false, argument, type);
      case FIRST_VALUE:
        return new TimedValue(argument, false);
      case LAST_VALUE:
        return new TimedValue(argument, true);
      case COLLECT:
        return new Collect(argument, type);
    }
    throw new IllegalArgumentException("no aggregate " + call.function());
  }

  private static Aggregate variance(
      boolean sample, boolean root, DataType argument, DataType type) {
    boolean decimal = argument.kind() == TypeKind.DECIMAL;
    return decimal || argument.kind().isInteger()
        ? new ExactVariance(sample, root, decimal ? argument.scale() : 0, type)
        : new Variance(sample, root, type);
  }

  private static Aggregate sum(DataType argument, DataType type) {
    switch (argument.kind()) {
      case TINYINT:
      case SMALLINT:
      case INT:
      case BIGINT:
        return new IntegerSum(type);
      case FLOAT:
      case DOUBLE:
        return new FloatingSum(type);
      case DECIMAL:
        return new DecimalSum(argument.scale(), type);
      default:
        throw new IllegalArgumentException("no sum of " + argument);
    }
  }

  /** The type in which an average keeps its sum. */
  private static DataType widest(DataType argument) {
    if (argument.kind() == TypeKind.DECIMAL) {
      return DataType.decimal(MAX_DIGITS, argument.scale());
    }
    return argument.kind().isInteger()
        ? DataType.decimal(MAX_DIGITS, 0)
        : DataType.of(TypeKind.DOUBLE);
  }

  /** Whether a value that comes twice changes the result. */
  private static boolean dependsOnRepetition(AggregateCall call) {
    switch (call.function()) {
      case MIN:
      case MAX:
      case FIRST_VALUE:
      case LAST_VALUE:
        return false;
      default:
        return true;
    }
  }
}
