// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import com.google.auto.value.AutoValue;
import dev.drey.model.ParamSpec;
import java.util.Optional;

/** A declared parameter with the value that it has in this compilation. */
@AutoValue
abstract class Param {
  static Param of(
      ParamSpec spec, ParamType type, Optional<String> value, boolean isNull, String standIn) {
    return new AutoValue_Param(spec, type, value, isNull, standIn);
  }

  abstract ParamSpec spec();

  abstract ParamType type();

  /** Absent where no value is known, where the one that was given is wrong, and for NULL. */
  abstract Optional<String> value();

  /** Whether the value is known to be none: {@code default: null}, and nothing was given. */
  abstract boolean isNull();

  /** What takes the place of a value that is not known. */
  abstract String standIn();

  /** Whether a stand-in takes the place of the value. */
  boolean unresolved() {
    return value().isEmpty() && !isNull();
  }
}
