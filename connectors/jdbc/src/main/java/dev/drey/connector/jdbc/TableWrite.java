// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import dev.drey.row.RowKey;
import org.jspecify.annotations.Nullable;

/** What is written for a row of a stream. */
final class TableWrite {
  /** Null where rows are inserted, whatever is there. */
  final @Nullable RowKey key;

  final boolean delete;
  final Object[] row;
  final long bytes;

  TableWrite(@Nullable RowKey key, boolean delete, Object[] row, long bytes) {
    this.key = key;
    this.delete = delete;
    this.row = row;
    this.bytes = bytes;
  }
}
