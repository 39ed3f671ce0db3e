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
import dev.drey.format.text.Mismatch;
import dev.drey.format.text.Utf8;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a record as one JSON object, or as a list where lists are taken, with what is wrong
 * with them in words. It is read to its end whatever is asked of it, so that a record cut off in
 * the middle is bad.
 */
final class JsonDocument<T> implements Serializable {
  private static final long serialVersionUID = 1;

  /** What is made of the object. */
  interface Reading<T> extends Serializable {
    /** Called with the parser at the start of the object or list; leaves it at its end. */
    T read(JsonParser parser) throws IOException, BadRecordException;
  }

  private final Reading<T> reading;
  private final boolean lists;
  private transient @Nullable JsonFactory factory;

  JsonDocument(Reading<T> reading) {
    this(reading, false);
  }

  /**
   * @param lists whether a record may be a list
   */
  JsonDocument(Reading<T> reading, boolean lists) {
    this.reading = reading;
    this.lists = lists;
  }

  void open() {
    // Names come from the symbol table; interning them as well would fill the JVM's own table with
    // whatever keys records have.
    factory =
        JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
  }

  /** Null where the record is blank. */
  @Nullable T read(byte[] bytes, int offset, int length) throws BadRecordException {
    checkEncoding(bytes, offset, length);
    try (JsonParser parser =
        requireNonNull(factory, "open() comes first").createParser(bytes, offset, length)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return null;
      }
      if (first != JsonToken.START_OBJECT && !(lists && first == JsonToken.START_ARRAY)) {
        throw new BadRecordException(
            "the record wants to be a JSON object"
                + (lists ? " or a list of such" : "")
                + " but is "
                + JsonTokens.describe(parser));
      }
      T read = reading.read(parser);
      if (parser.nextToken() != null) {
        throw new BadRecordException(
            "the record goes on after the end of its JSON "
                + (first == JsonToken.START_ARRAY ? "list" : "object"));
      }
      return read;
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
