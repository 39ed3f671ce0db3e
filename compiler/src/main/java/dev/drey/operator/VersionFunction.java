// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.row.RowChange;
import java.util.Arrays;
import org.apache.flink.api.common.functions.MapFunction;

/** What a row that changes others says, as a column: whether it is a delete. */
public final class VersionFunction implements MapFunction<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  @Override
  public Object[] map(Object[] row) {
    Object[] version = Arrays.copyOf(row, row.length);
    version[row.length - 1] = RowChange.isDelete(row);
    return version;
  }
}
