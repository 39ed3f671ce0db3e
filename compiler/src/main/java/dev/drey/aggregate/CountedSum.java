// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import org.jspecify.annotations.Nullable;

/** A sum of values of which some are taken back: it is NULL again where none is left. */
final class CountedSum extends CountedTotal {
  private static final long serialVersionUID = 1;

  CountedSum(Aggregate sum) {
    super(sum);
  }

  @Override
  public @Nullable Object result(Object[] accumulator, int at) {
    return count(accumulator, at) == 0 ? null : total(accumulator, at);
  }
}
