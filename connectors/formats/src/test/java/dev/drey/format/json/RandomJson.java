// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Records for a type: most of their values are of their column, some are of another. */
final class RandomJson {
  private static final String[] SCALARS = {
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-0.0",
    "7",
    "1.0",
    "1e3",
    "12.50",
    "\"\"",
    "\"true\"",
    "\"FALSE\"",
    "\"7\"",
    "\"+7\"",
    "\"-1.0\"",
    "\" 7\"",
    "\"NaN\"",
    "\"-Infinity\"",
    "\"1e400\"",
    "\"AQI=\"",
    "\"2026-01-01\"",
    "\"10:15:30.25\"",
    "1e400",
    "-1e-400",
    "1e99999999999",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "128",
    "-32769"
  };
  private static final String[] PARTS = {
    "a",
    "some longer text",
    "é",
    "日",
    "\ud83d\ude00",
    "\\\"",
    "\\\\",
    "\\/",
    "\\b\\f\\n\\r\\t",
    "\\u00e9",
    "\\uD83D\\uDE00",
    "\\ud800",
    "\\uDC00",
    "\u007f",
    " ",
    "{",
    "]",
    ",",
    "0"
  };

  private final Random random;

  RandomJson(Random random) {
    this.random = random;
  }

  String record(RowType type) {
    return object(type);
  }

