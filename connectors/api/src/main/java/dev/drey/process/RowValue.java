// SPDX-License-Identifier: Apache-2.0
package dev.drey.process;

import org.jspecify.annotations.Nullable;

/** One row that is kept of the present key. */
public interface RowValue {
  /** Null where there is none. */
  Object @Nullable [] get() throws Exception;

  void set(Object[] row) throws Exception;

  void clear() throws Exception;
}
