// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What goes from a window's first phase to its second: rows as they came, and accumulators of
 * several rows of one key and slice. Both have the columns of the rows, of which accumulators have
 * the keys alone; behind these stand how many rows there are, and what they come to.
 */
public final class PartialRows implements Serializable {
  private static final long serialVersionUID = 1;

  private final int columns;
  private final int[] keys;
  private final int size;

  /**
   * @param columns of the rows
   * @param keys which of them are the keys
   * @param accumulator columns of an accumulator
   */
  public PartialRows(int columns, List<Integer> keys, int accumulator) {
    this.columns = columns;
    this.keys = keys.stream().mapToInt(Integer::intValue).toArray();
    this.size = columns + 1 + accumulator;
  }

  /** The columns of both. */
  public static RowType type(RowType input, RowType accumulator) {
    List<Field> fields = new ArrayList<>();
    input.fields().forEach(field -> add(fields, field.name(), field.type()));
    add(fields, "rows", DataType.of(TypeKind.BIGINT));
    accumulator.fields().forEach(field -> add(fields, field.name(), field.type()));
    return RowType.of(fields);
  }

  private static void add(List<Field> fields, String wanted, DataType type) {
    String name = wanted;
    while (RowType.of(fields).contains(name)) {
      name += "'";
    }
    fields.add(Field.of(name, type.withNullable(true)));
  }

  /** Where the number of rows stands: it is NULL where there is a row as it came. */
  public int rowsColumn() {
    return columns;
  }

  Object[] row(Object[] row) {
    return Arrays.copyOf(row, size);
  }

  /**
   * @param row one of those of the key
   */
  Object[] partial(Object[] row, long rows, Object[] accumulator) {
    Object[] partial = new Object[size];
    for (int key : keys) {
      partial[key] = row[key];
    }
    partial[columns] = rows;
    System.arraycopy(accumulator, 0, partial, columns + 1, accumulator.length);
    return partial;
  }

  boolean isPartial(Object[] sent) {
    return sent[columns] != null;
  }

  long rows(Object[] partial) {
    return (Long) partial[columns];
  }

  /** A row as it came. */
  Object[] original(Object[] sent) {
    return Arrays.copyOf(sent, columns);
  }
}
