// SPDX-License-Identifier: Apache-2.0
package dev.drey.source;

import com.google.auto.value.AutoValue;
import java.util.Optional;

/**
 * Where a parameter stands for a value in the text of an expression: the reference stays in the
 * text, from the dollar up to and without the character behind the brace, and is no SQL.
 */
@AutoValue
public abstract class ParamUse {
  public static ParamUse of(int from, int to, String type, Optional<String> value) {
    return new AutoValue_ParamUse(from, to, type, value);
  }

  /** The position of the dollar. */
  public abstract int from();

  public abstract int to();

  /** The text of the Flink SQL type that the value has. */
  public abstract String type();

  /** The value, of which the type is sure; NULL where absent. */
  public abstract Optional<String> value();
}
