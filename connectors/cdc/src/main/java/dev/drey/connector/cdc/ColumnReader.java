// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.cdc;

import dev.drey.connector.EventTimes;
import dev.drey.format.BadRecordException;
import dev.drey.format.text.Fit;
import dev.drey.format.text.Mismatch;
import dev.drey.format.text.ScalarText;
import dev.drey.format.text.TimeFit;
import dev.drey.format.text.WholeNumberFit;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Values of a column as Debezium has them, as values of a row, without loss. Which column is read
 * as which type, {@link ColumnFit} says before.
 */
final class ColumnReader implements Serializable {
  private static final long serialVersionUID = 1;

  /** What stands for a large value that an update leaves as it is, and that the log has not. */
  private static final String NOT_LOGGED = "__debezium_unavailable_value";

  private final DataType type;
  private final String path;
  private final Mismatch mismatch;
  private final Fit fit;
  private final boolean truncateTimes;
  private final @Nullable ColumnReader element;

  ColumnReader(String path, DataType type, boolean truncateTimes) {
    this.path = path;
    this.type = type;
    this.mismatch = Mismatch.of(path, type);
    this.fit = Fit.of(mismatch, type, truncateTimes);
    this.truncateTimes = truncateTimes;
    this.element =
        type.kind() == TypeKind.ARRAY
            ? new ColumnReader(path + "[*]", type.element(), truncateTimes)
            : null;
  }

  /**
   * @param schema what the value is, in Debezium's words
   */
  Object read(Schema schema, Object value) throws BadRecordException {
    if (value instanceof String) {
      return text((String) value);
    }
    if (value instanceof Number && !(value instanceof BigDecimal)) {
      return number(schema, (Number) value);
    }
    if (value instanceof Struct) {
      return decimal(variableScale((Struct) value));
    }
    if (value instanceof BigDecimal) {
      return decimal((BigDecimal) value);
    }
    if (value instanceof ByteBuffer || value instanceof byte[]) {
      return bytes(value);
    }
    if (value instanceof List) {
      return list(schema.valueSchema(), (List<?>) value);
    }
    return fitting(value instanceof Boolean && type.kind() == TypeKind.BOOLEAN, value);
  }

  private Object text(String text) throws BadRecordException {
    if (text.equals(NOT_LOGGED)) {
      throw notLogged();
    }
    fitting(type.kind().isCharacter() || type.kind() == TypeKind.TIMESTAMP_LTZ, text);
    Object value =
        ScalarText.of(type, mismatch, truncateTimes).parse(text.toCharArray(), 0, text.length());
    return value instanceof Long ? time(value) : value;
  }

  private BadRecordException notLogged() {
    return new BadRecordException(
        "column `"
            + path
            + "` is a large value that this update left as it was, and the log does not have it"
            + " (ALTER TABLE ... REPLICA IDENTITY FULL has it logged)");
  }

  private Object number(Schema schema, Number number) throws BadRecordException {
    String meaning = schema.name() == null ? "" : schema.name();
    switch (meaning) {
      case "io.debezium.time.Date":
        return fitting(type.kind() == TypeKind.DATE, number.intValue());
      case "io.debezium.time.Time":
      case "io.debezium.time.Timestamp":
        return time(number, TimeUnit.MILLISECONDS);
      case "io.debezium.time.MicroTime":
      case "io.debezium.time.MicroTimestamp":
        return time(number, TimeUnit.MICROSECONDS);
      default:
        return plain(number);
    }
  }

  private Object plain(Number number) throws BadRecordException {
    if (number instanceof Float || number instanceof Double) {
      boolean single = type.kind() == TypeKind.FLOAT && number instanceof Float;
      fitting(single || type.kind() == TypeKind.DOUBLE, number);
      return single ? (Object) number : (Object) number.doubleValue();
    }
    fitting(WholeNumberFit.takes(type.kind()), number);
    return new WholeNumberFit(type, mismatch).value(number.longValue());
  }

  private Object time(Number count, TimeUnit unit) throws BadRecordException {
    fitting(type.kind() == TypeKind.TIME || type.kind().isTimestamp(), count);
    Object value = new TimeFit(type, mismatch, unit, truncateTimes).value(count.longValue());
    return value instanceof Long ? time(value) : value;
  }

  /** The database has times before and behind all, such as infinity. */
  private Object time(Object millis) throws BadRecordException {
    if (!EventTimes.exists((Long) millis)) {
      throw mismatch.found("a time that is not in the years 1 to 9999");
    }
    return millis;
  }

  private static BigDecimal variableScale(Struct value) {
    return new BigDecimal(new BigInteger(value.getBytes("value")), value.getInt32("scale"));
  }

  private Object decimal(BigDecimal value) throws BadRecordException {
    if (type.kind().isCharacter()) {
      return fit.text(value.toPlainString());
    }
    fitting(type.kind() == TypeKind.DECIMAL, value);
    return fit.decimal(value);
  }

  private Object bytes(Object value) throws BadRecordException {
    byte[] bytes;
    if (value instanceof byte[]) {
      bytes = (byte[]) value;
    } else {
      ByteBuffer buffer = ((ByteBuffer) value).duplicate();
      bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
    }
    if (new String(bytes, StandardCharsets.ISO_8859_1).equals(NOT_LOGGED)) {
      throw notLogged();
    }
    fitting(type.kind().isBinary(), bytes.length + " bytes");
    return fit.bytes(bytes);
  }

  private Object list(Schema ofElements, List<?> elements) throws BadRecordException {
    if (element == null) {
      throw mismatch.found("a list");
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (Object each : elements) {
      if (each == null && !type.element().nullable()) {
        throw element.mismatch.missing();
      }
      values.add(each == null ? null : element.read(ofElements, each));
    }
    return values;
  }

  private Object fitting(boolean fits, Object value) throws BadRecordException {
    if (!fits) {
      throw mismatch.found("the value " + Mismatch.shortened(value.toString()));
    }
    return value;
  }
}
