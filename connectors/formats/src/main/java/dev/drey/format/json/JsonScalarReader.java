// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import dev.drey.format.BadRecordException;
import dev.drey.format.text.Fit;
import dev.drey.format.text.Mismatch;
import dev.drey.format.text.ScalarText;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.io.IOException;
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
  Object read(JsonParser parser) throws IOException, BadRecordException {
    if (parser.currentToken() == JsonToken.VALUE_STRING && !strict) {
      return kind.isCharacter() ? fit.text(parser.getText()) : fromText(parser);
    }
    switch (kind) {
      case CHAR:
      case VARCHAR:
        return fit.text(asText(parser));
      case BOOLEAN:
        return bool(parser);
      case TINYINT:
        return (byte) integer(parser, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SMALLINT:
        return (short) integer(parser, Short.MIN_VALUE, Short.MAX_VALUE);
      case INT:
        return (int) integer(parser, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT:
        return integer(parser, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT:
        return real(parser).floatValue();
      case DOUBLE:
        return real(parser).doubleValue();
      case DECIMAL:
        requireNumber(parser);
        return fit.decimal(decimal(parser));
      default:
        return fromText(parser);
    }
  }

  private Object fromText(JsonParser parser) throws IOException, BadRecordException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      String help =
          kind == TypeKind.TIMESTAMP_LTZ && parser.currentToken() == JsonToken.VALUE_NUMBER_INT
              ? " (declare it BIGINT and convert it with TO_TIMESTAMP_LTZ)"
              : "";
      throw mismatch.found(JsonTokens.describe(parser) + help);
    }
    return text.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
  }

  private String asText(JsonParser parser) throws IOException, BadRecordException {
    if (strict) {
      require(parser, JsonToken.VALUE_STRING);
    }
    return parser.currentToken().isStructStart() ? JsonCopy.text(parser) : parser.getText();
  }

  private Object bool(JsonParser parser) throws IOException, BadRecordException {
    if (parser.currentToken() == JsonToken.VALUE_TRUE) {
      return true;
    }
    require(parser, JsonToken.VALUE_FALSE);
    return false;
  }

  private long integer(JsonParser parser, long min, long max)
      throws IOException, BadRecordException {
    requireNumber(parser);
    long value;
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      try {
        value = parser.getLongValue();
      } catch (InputCoercionException e) {
        throw mismatch.found(JsonTokens.describe(parser));
      }
    } else {
      value = whole(parser);
    }
    if (value < min || value > max) {
      throw mismatch.found(JsonTokens.describe(parser));
    }
    return value;
  }

  private BigDecimal decimal(JsonParser parser) throws IOException, BadRecordException {
    try {
      return parser.getDecimalValue();
    } catch (NumberFormatException e) {
      // An exponent beyond ten digits.
      throw mismatch.found(JsonTokens.describe(parser));
    }
  }

  private long whole(JsonParser parser) throws IOException, BadRecordException {
    Long whole = Fit.whole(decimal(parser));
    if (whole == null) {
      throw mismatch.found(JsonTokens.describe(parser));
    }
    return whole;
  }

  private Double real(JsonParser parser) throws IOException, BadRecordException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      Double special = ScalarText.specialDouble(parser.getText());
      if (special != null) {
        return special;
      }
    }
    requireNumber(parser);
    double value = kind == TypeKind.FLOAT ? parser.getFloatValue() : parser.getDoubleValue();
    if (!Double.isFinite(value) || (value == 0 && !ScalarText.isZero(parser.getText()))) {
      throw mismatch.found(JsonTokens.describe(parser));
    }
    return value;
  }

  private void requireNumber(JsonParser parser) throws IOException, BadRecordException {
    if (!parser.currentToken().isNumeric()) {
      throw mismatch.found(JsonTokens.describe(parser));
    }
  }

  private void require(JsonParser parser, JsonToken token) throws IOException, BadRecordException {
    if (parser.currentToken() != token) {
      throw mismatch.found(JsonTokens.describe(parser));
    }
  }
}
