// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Whole numbers as the columns of a type carry them. Dates and times are numbers here too: days,
 * milliseconds.
 */
final class Numbers implements Serializable {
  private static final long serialVersionUID = 1;

  private final TypeKind kind;
  private final int scale;
  private final long greatest;

  private Numbers(TypeKind kind, int scale, long greatest) {
    this.kind = kind;
    this.scale = scale;
    this.greatest = greatest;
  }

  static Numbers of(DataType type) {
    return new Numbers(type.kind(), type.scale(), greatest(type));
  }

  private static long greatest(DataType type) {
    switch (type.kind()) {
      case TINYINT:
        return Byte.MAX_VALUE;
      case SMALLINT:
        return Short.MAX_VALUE;
      case INT:
      case DATE:
        return Integer.MAX_VALUE;
      case DECIMAL:
        int digits = type.precision() - type.scale();
        return digits > 18 ? Long.MAX_VALUE : BigInteger.TEN.pow(digits).longValueExact() - 1;
      default:
        return Long.MAX_VALUE;
    }
  }

  /** The greatest whole number that the type can hold, as far as a long goes. */
  long greatest() {
    return greatest;
  }

  /** The number as the type's Java value; one beyond the type's range begins again from zero. */
  Object value(long number) {
    boolean fits = number <= greatest && number >= -greatest;
    long fitting = fits || greatest == 0 ? number : Math.floorMod(number, greatest);
    switch (kind) {
      case TINYINT:
        return (byte) fitting;
      case SMALLINT:
        return (short) fitting;
      case INT:
      case DATE:
      case TIME:
        return (int) fitting;
      case FLOAT:
        return (float) fitting;
      case DOUBLE:
        return (double) fitting;
      case DECIMAL:
        return BigDecimal.valueOf(greatest == 0 ? 0 : fitting).setScale(scale);
      default:
        return fitting;
    }
  }
}
