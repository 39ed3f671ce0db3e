// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.registry;

import com.google.auto.value.AutoValue;

/** A schema of a registry, as its text, under the name by which another refers to it. */
@AutoValue
public abstract class RegisteredSchema {
  public static RegisteredSchema of(String name, String text) {
    return new AutoValue_RegisteredSchema(name, text);
  }

  /** Empty for one that was asked for by its number. */
  public abstract String name();

  public abstract String text();
}
