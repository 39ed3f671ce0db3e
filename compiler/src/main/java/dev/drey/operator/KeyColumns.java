// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.row.RowKey;
import java.util.List;
import org.apache.flink.api.java.functions.KeySelector;

/** A row's key: some of its columns. */
public final class KeyColumns implements KeySelector<Object[], RowKey> {
  private static final long serialVersionUID = 1;

  private final int[] columns;

  public KeyColumns(List<Integer> columns) {
    this.columns = columns.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public RowKey getKey(Object[] row) {
    Object[] values = new Object[columns.length];
    for (int i = 0; i < columns.length; i++) {
      values[i] = row[columns[i]];
    }
    return new RowKey(values);
  }
}
