// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.type.DataType;
import java.util.Arrays;

/** How values of a type compare, as in Flink. */
public enum ValueOrder {
  /** Booleans, numbers and times. */
  NATURAL {
    @Override
    @SuppressWarnings("unchecked") // two values of one type, whose class is its own Comparable
    public int compare(Object left, Object right) {
      return ((Comparable<Object>) left).compareTo(right);
    }
  },
  /**
   * Texts: by code point, which is the order of their UTF-8 bytes. Java's own order is by UTF-16
   * unit and puts surrogates below U+E000 to U+FFFF.
   */
  CODE_POINTS {
    @Override
    public int compare(Object left, Object right) {
      String a = (String) left;
      String b = (String) right;
      int shared = Math.min(a.length(), b.length());
      for (int i = 0; i < shared; i++) {
        char x = a.charAt(i);
        char y = b.charAt(i);
        if (x != y) {
          boolean oneSurrogate = Character.isSurrogate(x) != Character.isSurrogate(y);
          return oneSurrogate ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
        }
      }
      return Integer.compare(a.length(), b.length());
    }
  },
  /** Bytes: unsigned. */
  BYTES {
    @Override
    public int compare(Object left, Object right) {
      return Arrays.compareUnsigned((byte[]) left, (byte[]) right);
    }
  };

  public abstract int compare(Object left, Object right);

  /** Whether values of a type have an order. */
  public static boolean isOf(DataType type) {
    return !type.kind().isNested();
  }

  /** That of a type that {@link #isOf has one}. */
  public static ValueOrder of(DataType type) {
    switch (type.kind()) {
      case CHAR:
      case VARCHAR:
        return CODE_POINTS;
      case BINARY:
      case VARBINARY:
        return BYTES;
      case ARRAY:
      case MAP:
      case ROW:
        throw new IllegalArgumentException(type + " has no order");
      default:
        return NATURAL;
    }
  }
}
