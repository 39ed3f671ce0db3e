// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.expression.value.Expression;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sets of columns, by position. */
final class Columns {
  private Columns() {}

  /** All columns of a row of this size. */
  static BitSet all(int size) {
    BitSet all = new BitSet();
    all.set(0, size);
    return all;
  }

  /** All columns of a row of this size, in order. */
  static List<Integer> listed(int size) {
    return IntStream.range(0, size).boxed().collect(Collectors.toUnmodifiableList());
  }

  /** These, or the first where there are none: a row is never without columns. */
  static BitSet atLeastOne(BitSet columns) {
    BitSet some = (BitSet) columns.clone();
    if (some.isEmpty()) {
      some.set(0);
    }
    return some;
  }

  static void add(BitSet columns, Expression expression) {
    expression.columns().forEach(columns::set);
  }
}