  private String value(DataType type) {
    int odds = random.nextInt(40);
    if (odds == 0) {
      return anything(2);
    }
    if (odds == 1) {
      return SCALARS[random.nextInt(SCALARS.length)];
    }
    if (odds < 4) {
      return "null";
    }
    switch (type.kind()) {
      case ROW:
        return object(type.row());
      case ARRAY:
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          elements.add(value(type.element()));
        }
        return joined('[', elements, ']');
      case MAP:
        List<String> entries = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          String key = scalar(type.key());
          entries.add(
              (key.startsWith("\"") ? key : '"' + key + '"')
                  + blank()
                  + ":"
                  + blank()
                  + value(type.element()));
        }
        return joined('{', entries, '}');
      default:
        String scalar = scalar(type);
        return random.nextInt(8) == 0 && !scalar.startsWith("\"") ? '"' + scalar + '"' : scalar;
    }
  }

  private String object(RowType type) {
    List<String> entries = new ArrayList<>();
    for (Field field : type.fields()) {
      if (random.nextInt(12) != 0) {
        entries.add(key(field.name()) + value(field.type()));
      }
      if (random.nextInt(25) == 0) {
        entries.add(key(field.name()) + value(field.type()));
      }
      if (random.nextInt(8) == 0) {
        entries.add(key("k" + random.nextInt(3)) + anything(3));
      }
    }
    if (random.nextInt(4) == 0) {
      Collections.shuffle(entries, random);
    }
    return joined('{', entries, '}');
  }

  private String key(String name) {
    StringBuilder key = new StringBuilder("\"");
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean escaped = c < ' ' || c == '"' || c == '\\' || random.nextInt(60) == 0;
      key.append(escaped ? String.format("\\u%04x", (int) c) : String.valueOf(c));
    }
    return key.append('"').append(blank()).append(':').append(blank()).toString();
  }

  private String joined(char open, List<String> parts, char close) {
    return open + blank() + String.join(blank() + "," + blank(), parts) + blank() + close;
  }

  private String blank() {
    return random.nextInt(8) == 0 ? " \n\t\r ".substring(random.nextInt(5)) : "";
  }

  /** Any JSON. */
  private String anything(int depth) {
    List<String> parts = new ArrayList<>();
    switch (random.nextInt(depth == 0 ? 3 : 5)) {
      case 0:
        return SCALARS[random.nextInt(SCALARS.length)];
      case 1:
        return number();
      case 2:
        return text();
      case 3:
        for (int i = random.nextInt(4); i > 0; i--) {
          parts.add(anything(depth - 1));
        }
        return joined('[', parts, ']');
      default:
        for (int i = random.nextInt(4); i > 0; i--) {
          parts.add(key("k" + random.nextInt(3)) + anything(depth - 1));
        }
        return joined('{', parts, '}');
    }
  }

  private String scalar(DataType type) {
    switch (type.kind()) {
      case BOOLEAN:
        return Boolean.toString(random.nextBoolean());
      case TINYINT:
      case SMALLINT:
      case INT:
      case BIGINT:
        return integer(type.kind());
      case FLOAT:
      case DOUBLE:
        return number();
      case DECIMAL:
        return decimal(type);
      case CHAR:
      case VARCHAR:
        return text();
      case BINARY:
      case VARBINARY:
        byte[] bytes = new byte[random.nextInt(6)];
        random.nextBytes(bytes);
        return '"' + Base64.getEncoder().encodeToString(bytes) + '"';
      case DATE:
        return '"' + local().toString().substring(0, 10) + '"';
      case TIME:
        return '"' + local().toLocalTime().toString() + '"';
      case TIMESTAMP:
        return '"' + local().toString().replace('T', random.nextBoolean() ? 'T' : ' ') + '"';
      default:
        String[] zones = {"Z", "z", "+02:00", "-0530", "+14", "-18:00", "+18:01", "", "+2"};
        return '"' + local().toString() + zones[random.nextInt(random.nextBoolean() ? 2 : 9)] + '"';
    }
  }

  private String integer(TypeKind kind) {
    int bits =
        kind == TypeKind.TINYINT
            ? 8
            : kind == TypeKind.SMALLINT ? 16 : kind == TypeKind.INT ? 32 : 64;
    // Mostly within the range, at times at its ends or beyond.
    BigInteger value = new BigInteger(1 + random.nextInt(bits), random);
    switch (random.nextInt(10)) {
      case 0:
        value = BigInteger.ONE.shiftLeft(bits - 1).subtract(BigInteger.valueOf(random.nextInt(2)));
        break;
      case 1:
        value = BigInteger.ONE.shiftLeft(bits).multiply(value);
        break;
      default:
        value = value.shiftRight(random.nextInt(2) + 1);
    }
    String zeros = random.nextInt(10) == 0 ? ".0" : random.nextInt(10) == 0 ? "e0" : "";
    return (random.nextBoolean() ? value : value.negate()) + zeros;
  }

  private String decimal(DataType type) {
    BigInteger unscaled = new BigInteger(1 + random.nextInt(130), random);
    if (random.nextInt(4) != 0) {
      unscaled = unscaled.mod(BigInteger.TEN.pow(type.precision()));
    }
    BigDecimal value = new BigDecimal(unscaled, type.scale() + random.nextInt(12) / 11);
    String text = random.nextInt(8) == 0 ? value.toString() : value.toPlainString();
    return (random.nextBoolean() ? "-" : "") + text + (random.nextInt(9) == 0 ? "E+0" : "");
  }

  /** Numbers of JSON in all their forms, those among them between two doubles. */
  private String number() {
    switch (random.nextInt(8)) {
      case 0:
        return finite(Double.longBitsToDouble(random.nextLong()));
      case 1:
        return finite(Float.intBitsToFloat(random.nextInt()));
      case 2:
        // Exactly between a double or a float and the next one.
        double low = 1 + random.nextDouble() * (1L << random.nextInt(60));
        double next = random.nextBoolean() ? Math.nextUp(low) : Math.nextUp((float) low);
        BigDecimal sum = new BigDecimal(random.nextBoolean() ? low : (float) low);
        BigDecimal half = sum.add(new BigDecimal(next)).divide(BigDecimal.valueOf(2));
        String digits = half.toPlainString();
        return digits.length() > 900 || random.nextBoolean()
            ? digits
            : digits + (digits.contains(".") ? "" : ".") + "0".repeat(20) + random.nextInt(2);
      case 3:
        return Long.toString(random.nextLong() >> random.nextInt(64));
      case 4:
        return (random.nextLong() >> random.nextInt(64)) + "." + random.nextInt(100_000);
      case 5:
        return "-0." + "0".repeat(random.nextInt(25)) + random.nextInt(1000);
      case 6:
        return random.nextInt(1000) + "e" + (random.nextInt(700) - 350);
      default:
        return "1" + new BigInteger(1 + random.nextInt(400), random);
    }
  }

  private static String finite(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "0.1";
  }

  private String text() {
    StringBuilder text = new StringBuilder("\"");
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(PARTS[random.nextInt(PARTS.length)]);
    }
    return text.append('"').toString();
  }

  private LocalDateTime local() {
    long seconds = (long) (random.nextDouble() * 4e9) - 1_000_000_000L;
    int[] nanos = {0, 0, 500_000_000, 123_000_000, 123_456_000, 999_999_999};
    Instant instant =
        Instant.ofEpochSecond(
            random.nextInt(10) == 0 ? seconds * 90 : seconds, nanos[random.nextInt(nanos.length)]);
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
