package dev.drey.flink.aggregate;

import dev.drey.type.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A computed number as the value of a result's type: integers wrap around, fractions are cut for an
 * integer type and rounded half up for a decimal one; NULL where a decimal has too many digits.
 */
final class NumberResult {
  private NumberResult() {}

  static @Nullable Object of(long number, DataType type) {
    switch (type.kind()) {
      case TINYINT:
        return (byte) number;
      case SMALLINT:
        return (short) number;
      case INT:
        return (int) number;
      case BIGINT:
        return number;
      case FLOAT:
        return (float) number;
      case DOUBLE:
        return (double) number;
      default:
        return decimal(BigDecimal.valueOf(number), type);
    }
  }

  static @Nullable Object of(double number, DataType type) {
    switch (type.kind()) {
      case FLOAT:
        return (float) number;
      case DOUBLE:
        return number;
      case DECIMAL:
        return Double.isFinite(number) ? decimal(BigDecimal.valueOf(number), type) : null;
      default:
        return of((long) number, type);
    }
  }

  static @Nullable Object of(BigDecimal number, DataType type) {
    switch (type.kind()) {
      case DECIMAL:
        return decimal(number, type);
      case FLOAT:
      case DOUBLE:
        return of(number.doubleValue(), type);
      default:
        return of(number.longValue(), type);
    }
  }

  private static @Nullable BigDecimal decimal(BigDecimal number, DataType type) {
    BigDecimal scaled = number.setScale(type.scale(), RoundingMode.HALF_UP);
    return scaled.precision() > type.precision() ? null : scaled;
  }
}
