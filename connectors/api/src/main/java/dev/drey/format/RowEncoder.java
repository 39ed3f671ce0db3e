// SPDX-License-Identifier: Apache-2.0
package dev.drey.format;

import java.io.Serializable;

/** A row to the bytes of one record, without a record delimiter. Used by one thread at a time. */
public interface RowEncoder extends Serializable {
  /** As {@link RowDecoder#prepare}. */
  default void prepare() {}

  /** Called once before the first row. */
  void open();

  /** The bytes of the row: a new array. */
  byte[] encode(Object[] row);

  /** Bytes that stand before the first record of a file, such as a CSV header; mostly none. */
  default byte[] fileHeader() {
    return new byte[0];
  }

  /** As {@link RowDecoder#isText} says. */
  default boolean isText() {
    return true;
  }

  /**
   * Whether what it writes says whether a row is put or deleted: then {@link #encode} heeds a
   * {@code RowChange} behind the columns.
   */
  default boolean marksChanges() {
    return false;
  }

  /**
   * How the names of files of such records end, such as {@code .jsonl}; empty for no such habit.
   */
  default String fileSuffix() {
    return "";
  }
}
