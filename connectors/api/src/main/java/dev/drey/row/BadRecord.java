// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

/**
 * A record that could not be read, on its way from a source's reader to the stream that {@code
 * onError: {to}} names. Within the source it travels among the good rows, as a row with one slot
 * that holds it, so that per-split watermarks see neither more nor fewer records; the operator
 * chained to the source takes them apart.
 */
public final class BadRecord {
  private final Object[] row;

  /**
   * @param row the values of a bad-record stream of its connector
   */
  public BadRecord(Object[] row) {
    this.row = row;
  }

  /** The values of a bad-record stream of its connector. */
  public Object[] row() {
    return row;
  }

  /** Whether a row that a source emitted is a bad record. */
  public static boolean isBad(Object[] row) {
    return row.length == 1 && row[0] instanceof BadRecord;
  }

  /** The row that carries a bad record through the source's output. */
  public static Object[] wrap(BadRecord record) {
    return new Object[] {record};
  }
}
