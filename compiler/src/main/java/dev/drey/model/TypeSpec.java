// SPDX-License-Identifier: Apache-2.0
package dev.drey.model;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;

/** A named type. */
@AutoValue
public abstract class TypeSpec {
  public static TypeSpec of(LocatedText name, TypeTree type) {
    return new AutoValue_TypeSpec(name, type);
  }

  public abstract LocatedText name();

  public abstract TypeTree type();
}
