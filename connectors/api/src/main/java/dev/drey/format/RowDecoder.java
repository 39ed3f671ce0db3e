// SPDX-License-Identifier: Apache-2.0
package dev.drey.format;

import java.io.Serializable;
import java.util.Optional;

/**
 * Bytes of one record to a row. Made on the job manager, serialized to the task managers, used by
 * one thread at a time; what cannot be serialized is made in {@link #open}.
 */
public interface RowDecoder extends Serializable {
  /**
   * Called once where a job is started, before it is sent to the tasks: what is there alone, such
   * as a certificate in a file, is read now. A test of a spec, which asks nobody, does not call it.
   *
   * @throws dev.drey.connector.ConnectorException where it cannot be read
   */
  default void prepare() {}

  /** Called once before the first record. */
  void open();

  /**
   * Called at the start of a file or of a stream that starts anew, for formats whose first record
   * is special (a CSV header). Messages of a topic or stream have no such start.
   */
  default void startOfFile() {}

  /**
   * Between which bytes a line end does not end a record of a file; empty where every line end
   * does.
   */
  default Optional<Quoting> quoting() {
    return Optional.empty();
  }

  /**
   * Whether records are text, so that a byte order mark at the start of a file is no part of them.
   */
  default boolean isText() {
    return true;
  }

  /**
   * A new row for the record, or null where the bytes are no record of their own (a header, a blank
   * line).
   *
   * @throws BadRecordException where the bytes are not a record of the declared type; its message
   *     says why in words for the pipeline's owner
   */
  Object @org.jspecify.annotations.Nullable [] decode(byte[] bytes, int offset, int length)
      throws BadRecordException;

  /**
   * Whether a record may hold several rows: then {@link #decodeAll} is asked, and {@link #decode}
   * never.
   */
  default boolean hasSeveralRows() {
    return false;
  }

  /**
   * Hands on the rows of the record, in order, each a new one; none where {@link #decode} gives
   * null.
   *
   * @throws BadRecordException as {@link #decode} says; rows handed on before it do not count
   */
  default void decodeAll(byte[] bytes, int offset, int length, RowOutput rows)
      throws BadRecordException {
    Object[] row = decode(bytes, offset, length);
    if (row != null) {
      rows.row(row);
    }
  }

  /**
   * Whether its rows say whether they put or delete: then each has a {@code RowChange} behind its
   * columns, and one that deletes may have its key alone.
   */
  default boolean marksChanges() {
    return false;
  }
}
