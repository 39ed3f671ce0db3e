// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.function.FunctionDescriptor;
import dev.drey.type.DataType;
import java.util.Optional;

/** A function of numbers. */
abstract class NumberAggregate extends AggregateFunction {
  NumberAggregate(FunctionDescriptor... descriptors) {
    super(descriptors);
  }

  @Override
  public final Optional<String> wanted(DataType argument) {
    return argument.kind().isNumeric() ? Optional.empty() : Optional.of("a number");
  }
}
