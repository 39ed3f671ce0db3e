// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import com.google.auto.value.AutoValue;
import dev.drey.type.DataType;

/** Something that a source knows of a record beside its bytes, such as its partition. */
@AutoValue
public abstract class MetadataColumn {
  public static MetadataColumn of(String key, DataType type, String description) {
    return new AutoValue_MetadataColumn(key, type, description);
  }

  /** As {@code metadata: {column: KEY}} names it. */
  public abstract String key();

  public abstract DataType type();

  public abstract String description();
}
