// SPDX-License-Identifier: Apache-2.0
package dev.drey.process;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows that are kept of the present key, each under a key of its own. */
public interface RowMap {
  /** Null where there is none. */
  Object @Nullable [] get(Object... key) throws Exception;

  void put(Object[] key, Object[] row) throws Exception;

  void remove(Object... key) throws Exception;

  /** Key and row of each, in no order; what the iterator removes is gone. */
  Iterator<Map.Entry<Object[], Object[]>> entries() throws Exception;

  boolean isEmpty() throws Exception;

  void clear() throws Exception;
}
