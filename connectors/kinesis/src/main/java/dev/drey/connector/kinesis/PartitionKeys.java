// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import dev.drey.row.RowFunction;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.connector.kinesis.sink.PartitionKeyGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The partition key of a row: the expression's value as text, its first 256 characters, which is
 * what Kinesis takes at most. A random one where there is no expression, or its value is NULL or
 * empty, which Kinesis would refuse.
 */
final class PartitionKeys implements PartitionKeyGenerator<Object[]> {
  private static final long serialVersionUID = 1;
  private static final int LONGEST = 256;

  private final @Nullable RowFunction expression;
  private transient boolean open;

  private PartitionKeys(@Nullable RowFunction expression) {
    this.expression = expression;
  }

  static PartitionKeys of(@Nullable RowFunction expression) {
    return new PartitionKeys(expression);
  }

  @Override
  public String apply(Object[] row) {
    if (expression == null) {
      return random();
    }
    if (!open) {
      // The sink opens its serialization only.
      expression.open();
      open = true;
    }
    Object value = expression.apply(row);
    String key = value == null ? "" : value.toString();
    if (key.isEmpty()) {
      return random();
    }
    return key.length() <= LONGEST ? key : key.substring(0, LONGEST);
  }

  private static String random() {
    return Long.toHexString(ThreadLocalRandom.current().nextLong());
  }
}
