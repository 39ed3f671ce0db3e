// SPDX-License-Identifier: Apache-2.0
package dev.drey.format;

/** Takes the rows of a record, one by one. */
public interface RowOutput {
  /** The row is the receiver's from here on. */
  void row(Object[] row);
}
