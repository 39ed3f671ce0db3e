// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import dev.drey.type.RowType;

/**
 * Stands behind the last column of a row that was read from a savepoint by the serializer that
 * wrote it, and says which columns the row has. Flink hands such rows to the job's present
 * serializer (RocksDB), or to the job itself (heap), which both know only the present columns:
 * {@link RowSerializer#current} makes the present row of it.
 */
final class RestoredLayout {
  private final RowType rowType;

  RestoredLayout(RowType rowType) {
    this.rowType = rowType;
  }

  RowType rowType() {
    return rowType;
  }
}
