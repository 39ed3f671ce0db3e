// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** One value computed from a row. Used by one thread at a time. */
public interface RowFunction extends Serializable {
  /** Called once before the first row. */
  default void open() {}

  @Nullable Object apply(Object[] row);
}
