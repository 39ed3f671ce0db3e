// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import static java.util.Objects.requireNonNull;

import dev.drey.format.BadRecordException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a record as one JSON object, or as a list where lists are taken, with what is wrong
 * with them in words. It is passed over to its end, whatever is asked of it, before anything is
 * made of it: a record that is cut off in the middle is bad, and is said to be no JSON.
 */
final class JsonDocument<T> implements Serializable {
  private static final long serialVersionUID = 1;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** What is made of the object. */
  interface Reading<T> extends Serializable {
    /** Passes the object or list that comes next. */
    default long pass(JsonScanner json) throws BadRecordException {
      return json.value();
    }

    /** Called with the scanner before the object or list, which was passed. */
    T make(JsonScanner json, long value) throws BadRecordException;
  }

  private final Reading<T> reading;
  private final boolean lists;
  private transient @Nullable JsonScanner scanner;

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
    scanner = new JsonScanner();
  }

  /** Null where the record is blank. */
  @Nullable T read(byte[] bytes, int offset, int length) throws BadRecordException {
    JsonScanner json = requireNonNull(scanner, "open() comes first");
    json.begin(bytes, offset, length);
    json.passes(BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    int first = json.peek();
    if (first == JsonScanner.END) {
      return null;
    }
    boolean list = first == '[';
    if (first != '{' && !(lists && list)) {
      throw new BadRecordException(
          "the record wants to be a JSON object"
              + (lists ? " or a list of such" : "")
              + " but is "
              + (list ? JsonTokens.LIST : JsonTokens.describe(json, json.value())));
    }
    long value = reading.pass(json);
    if (json.peek() != JsonScanner.END) {
      json.value();
      throw new BadRecordException(
          "the record goes on after the end of its JSON " + (list ? "list" : "object"));
    }
    json.goTo(JsonSpan.start(value));
    return reading.make(json, value);
  }
}
