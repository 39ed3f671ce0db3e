// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** The value of one column in the row of this number, counted from 0. */
interface ValueGenerator extends Serializable {
  @Nullable Object value(long row, RowRandom random);
}
