// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What {@link AnnouncingOperator} tells all subtasks of {@link BroadcastOperator}, as a row: the
 * columns of a row that they hold, then a time in epoch milliseconds, then what it says.
 */
public final class Announcement {
  /** The row holds from its time on, in the place of that with its key. */
  static final int PUT = 0;

  /** That with its key holds no more from its time on. */
  static final int DELETE = 1;

  /** No row of this time or an earlier one comes any more; the columns are NULL. */
  static final int REACHED = 2;

  private Announcement() {}

  /** The columns of announcements of rows of this type. */
  public static RowType of(RowType rowType) {
    List<Field> fields = new ArrayList<>();
    rowType
        .fields()
        .forEach(field -> fields.add(Field.of(field.name(), field.type().withNullable(true))));
    fields.add(added("row time", TypeKind.BIGINT, rowType));
    fields.add(added("row says", TypeKind.INT, rowType));
    return RowType.of(fields);
  }

  private static Field added(String wanted, TypeKind kind, RowType beside) {
    String name = wanted;
    while (beside.contains(name)) {
      name += "'";
    }
    return Field.of(name, DataType.of(kind).notNull());
  }

  /**
   * @param columns of the row, and nothing else that is to be kept
   * @param size how many columns a row has
   */
  static Object[] of(Object[] columns, int size, long time, int says) {
    Object[] made = Arrays.copyOf(columns, size + 2);
    made[size] = time;
    made[size + 1] = says;
    return made;
  }

  static long time(Object[] announcement) {
    return (Long) announcement[announcement.length - 2];
  }

  static int says(Object[] announcement) {
    return (Integer) announcement[announcement.length - 1];
  }

  static Object[] columns(Object[] announcement) {
    return Arrays.copyOf(announcement, announcement.length - 2);
  }
}
