// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;

/** The options that a spec gives an operator, with what they can be. */
@AutoValue
public abstract class ShapedOptions {
  static ShapedOptions of(String name, Shape shape, OptionValues values) {
    return new AutoValue_ShapedOptions(name, shape, values);
  }

  /** The key that they stand below: {@code kafka}. */
  public abstract String name();

  public abstract Shape shape();

  public abstract OptionValues values();
}
