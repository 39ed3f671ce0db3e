// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.TypeKind;

/** What an accumulator has of rows that came since the last result, where a trigger asks. */
public final class WaitingCount {
  /** How many there are, behind what the calls have; NULL for none. A call's name has brackets. */
  public static final Field COLUMN = Field.of("waiting", DataType.of(TypeKind.BIGINT));

  private WaitingCount() {}
}
