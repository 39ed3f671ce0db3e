// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import dev.drey.type.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an older type as rows of a newer one. Columns go by name: one that the newer type has not
 * is left out, one that the older type had not is NULL.
 */
final class RowConversion {
  private final RowType from;
  private final int[] sources;
  private final Widening[] widenings;
  private final boolean keepsBytes;

  private RowConversion(RowType from, int[] sources, Widening[] widenings, boolean keepsBytes) {
    this.from = from;
    this.sources = sources;
    this.widenings = widenings;
    this.keepsBytes = keepsBytes;
  }

  /** Null where rows of the newer type cannot be made from all rows of the older one. */
  static @Nullable RowConversion of(RowType from, RowType to) {
    int[] sources = new int[to.size()];
    Widening[] widenings = new Widening[to.size()];
    boolean keepsBytes = from.size() == to.size();
    for (int i = 0; i < to.size(); i++) {
      sources[i] = from.indexOf(to.field(i).name());
      Widening widening =
          sources[i] < 0
              ? (to.field(i).type().nullable() ? Widening.NONE : null)
              : Widening.of(from.field(sources[i]).type(), to.field(i).type());
      if (widening == null) {
        return null;
      }
      widenings[i] = widening;
      keepsBytes &= sources[i] == i && widening.keepsBytes();
    }
    return new RowConversion(from, sources, widenings, keepsBytes);
  }

  RowType from() {
    return from;
  }

  /** Whether both types have the same bytes for the same row. */
  boolean keepsBytes() {
    return keepsBytes;
  }

  /** A new row; what stands behind the columns of the old one is not looked at. */
  Object[] apply(Object[] row) {
    Object[] converted = new Object[sources.length];
    for (int i = 0; i < sources.length; i++) {
      Object value = sources[i] < 0 ? null : row[sources[i]];
      converted[i] = value == null ? null : widenings[i].apply(value);
    }
    return converted;
  }
}
