// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import dev.drey.row.RowFunction;
import java.io.Serializable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The partition key of a row: the expression's value as text, its first 256 characters, which is
 * what Kinesis takes at most. A random one where there is no expression, or its value is NULL or
 * empty, which Kinesis would refuse.
 */
final class PartitionKeys implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int LONGEST = 256;

  private final @Nullable RowFunction expression;

  private PartitionKeys(@Nullable RowFunction expression) {
    this.expression = expression;
  }

  static PartitionKeys of(@Nullable RowFunction expression) {
    return new PartitionKeys(expression);
  }

  /** Called once before the first row. */
  void open() {
    if (expression != null) {
      expression.open();
    }
  }

  /** Whether rows of one key are to stay in order. */
  boolean areChosen() {
    return expression != null;
  }

  String keyOf(Object[] row) {
    Object value = expression == null ? null : expression.apply(row);
    String key = value == null ? "" : value.toString();
    if (key.isEmpty()) {
      return Long.toHexString(ThreadLocalRandom.current().nextLong());
    }
    return key.length() <= LONGEST ? key : key.substring(0, LONGEST);
  }
}
