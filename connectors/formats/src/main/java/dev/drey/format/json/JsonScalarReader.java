// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import dev.drey.format.BadRecordException;
import dev.drey.format.text.Fit;
import dev.drey.format.text.Mismatch;
import dev.drey.format.text.ScalarText;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;

/**
 * Texts, numbers and booleans. A column of text takes every value, in its own characters; a text is
 * read as the number or boolean that it is exactly. Where the spec asks to be strict, a number in
 * quotes is no number and a number no text. A number written with a fraction or an exponent is an
 * integer if it is whole ({@code 1.0}, {@code 1e3}), as in JSON Schema.
 */
final class JsonScalarReader extends JsonReader {
  private static final long serialVersionUID = 1;

  private final TypeKind kind;
  private final Mismatch mismatch;
  private final Fit fit;
  private final ScalarText text;
  private final boolean strict;

  JsonScalarReader(DataType type, Mismatch mismatch, JsonOptions options) {
    this.kind = type.kind();
    this.mismatch = mismatch;
    this.fit = Fit.of(mismatch, type, options.truncateTimes());
    this.text = ScalarText.of(type, mismatch, options.truncateTimes());
    this.strict = options.strict();
  }

  @Override
  public Object make(JsonScanner json, long value) throws BadRecordException {
    int first = json.bytes()[JsonSpan.start(value)];
    if (first == '"' && !strict) {
      return kind.isCharacter()
          ? fit.text(json.texts().text(json.bytes(), value))
          : fromText(json, value);
    }
    switch (kind) {
      case CHAR:
      case VARCHAR:
        return fit.text(asText(json, value, first));
      case BOOLEAN:
        return bool(json, value, first);
      case TINYINT:
        return (byte) integer(json, value, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SMALLINT:
        return (short) integer(json, value, Short.MIN_VALUE, Short.MAX_VALUE);
      case INT:
        return (int) integer(json, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT:
        return integer(json, value, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT:
        return (float) real(json, value, first);
      case DOUBLE:
        return real(json, value, first);
      case DECIMAL:
        return fit.decimal(decimal(json, value));
      default:
        return fromText(json, value);
    }
  }

  private Object fromText(JsonScanner json, long value) throws BadRecordException {
    byte[] bytes = json.bytes();
    if (bytes[JsonSpan.start(value)] != '"') {
      String help =
          kind == TypeKind.TIMESTAMP_LTZ && isNumber(json, value) && !JsonSpan.isMarked(value)
              ? " (declare it BIGINT and convert it with TO_TIMESTAMP_LTZ)"
              : "";
      throw mismatch.found(JsonTokens.describe(json, value) + help);
    }
    int length = json.texts().fill(bytes, value);
    return text.parse(json.texts().chars(), 0, length);
  }

  private String asText(JsonScanner json, long value, int first) throws BadRecordException {
    if (first == '"') {
      return json.texts().text(json.bytes(), value);
    }
    if (strict) {
      throw wrong(json, value);
    }
    return first == '{' || first == '['
        ? JsonCopy.text(json, value)
        : JsonTexts.word(json.bytes(), value);
  }

  private Object bool(JsonScanner json, long value, int first) throws BadRecordException {
    if (first == 't' || first == 'f') {
      return first == 't';
    }
    throw wrong(json, value);
  }

  private long integer(JsonScanner json, long value, long min, long max) throws BadRecordException {
    requireNumber(json, value);
    long number;
    if (JsonSpan.isMarked(value)) {
      Long whole = Fit.whole(decimal(json, value));
      if (whole == null) {
        throw wrong(json, value);
      }
      number = whole;
    } else {
      try {
        number = JsonNumbers.whole(json.bytes(), value);
      } catch (NumberFormatException tooLarge) {
        throw wrong(json, value);
      }
    }
    if (number < min || number > max) {
      throw wrong(json, value);
    }
    return number;
  }

  private BigDecimal decimal(JsonScanner json, long value) throws BadRecordException {
    requireNumber(json, value);
    try {
      return JsonNumbers.decimal(json.bytes(), value);
    } catch (NumberFormatException e) {
      // An exponent beyond ten digits.
      throw wrong(json, value);
    }
  }

  /** Of a FLOAT the nearest float, as a double. */
  private double real(JsonScanner json, long value, int first) throws BadRecordException {
    if (first == '"') {
      Double special = ScalarText.specialDouble(json.texts().text(json.bytes(), value));
      if (special != null) {
        return special;
      }
    }
    requireNumber(json, value);
    double number =
        kind == TypeKind.FLOAT
            ? JsonNumbers.singlePrecision(json.bytes(), value)
            : JsonNumbers.real(json.bytes(), value);
    if (!Double.isFinite(number)) {
      throw wrong(json, value);
    }
    return number;
  }

  private void requireNumber(JsonScanner json, long value) throws BadRecordException {
    if (!isNumber(json, value)) {
      throw wrong(json, value);
    }
  }

  private static boolean isNumber(JsonScanner json, long value) {
    int first = json.bytes()[JsonSpan.start(value)];
    return first <= '9' && first != '"';
  }

  private BadRecordException wrong(JsonScanner json, long value) {
    return mismatch.found(JsonTokens.describe(json, value));
  }
}
