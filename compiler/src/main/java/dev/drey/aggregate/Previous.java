// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.type.DataType;
import java.util.List;

/**
 * The value of a row that came before: {@code PREVIOUS(price, 1)}. It is written as an aggregate is
 * and stands where each row sees those before it; it adds nothing up, but takes the one row.
 */
public final class Previous extends AggregateFunction {
  public static final Previous FUNCTION = new Previous();

  private Previous() {
    super(
        AggregateFunction.described(
            "PREVIOUS(T, rows) -> T",
            "The value so many rows before, of those that count; of the row before without a"
                + " number. NULL where there is no such row.",
            "PREVIOUS(x, 1)",
            "NULL"));
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(Parameter.count("number of rows", "1"));
  }

  @Override
  public DataType type(DataType argument, boolean filtered) {
    return argument.withNullable(true);
  }

  /** How many rows before a call takes its value. */
  public static int back(AggregateCall call) {
    return call.constants().isEmpty() ? 1 : Integer.parseInt(call.constants().get(0));
  }

  /** Whether a call takes the value of a row before. */
  public static boolean is(AggregateCall call) {
    return call.function() == FUNCTION;
  }

  /** There is none: whoever has rows takes the value out of them. */
  @Override
  public Aggregate aggregate(DataType argument, DataType type, List<String> constants) {
    throw new IllegalStateException("a value of a row before is no aggregate");
  }
}
