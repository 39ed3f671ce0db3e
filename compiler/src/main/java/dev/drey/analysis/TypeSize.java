// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.type.DataType;
import dev.drey.type.Field;

/**
 * How large a type is, looked at no further than to the limit: named types that use each other
 * twice double with each step.
 */
final class TypeSize {
  /** Types within types, and columns with all that is in them. */
  static final int DEEPEST = 64;

  static final int MOST_PARTS = 20_000;

  private int parts;

  private TypeSize() {}

  static boolean isTooLarge(DataType type) {
    return !new TypeSize().fits(type, 1);
  }

  private boolean fits(DataType type, int depth) {
    if (depth > DEEPEST || ++parts > MOST_PARTS) {
      return false;
    }
    switch (type.kind()) {
      case ARRAY:
        return fits(type.element(), depth + 1);
      case MAP:
        return fits(type.key(), depth + 1) && fits(type.element(), depth + 1);
      case ROW:
        for (Field field : type.row().fields()) {
          if (!fits(field.type(), depth + 1)) {
            return false;
          }
        }
        return true;
      default:
        return true;
    }
  }
}
