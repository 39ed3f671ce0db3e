// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowOutput;
import dev.drey.row.RowChange;
import java.io.Serializable;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a record of changes says, as rows that put and delete.
 *
 * <p>Law: with a key a row is put in the place of the one before it, and a delete has the columns
 * of the key alone; only where a key changes its values the row before is deleted. Without a key
 * the row before is taken back as it was, so the record must have it whole.
 */
final class ChangeRows implements Serializable {
  private static final long serialVersionUID = 1;

  private final String[] names;
  private final int[] keys;

  /** The columns that a row to delete must have. */
  private final int[] required;

  private ChangeRows(String[] names, int[] keys, int[] required) {
    this.names = names;
    this.keys = keys;
    this.required = required;
  }

  static ChangeRows of(DecoderContext context) {
    int[] keys = context.keys().stream().mapToInt(Integer::intValue).toArray();
    boolean byKey = keys.length > 0;
    int[] required =
        IntStream.range(0, context.produced().size())
            .filter(i -> !context.produced().field(i).type().nullable())
            .filter(i -> context.positions().get(i) >= 0)
            .filter(i -> !byKey || context.keys().contains(i))
            .toArray();
    return new ChangeRows(context.produced().names().toArray(new String[0]), keys, required);
  }

  /**
   * @param place where a record says what the row is, for messages
   */
  static void insert(Object @Nullable [] after, String place, RowOutput rows)
      throws BadRecordException {
    if (after == null) {
      throw new BadRecordException("it puts a row, but " + place + " has none");
    }
    rows.row(RowChange.PUT.of(after));
  }

  /**
   * @param before null where the record does not say it
   */
  void update(
      Object @Nullable [] before,
      String placeBefore,
      Object @Nullable [] after,
      String place,
      RowOutput rows)
      throws BadRecordException {
    if (keys.length == 0 || (before != null && after != null && keysDiffer(before, after))) {
      delete(before, placeBefore, rows);
    }
    insert(after, place, rows);
  }

  private boolean keysDiffer(Object[] before, Object[] after) {
    for (int key : keys) {
      if (!Objects.equals(before[key], after[key])) {
        return true;
      }
    }
    return false;
  }

  void delete(Object @Nullable [] before, String place, RowOutput rows) throws BadRecordException {
    if (before == null) {
      throw new BadRecordException(
          "it takes a row back, but "
              + place
              + " has none"
              + (keys.length > 0 ? "" : ": name the source's `key`, or let the database log it"));
    }
    for (int slot : required) {
      if (before[slot] == null) {
        throw new BadRecordException(
            "it takes a row back of which "
                + place
                + " has no `"
                + names[slot]
                + "`, which is declared NOT NULL"
                + (keys.length > 0
                    ? " and part of the key"
                    : ": name the source's `key`, or let the database log whole rows"));
      }
    }
    rows.row(RowChange.DELETE.of(keys.length == 0 ? before : keyOf(before)));
  }

  private Object[] keyOf(Object[] row) {
    Object[] key = new Object[row.length];
    for (int slot : keys) {
      key[slot] = row[slot];
    }
    return key;
  }
}
