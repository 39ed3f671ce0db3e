// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

/** What becomes of a record that cannot be read. */
public enum ErrorPolicy {
  /** The job fails, with the record's place in the message. */
  FAIL,
  /** Counted in the metric {@code badRecords}. */
  DROP,
  /** Counted, and emitted as {@link dev.drey.row.BadRecord} says. */
  EMIT
}
