// SPDX-License-Identifier: Apache-2.0
package dev.drey.type;

import com.google.auto.value.AutoValue;
import java.io.Serializable;

/** A named column of a row. The name may be any text. */
@AutoValue
public abstract class Field implements Serializable {
  private static final long serialVersionUID = 1;

  public static Field of(String name, DataType type) {
    return new AutoValue_Field(name, type);
  }

  public abstract String name();

  public abstract DataType type();
}
