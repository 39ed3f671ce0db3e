package dev.drey.type;

import com.google.auto.value.AutoValue;

/** A named column of a row. The name may be any text. */
@AutoValue
public abstract class Field {
  public static Field of(String name, DataType type) {
    return new AutoValue_Field(name, type);
  }

  public abstract String name();

  public abstract DataType type();
}
