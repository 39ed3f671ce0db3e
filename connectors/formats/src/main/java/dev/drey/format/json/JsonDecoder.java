// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowDecoder;
import dev.drey.format.text.Mismatch;
import dev.drey.format.text.Utf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects to rows with a streaming parser: only the values of produced columns are made, the
 * rest is skipped. Every record is read to its end all the same, so that a record cut off in the
 * middle is bad whichever columns a pipeline uses. Of a key that stands twice the last value holds.
 */
final class JsonDecoder implements RowDecoder {
  private static final long serialVersionUID = 1;

  private final JsonRowReader root;
  private transient @Nullable JsonFactory factory;

  private JsonDecoder(JsonRowReader root) {
    this.root = root;
  }

  static JsonDecoder of(DecoderContext context) {
    return new JsonDecoder(
        JsonRowReader.top(
            context.produced(), context.positions(), JsonOptions.of(context.options())));
  }

  @Override
  public void open() {
    // Names come from the symbol table; interning them as well would fill the JVM's own table with
    // whatever keys records have.
    factory =
        JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    root.open();
  }

  @Override
  public Object @Nullable [] decode(byte[] bytes, int offset, int length)
      throws BadRecordException {
    checkEncoding(bytes, offset, length);
    try (JsonParser parser =
        requireNonNull(factory, "open() comes first").createParser(bytes, offset, length)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return null;
      }
      if (first != JsonToken.START_OBJECT) {
        throw new BadRecordException(
            "the record wants to be a JSON object but is " + JsonTokens.describe(parser));
      }
      Object[] row = root.read(parser);
      if (parser.nextToken() != null) {
        throw new BadRecordException("the record goes on after the end of its JSON object");
      }
      return row;
    } catch (JsonProcessingException e) {
      throw notJson(e, bytes, offset, length);
    } catch (IOException e) {
      throw new BadRecordException("the record is not JSON: its bytes are not UTF-8 text");
    }
  }

  /** Jackson takes overlong forms and surrogates, and guesses UTF-16 and UTF-32 by their zeros. */
  private static void checkEncoding(byte[] bytes, int offset, int length)
      throws BadRecordException {
    int invalid = Utf8.firstInvalid(bytes, offset, length);
    for (int i = Math.min(offset + length, offset + 4) - 1; i >= offset; i--) {
      invalid = bytes[i] == 0 ? i : invalid;
    }
    if (invalid >= 0) {
      throw new BadRecordException(
          "the record is not JSON: its bytes are not UTF-8 text, from byte "
              + (invalid - offset + 1)
              + " on");
    }
  }

  private static BadRecordException notJson(
      JsonProcessingException e, byte[] bytes, int offset, int length) {
    if (e instanceof StreamConstraintsException) {
      return new BadRecordException(
          "the record is beyond the limits of JSON records: 1000 levels, 20 MB for a text, 1000"
              + " digits for a number");
    }
    String start = Mismatch.quoted(new String(bytes, offset, length, StandardCharsets.UTF_8));
    if (e instanceof JsonEOFException) {
      return new BadRecordException("the record is not JSON: it ends too early, " + start);
    }
    long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
    String place = at < 0 ? "" : " near byte " + at;
    return new BadRecordException("the record is not JSON" + place + ": " + start);
  }
}
