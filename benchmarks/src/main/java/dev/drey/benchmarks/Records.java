// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.util.Arrays;

/** The records of a job's input, as bytes in memory. */
final class Records {
  private final byte[][] records;

  Records(byte[][] records) {
    this.records = records;
  }

  /** The first ones of these. */
  Records first(int count) {
    return new Records(Arrays.copyOf(records, count));
  }

  int count() {
    return records.length;
  }

  byte[] get(int i) {
    return records[i];
  }
}
