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
 * Texts, numbers and booleans. Strict: a number in quotes is no number, a number no text. A number
 * written with a fraction or an exponent is an integer if it is whole ({@code 1.0}, {@code 1e3}),
 * as in JSON Schema.
 */
final class JsonScalarReader extends JsonReader {
  private static final long serialVersionUID = 1;

  private final TypeKind kind;
  private final Mismatch mismatch;
  private final Fit fit;
  private final ScalarText text;

  JsonScalarReader(DataType type, Mismatch mismatch) {
    this.kind = type.kind();
    this.mismatch = mismatch;
    this.fit = Fit.of(mismatch, type);
    this.text = ScalarText.of(type, mismatch);
  }

  @Override
  Object read(JsonParser parser) throws IOException, BadRecordException {
    switch (kind) {
      case CHAR:
      case VARCHAR:
        require(parser, JsonToken.VALUE_STRING);
        return fit.text(parser.getText());
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
    BigDecimal number = decimal(parser);
    // Before any arithmetic: 1e999999999 must not be written out in digits.
    if (number.signum() == 0) {
      return 0;
    }
    long digitsBeforePoint = (long) number.precision() - number.scale();
    if (digitsBeforePoint > 19 || number.stripTrailingZeros().scale() > 0) {
      throw mismatch.found(JsonTokens.describe(parser));
    }
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      throw mismatch.found(JsonTokens.describe(parser));
    }
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
    if (!Double.isFinite(value)) {
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
