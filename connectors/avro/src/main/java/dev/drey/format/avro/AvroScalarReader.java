// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drey.format.BadRecordException;
import dev.drey.format.text.Fit;
import dev.drey.format.text.Mismatch;
import dev.drey.format.text.TimeFit;
import dev.drey.format.text.Utf8;
import dev.drey.format.text.WholeNumberFit;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Values without others within them. A number fits every type of numbers that holds it without
 * loss; what a column has no place for makes a bad record.
 */
abstract class AvroScalarReader extends AvroReader {
  private final Mismatch mismatch;

  private AvroScalarReader(Mismatch mismatch) {
    this.mismatch = mismatch;
  }

  static AvroReader of(Schema schema, DataType type, String path, boolean truncateTimes)
      throws AvroMismatch {
    AvroKind kind = AvroKind.of(schema);
    Mismatch mismatch = Mismatch.of(path, type);
    Fit fit = Fit.of(mismatch, type, truncateTimes);
    require(fits(kind, type.kind()), schema, type, path);
    switch (kind) {
      case BOOLEAN:
        return reader(mismatch, in -> in.decoder().readBoolean());
      case INT:
      case LONG:
        WholeNumberFit numbers = new WholeNumberFit(type, mismatch);
        return schema.getType() == Schema.Type.INT
            ? reader(mismatch, in -> numbers.value(in.decoder().readInt()))
            : reader(mismatch, in -> numbers.value(in.decoder().readLong()));
      case FLOAT:
        return type.kind() == TypeKind.FLOAT
            ? reader(mismatch, in -> in.decoder().readFloat())
            : reader(mismatch, in -> (double) in.decoder().readFloat());
      case DOUBLE:
        return reader(mismatch, in -> in.decoder().readDouble());
      case TEXT:
        return text(schema, mismatch, fit);
      case BYTES:
        return reader(mismatch, in -> fit.bytes(bytes(schema, in)));
      case DECIMAL:
        int scale = ((LogicalTypes.Decimal) schema.getLogicalType()).getScale();
        return reader(
            mismatch, in -> fit.decimal(new BigDecimal(new BigInteger(bytes(schema, in)), scale)));
      case DATE:
        return reader(mismatch, in -> in.decoder().readInt());
      default:
        return time(kind, type, mismatch, truncateTimes);
    }
  }

  private static boolean fits(AvroKind kind, TypeKind column) {
    switch (kind) {
      case BOOLEAN:
        return column == TypeKind.BOOLEAN;
      case INT:
      case LONG:
        return WholeNumberFit.takes(column);
      case FLOAT:
        return column == TypeKind.FLOAT || column == TypeKind.DOUBLE;
      case DOUBLE:
        return column == TypeKind.DOUBLE;
      case TEXT:
        return column.isCharacter();
      case BYTES:
        return column.isBinary();
      case DECIMAL:
        return column == TypeKind.DECIMAL;
      case DATE:
        return column == TypeKind.DATE;
      case TIME_MILLIS:
      case TIME_MICROS:
        return column == TypeKind.TIME;
      default:
        return column.isTimestamp();
    }
  }

  /** How a value is read and made fit. */
  private interface Reading {
    Object read(AvroInput in) throws IOException, BadRecordException;
  }

  private static AvroReader reader(Mismatch mismatch, Reading reading) {
    return new AvroScalarReader(mismatch) {
      @Override
      Object fitting(AvroInput in) throws IOException, BadRecordException {
        return reading.read(in);
      }
    };
  }

  abstract Object fitting(AvroInput in) throws IOException, BadRecordException;

  @Override
  @Nullable Object read(AvroInput in) throws IOException {
    try {
      return fitting(in);
    } catch (BadRecordException unfit) {
      in.fail(unfit);
      return null;
    } catch (NumberFormatException noDigits) {
      in.fail(mismatch.found("a decimal without digits"));
      return null;
    }
  }

  private static AvroReader text(Schema schema, Mismatch mismatch, Fit fit) {
    if (schema.getType() == Schema.Type.STRING) {
      return reader(
          mismatch,
          in -> {
            byte[] bytes = in.bytes();
            if (Utf8.firstInvalid(bytes, 0, bytes.length) >= 0) {
              throw mismatch.found("bytes that are not UTF-8");
            }
            return fit.text(new String(bytes, UTF_8));
          });
    }
    List<String> symbols = schema.getEnumSymbols();
    return reader(
        mismatch,
        in -> {
          int symbol = in.decoder().readEnum();
          if (symbol < 0 || symbol >= symbols.size()) {
            throw new IOException("an enum of " + symbols.size() + " has no symbol " + symbol);
          }
          return fit.text(symbols.get(symbol));
        });
  }

  /** A key of a map. */
  static String text(AvroInput in) throws IOException {
    return new String(in.bytes(), UTF_8);
  }

  private static byte[] bytes(Schema schema, AvroInput in) throws IOException {
    if (schema.getType() != Schema.Type.FIXED) {
      return in.bytes();
    }
    byte[] bytes = new byte[schema.getFixedSize()];
    in.decoder().readFixed(bytes);
    return bytes;
  }

  private static AvroReader time(
      AvroKind kind, DataType type, Mismatch mismatch, boolean truncateTimes) {
    boolean micros =
        kind == AvroKind.TIME_MICROS
            || kind == AvroKind.LOCAL_MICROS
            || kind == AvroKind.INSTANT_MICROS;
    TimeFit times =
        new TimeFit(
            type, mismatch, micros ? TimeUnit.MICROSECONDS : TimeUnit.MILLISECONDS, truncateTimes);
    return kind == AvroKind.TIME_MILLIS
        ? reader(mismatch, in -> times.value(in.decoder().readInt()))
        : reader(mismatch, in -> times.value(in.decoder().readLong()));
  }
}
