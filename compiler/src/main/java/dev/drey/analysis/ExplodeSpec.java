// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.model.OperationSpec;
import dev.drey.source.LocatedText;

/** One row per element of a list. */
@AutoValue
abstract class ExplodeSpec implements OperationSpec {
  public static ExplodeSpec of(LocatedText column, LocatedText list, boolean outer) {
    return new AutoValue_ExplodeSpec(column, list, outer);
  }

  /** The new column. */
  public abstract LocatedText column();

  /** The expression that gives the list. */
  public abstract LocatedText list();

  /** Whether a row whose list is empty or NULL stays, with NULL. */
  public abstract boolean outer();
}
