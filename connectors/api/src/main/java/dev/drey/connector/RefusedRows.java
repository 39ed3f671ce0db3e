// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows that a sink's system refuses for good, as a stream of their own: the columns of the
 * sink's rows, then which sink it was, why, and when.
 */
public final class RefusedRows {
  private static final List<Field> ADDED =
      List.of(
          Field.of("sink", DataType.string().notNull()),
          Field.of("reason", DataType.string().notNull()),
          Field.of("refused_at", DataType.of(TypeKind.TIMESTAMP_LTZ).notNull()));

  private RefusedRows() {}

  /** The columns that come behind those of the sink's rows. */
  public static List<Field> added() {
    return ADDED;
  }

  /**
   * @param written the columns of the sink's rows, none of which has the name of an added one
   * @param changing whether the rows change each other: then one may be a delete, which need not
   *     have more than its key
   */
  public static RowType type(RowType written, boolean changing) {
    List<Field> fields = new ArrayList<>();
    for (Field field : written.fields()) {
      fields.add(changing ? Field.of(field.name(), field.type().withNullable(true)) : field);
    }
    fields.addAll(ADDED);
    return RowType.of(fields);
  }

  /**
   * @param columns how many the sink's rows have
   * @param row that the system refused; what stands behind its columns is left out
   * @param atMillis since 1970
   */
  public static Object[] row(int columns, Object[] row, String sink, String reason, long atMillis) {
    Object[] refused = Arrays.copyOf(row, columns + ADDED.size());
    refused[columns] = sink;
    refused[columns + 1] = reason;
    refused[columns + 2] = atMillis;
    return refused;
  }
}
