// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.format.Quoting;

/** Where in a record with quoted fields its next byte stands. */
final class QuoteState {
  private enum Place {
    FIELD_START,
    PLAIN,
    QUOTED,
    /** Behind a quote in a quoted field: it closed the field, or another follows. */
    QUOTE,
    /** Behind a closed field and a CR, where only the line's end is right. */
    CARRIAGE_RETURN,
    /** A quote where none may be, or text behind a closed field. */
    BROKEN
  }

  private final byte quote;
  private final byte delimiter;
  private Place place = Place.FIELD_START;

  QuoteState(Quoting quoting) {
    this.quote = quoting.quote();
    this.delimiter = quoting.delimiter();
  }

  /** Whether a line end here belongs to a field. */
  boolean isOpen() {
    return place == Place.QUOTED;
  }

  boolean isBroken() {
    return place == Place.BROKEN;
  }

  /** Passes a byte that is no LF, or one within a field. */
  void pass(byte b) {
    switch (place) {
      case FIELD_START:
        place = b == quote ? Place.QUOTED : b == delimiter ? Place.FIELD_START : Place.PLAIN;
        break;
      case PLAIN:
        place = b == quote ? Place.BROKEN : b == delimiter ? Place.FIELD_START : Place.PLAIN;
        break;
      case QUOTED:
        place = b == quote ? Place.QUOTE : Place.QUOTED;
        break;
      case QUOTE:
        place =
            b == quote
                ? Place.QUOTED
                : b == delimiter
                    ? Place.FIELD_START
                    : b == '\r' ? Place.CARRIAGE_RETURN : Place.BROKEN;
        break;
      case CARRIAGE_RETURN:
      case BROKEN:
        place = Place.BROKEN;
        break;
    }
  }
}
