// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import org.jspecify.annotations.Nullable;

/** Where a value goes that has been read. */
interface Slot {
  void put(@Nullable Object value);
}
