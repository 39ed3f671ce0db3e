// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drey.format.BadRecordException;
import dev.drey.format.text.Fit;
import dev.drey.format.text.Mismatch;
import dev.drey.format.text.TimeFit;
import dev.drey.format.text.Utf8;
import dev.drey.format.text.WholeNumberFit;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** What a column has of a value that a file has, whichever way it is stored. */
class ScalarReading {
  private static final long NANOS_OF_MILLI = 1_000_000;
  private static final long MILLIS_OF_DAY = 86_400_000;
  private static final char REPLACEMENT = '\uFFFD';
  private static final int JULIAN_1970 = 2_440_588;

  Object of(boolean value) throws BadRecordException {
    return value;
  }

  Object of(long value) throws BadRecordException {
    throw new IllegalStateException("not a number");
  }

  Object of(double value) throws BadRecordException {
    return value;
  }

  Object of(Binary value) throws BadRecordException {
    throw new IllegalStateException("not bytes");
  }

  /** A number of a column's class. */
  private interface OfLong {
    Object of(long value) throws BadRecordException;
  }

  private interface OfBytes {
    Object of(Binary value) throws BadRecordException;
  }

  private static ScalarReading ofLong(OfLong reading) {
    return new ScalarReading() {
      @Override
      Object of(long value) throws BadRecordException {
        return reading.of(value);
      }
    };
  }

  private static ScalarReading ofBytes(OfBytes reading) {
    return new ScalarReading() {
      @Override
      Object of(Binary value) throws BadRecordException {
        return reading.of(value);
      }
    };
  }

  static ScalarReading of(PrimitiveType file, DataType column, String path, boolean truncateTimes) {
    Mismatch mismatch = Mismatch.of(path, column);
    Fit fit = Fit.of(mismatch, column, truncateTimes);
    LogicalTypeAnnotation annotation = file.getLogicalTypeAnnotation();
    switch (ParquetKind.of(file)) {
      case INTEGER:
        WholeNumberFit numbers = new WholeNumberFit(column, mismatch);
        return ofLong(numbers::value);
      case UNSIGNED:
        return unsigned(((IntLogicalTypeAnnotation) annotation).getBitWidth(), column, mismatch);
      case FLOAT:
        return column.kind() == TypeKind.FLOAT ? narrow() : new ScalarReading();
      case DECIMAL:
        return decimal(((DecimalLogicalTypeAnnotation) annotation).getScale(), mismatch, fit);
      case TEXT:
        return ofBytes(value -> text(value, mismatch, fit));
      case BYTES:
        return column.kind().isCharacter()
            ? ofBytes(value -> text(value, mismatch, fit))
            : ofBytes(value -> fit.bytes(value.getBytes()));
      case UUID:
        return ofBytes(value -> fit.text(uuid(value)));
      case DATE:
        return ofLong(value -> (int) value);
      case TIME:
        return times(
            ((TimeLogicalTypeAnnotation) annotation).getUnit(), column, mismatch, truncateTimes);
      case TIMESTAMP:
        return times(
            ((TimestampLogicalTypeAnnotation) annotation).getUnit(),
            column,
            mismatch,
            truncateTimes);
      case OLD_TIMESTAMP:
        return oldTimes(column, mismatch, truncateTimes);
      default:
        return new ScalarReading();
    }
  }

  private static ScalarReading narrow() {
    return new ScalarReading() {
      @Override
      Object of(double value) {
        return (float) value;
      }
    };
  }

  private static ScalarReading unsigned(int bits, DataType column, Mismatch mismatch) {
    WholeNumberFit numbers = new WholeNumberFit(column, mismatch);
    if (bits < 64) {
      long mask = (1L << bits) - 1;
      return ofLong(value -> numbers.value(value & mask));
    }
    Fit fit = Fit.of(mismatch, column, false);
    return ofLong(
        value -> {
          if (value >= 0) {
            return numbers.value(value);
          }
          String digits = Long.toUnsignedString(value);
          if (column.kind() != TypeKind.DECIMAL) {
            throw mismatch.found("the number " + digits);
          }
          return fit.decimal(new BigDecimal(digits));
        });
  }

  private static ScalarReading decimal(int scale, Mismatch mismatch, Fit fit) {
    return new ScalarReading() {
      @Override
      Object of(long value) throws BadRecordException {
        return fit.decimal(BigDecimal.valueOf(value, scale));
      }

      @Override
      Object of(Binary value) throws BadRecordException {
        byte[] digits = value.getBytes();
        if (digits.length == 0) {
          throw mismatch.found("a decimal without digits");
        }
        return fit.decimal(new BigDecimal(new BigInteger(digits), scale));
      }
    };
  }

  private static String text(Binary value, Mismatch mismatch, Fit fit) throws BadRecordException {
    ByteBuffer bytes = value.toByteBuffer();
    String text =
        bytes.hasArray()
            ? new String(
                bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining(), UTF_8)
            : new String(value.getBytes(), UTF_8);
    // Java puts it in the place of what is no character, and a text may have it, too.
    if (text.indexOf(REPLACEMENT) >= 0) {
      byte[] all = value.getBytes();
      if (Utf8.firstInvalid(all, 0, all.length) >= 0) {
        throw mismatch.found("bytes that are not UTF-8");
      }
    }
    return fit.text(text);
  }

  private static String uuid(Binary value) {
    ByteBuffer bytes = value.toByteBuffer();
    return new UUID(bytes.getLong(), bytes.getLong()).toString();
  }

  private static ScalarReading times(
      LogicalTypeAnnotation.TimeUnit unit,
      DataType column,
      Mismatch mismatch,
      boolean truncateTimes) {
    TimeFit times = new TimeFit(column, mismatch, unit(unit), truncateTimes);
    return ofLong(times::value);
  }

  private static TimeUnit unit(LogicalTypeAnnotation.TimeUnit unit) {
    switch (unit) {
      case MILLIS:
        return TimeUnit.MILLISECONDS;
      case MICROS:
        return TimeUnit.MICROSECONDS;
      default:
        return TimeUnit.NANOSECONDS;
    }
  }

  private static ScalarReading oldTimes(DataType column, Mismatch mismatch, boolean truncateTimes) {
    TimeFit whole = new TimeFit(column, mismatch, TimeUnit.MILLISECONDS, truncateTimes);
    return ofBytes(
        value -> {
          ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
          long nanos = bytes.getLong();
          long day = (long) bytes.getInt() - JULIAN_1970;
          if (nanos % NANOS_OF_MILLI != 0 && !truncateTimes) {
            throw mismatch.found(
                nanos
                    + " nanoseconds of a day, more digits of a second than it has"
                    + " (`truncateTimes: true` cuts them)");
          }
          return whole.value(day * MILLIS_OF_DAY + Math.floorDiv(nanos, NANOS_OF_MILLI));
        });
  }
}
