// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.type.DataType;

/** Two columns that are equal in rows that belong together. */
@AutoValue
abstract class JoinKey {
  static JoinKey of(int left, int right, DataType type, boolean sameName) {
    return new AutoValue_JoinKey(left, right, type, sameName);
  }

  /** The column of the left side. */
  abstract int left();

  /** That of the right side. */
  abstract int right();

  /** In which they are compared; it may be NULL where one of them may. */
  abstract DataType type();

  /** Whether both have one name, and are one column behind the join. */
  abstract boolean sameName();
}
