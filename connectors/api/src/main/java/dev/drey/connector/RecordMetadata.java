// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import org.jspecify.annotations.Nullable;

/** What the connector knows of the record at hand. Asked only for the columns that are used. */
public interface RecordMetadata {
  /** The value for a metadata key of the descriptor, as its type's Java value. */
  @Nullable Object value(String key);
}
