// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.text;

import dev.drey.format.BadRecordException;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;

/** Whole numbers of binary formats as values of a column: those that it holds without loss. */
public final class WholeNumberFit {
  private final TypeKind kind;
  private final Mismatch mismatch;
  private final Fit fit;

  public WholeNumberFit(DataType type, Mismatch mismatch) {
    this.kind = type.kind();
    this.mismatch = mismatch;
    this.fit = Fit.of(mismatch, type, false);
  }

  /** Whether columns of this kind take whole numbers. */
  public static boolean takes(TypeKind column) {
    return column.isInteger() || column == TypeKind.DECIMAL || column == TypeKind.DOUBLE;
  }

  /** The number in the column's class. */
  public Object value(long number) throws BadRecordException {
    switch (kind) {
      case BIGINT:
        return number;
      case INT:
        return (int) within(number, Integer.MIN_VALUE);
      case SMALLINT:
        return (short) within(number, Short.MIN_VALUE);
      case TINYINT:
        return (byte) within(number, Byte.MIN_VALUE);
      case DOUBLE:
        return exact(number);
      default:
        return fit.decimal(BigDecimal.valueOf(number));
    }
  }

  /**
   * The range of an integer type goes from its least value to the one whose bits are the others.
   */
  private long within(long number, long least) throws BadRecordException {
    if (number < least || number > ~least) {
      throw mismatch.found("the number " + number);
    }
    return number;
  }

  private double exact(long number) throws BadRecordException {
    double nearest = number;
    if (nearest == 0x1p63 || (long) nearest != number) {
      throw mismatch.found("the number " + number + ", which no DOUBLE is");
    }
    return nearest;
  }
}
