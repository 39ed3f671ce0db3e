// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import java.util.Arrays;

/** A row that is set aside for an expression. */
final class AsideRow {
  private AsideRow() {}

  /** The row with these two columns behind its own. */
  static Object[] of(Object[] row, String reason, String expression) {
    Object[] aside = Arrays.copyOf(row, row.length + 2);
    aside[row.length] = reason;
    aside[row.length + 1] = expression;
    return aside;
  }
}
