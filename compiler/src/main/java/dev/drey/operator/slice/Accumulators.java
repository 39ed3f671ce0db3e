// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

/** What is counted of a key, one accumulator behind the other by where they start. */
interface Accumulators {
  /** The position of the first that does not begin before this. */
  int positionFrom(long start);

  long start(int position);

  Object[] accumulator(int position);
}
