// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a column makes of a value, said a second time: by what the guide says of each type, with
 * Jackson, java.math, java.time and java.util for the values.
 */
final class JacksonRows {
  /** A value that its column does not take. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
  }

  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9+.eE-]{1,1000}");
  private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?");

  /** With an offset that java.time does not read: of hours alone, or without a colon. */
  private static final Pattern SHORT_OFFSET =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT" + TIME + "[+-]\\d\\d)(\\d\\d)?");

  private final boolean strict;
  private final boolean truncateTimes;

  JacksonRows(boolean strict, boolean truncateTimes) {
    this.strict = strict;
    this.truncateTimes = truncateTimes;
  }

  /** The record itself, whose NOT NULL columns are looked at elsewhere. */
  Object[] record(RowType type, JacksonTree object) throws Refused {
    Object[] row = new Object[type.size()];
    for (int i = 0; i < row.length; i++) {
      Field field = type.field(i);
      row[i] = value(field.type().withNullable(true), object.last(field.name()));
    }
    return row;
  }

  private @Nullable Object value(DataType type, @Nullable JacksonTree value) throws Refused {
    if (value == null || value.kind == JacksonTree.Kind.NULL) {
      require(type.nullable());
      return null;
    }
    switch (type.kind()) {
      case ROW:
        require(value.kind == JacksonTree.Kind.OBJECT);
        Object[] row = new Object[type.row().size()];
        for (int i = 0; i < row.length; i++) {
          Field field = type.row().field(i);
          row[i] = value(field.type(), value.last(field.name()));
        }
        return row;
      case ARRAY:
        require(value.kind == JacksonTree.Kind.LIST);
        List<@Nullable Object> list = new ArrayList<>();
        for (JacksonTree each : value.values) {
          list.add(value(type.element(), each));
        }
        return list;
      case MAP:
        require(value.kind == JacksonTree.Kind.OBJECT);
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < value.keys.size(); i++) {
          map.put(
              ofText(type.key(), value.keys.get(i)), value(type.element(), value.values.get(i)));
        }
        return map;
      default:
        return scalar(type, value);
    }
  }

  private Object scalar(DataType type, JacksonTree value) throws Refused {
    boolean text = value.kind == JacksonTree.Kind.TEXT;
    boolean number = value.kind == JacksonTree.Kind.NUMBER;
    switch (type.kind()) {
      case CHAR:
      case VARCHAR:
        require(text || !strict);
        return value.isContainer() ? value : ofText(type, value.text);
      case BOOLEAN:
        require(value.kind == JacksonTree.Kind.BOOLEAN || (text && !strict));
        return ofText(type, value.text);
      case FLOAT:
      case DOUBLE:
        boolean special = value.text.matches("NaN|-?Infinity");
        require(number || (text && (special || !strict)));
        return number ? ofNumber(type, value) : ofText(type, value.text);
      case TINYINT:
      case SMALLINT:
      case INT:
      case BIGINT:
      case DECIMAL:
        require(number || (text && !strict));
        return ofText(type, value.text);
      default:
        require(text);
        return ofText(type, value.text);
    }
  }

  private static Object ofNumber(DataType type, JacksonTree number) throws Refused {
    double value = number.number;
    if (type.kind() == TypeKind.FLOAT) {
      // Jackson rounds twice here, to a double and then to a float.
      value = Float.parseFloat(number.text);
      value = value == 0 && !number.real ? 0 : value;
    }
    require(Double.isFinite(value) && (value != 0 || isZero(number.text)));
    return type.kind() == TypeKind.FLOAT ? (Object) (float) value : (Object) value;
  }

  private static boolean isZero(String number) {
    return !number.replaceAll("[eE].*", "").matches(".*[1-9].*");
  }

  private Object ofText(DataType type, String text) throws Refused {
    switch (type.kind()) {
      case CHAR:
      case VARCHAR:
        int length = text.codePointCount(0, text.length());
        require(type.precision() == DataType.UNBOUNDED || length <= type.precision());
        require(type.kind() != TypeKind.CHAR || length == type.precision());
        return text;
      case BOOLEAN:
        require(text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"));
        return text.equalsIgnoreCase("true");
      case TINYINT:
        return (byte) whole(text, Byte.SIZE);
      case SMALLINT:
        return (short) whole(text, Short.SIZE);
      case INT:
        return (int) whole(text, Integer.SIZE);
      case BIGINT:
        return whole(text, Long.SIZE);
      case FLOAT:
      case DOUBLE:
        return real(type, text);
      case DECIMAL:
        return decimal(number(text), type.precision(), type.scale());
      case BINARY:
      case VARBINARY:
        return bytes(type, text);
      default:
        return time(type, text);
    }
  }

  private static long whole(String text, int bits) throws Refused {
    BigInteger whole =
        WHOLE.matcher(text).matches()
            ? new BigInteger(text)
            : decimal(number(text), 20, 0).toBigInteger();
    require(whole.bitLength() < bits);
    return whole.longValueExact();
  }

  private static BigDecimal number(String text) throws Refused {
    require(NUMBER.matcher(text).matches());
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new Refused();
    }
  }

  private static BigDecimal decimal(BigDecimal number, int precision, int scale) throws Refused {
    if (number.signum() == 0) {
      return BigDecimal.ZERO.setScale(scale);
    }
    // Of 1e999999999 nobody writes the digits.
    require((long) number.precision() - number.scale() <= precision - scale);
    require(number.stripTrailingZeros().scale() <= scale);
    return number.setScale(scale, RoundingMode.UNNECESSARY);
  }

  private static Object real(DataType type, String text) throws Refused {
    boolean special = text.matches("NaN|-?Infinity");
    require(special || NUMBER.matcher(text).matches());
    try {
      double number =
          type.kind() == TypeKind.FLOAT ? Float.parseFloat(text) : Double.parseDouble(text);
      require(special || (Double.isFinite(number) && (number != 0 || isZero(text))));
      return type.kind() == TypeKind.FLOAT ? (Object) (float) number : (Object) number;
    } catch (NumberFormatException e) {
      throw new Refused();
    }
  }

  private static Object bytes(DataType type, String text) throws Refused {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new Refused();
    }
    require(bytes.length <= type.precision());
    require(type.kind() != TypeKind.BINARY || bytes.length == type.precision());
    return bytes;
  }

  private Object time(DataType type, String text) throws Refused {
    String withT =
        text.length() > 10 && text.charAt(10) == ' '
            ? text.substring(0, 10) + 'T' + text.substring(11)
            : text;
    try {
      switch (type.kind()) {
        case DATE:
          return (int) LocalDate.parse(text).toEpochDay();
        case TIME:
          require(TIME.matcher(text).matches());
          long nanoOfDay = LocalTime.parse(text).toNanoOfDay();
          return (int) millis(type, Instant.ofEpochSecond(0, nanoOfDay));
        case TIMESTAMP:
          return millis(type, LocalDateTime.parse(withT).toInstant(ZoneOffset.UTC));
        default:
          return millis(type, OffsetDateTime.parse(withColon(withT)).toInstant());
      }
    } catch (DateTimeException | ArithmeticException e) {
      throw new Refused();
    }
  }

  /** {@code +02} and {@code +0200} as {@code +02:00}. */
  private static String withColon(String text) {
    Matcher offset = SHORT_OFFSET.matcher(text);
    if (!offset.matches()) {
      return text;
    }
    String minutes = offset.group(3);
    return offset.group(1) + ":" + (minutes == null ? "00" : minutes);
  }

  private long millis(DataType type, Instant time) throws Refused {
    int unit = 1_000_000_000;
    for (int digit = 0; digit < Math.min(3, type.precision()); digit++) {
      unit /= 10;
    }
    int finer = time.get(ChronoField.NANO_OF_SECOND) % unit;
    require(truncateTimes || finer == 0);
    return time.minusNanos(finer).toEpochMilli();
  }

  private static void require(boolean taken) throws Refused {
    if (!taken) {
      throw new Refused();
    }
  }
}
