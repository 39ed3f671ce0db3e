// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.expression.value.Hidden;
import dev.drey.type.RowType;
import java.util.Optional;

/** The columns that are known, and those of which an error leaves nothing known. */
@AutoValue
abstract class Columns {
  static Columns of(RowType known, Hidden hidden) {
    return new AutoValue_Columns(known, hidden);
  }

  abstract RowType known();

  abstract Hidden hidden();

  /** Empty where not all of them are known. */
  Optional<RowType> whole() {
    return hidden().isNone() ? Optional.of(known()) : Optional.empty();
  }
}
