// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import dev.drey.format.BadRecordException;
import dev.drey.format.text.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Goes over a record's bytes once, from value to value, and checks that each is JSON as RFC 8259
 * has it, whether somebody reads it or not. It makes no objects: a value is where it stands. For
 * one thread.
 */
final class JsonScanner {
  /** What {@link #peek} gives behind the last byte. */
  static final int END = -1;

  static final int MOST_LEVELS = 1000;
  static final int LONGEST_TEXT = 20_000_000;

  /** Making a number of digits takes time quadratic in their count. */
  static final int LONGEST_NUMBER = 1000;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long QUOTES = '"' * EACH;
  private static final long BACKSLASHES = '\\' * EACH;
  private static final long BLANKS = ' ' * EACH;

  private byte[] bytes = {};
  private int start;
  private int at;
  private int end;
  private int depth;

  /** Of each level whether it is an object: a bit. */
  private final long[] objects = new long[MOST_LEVELS / Long.SIZE + 1];

  private final JsonTexts texts = new JsonTexts();

  void begin(byte[] record, int offset, int length) {
    bytes = record;
    start = offset;
    at = offset;
    end = offset + length;
    depth = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  /** What makes texts of this record's bytes. */
  JsonTexts texts() {
    return texts;
  }

  int at() {
    return at;
  }

  /** Goes on from here. */
  void goTo(int place) {
    at = place;
  }

  /** The byte that comes next, behind white space; it stays the next. */
  int peek() {
    while (at < end) {
      int next = bytes[at];
      if (next > ' ' || (next != ' ' && next != '\n' && next != '\r' && next != '\t')) {
        return next & 0xFF;
      }
      at++;
    }
    return END;
  }

  /** Whether these bytes come next, the first ones left out; then they are passed. */
  boolean passes(byte[] expected, int leftOut, int length) {
    int from = at;
    int i = leftOut;
    if (end - from < length - i) {
      return false;
    }
    for (; i <= length - Long.BYTES; i += Long.BYTES, from += Long.BYTES) {
      if ((long) LONGS.get(bytes, from) != (long) LONGS.get(expected, i)) {
        return false;
      }
    }
    for (; i < length; i++, from++) {
      if (bytes[from] != expected[i]) {
        return false;
      }
    }
    at = from;
    return true;
  }

  /** Passes the opening bracket that comes next. */
  void enter() throws BadRecordException {
    if (++depth > MOST_LEVELS) {
      throw JsonFailure.beyondLimits();
    }
    long bit = 1L << depth;
    if (bytes[at++] == '{') {
      objects[depth >>> 6] |= bit;
    } else {
      objects[depth >>> 6] &= ~bit;
    }
  }

  /** Passes the closing bracket of the innermost object or list if it comes next. */
  boolean leave() {
    if (peek() != closing()) {
      return false;
    }
    at++;
    depth--;
    return true;
  }

  private int closing() {
    return (objects[depth >>> 6] & (1L << depth)) != 0 ? '}' : ']';
  }

  /**
   * Behind a value within an object or a list: whether another one follows, before which it stands
   * then; otherwise the bracket is passed.
   */
  boolean goesOn() throws BadRecordException {
    if ((at < end && bytes[at] == ',') || peek() == ',') {
      at++;
      return true;
    }
    if (leave()) {
      return false;
    }
    throw unexpected();
  }

  /** Passes a key and the colon behind it. */
  long key() throws BadRecordException {
    if (peek() != '"') {
      throw unexpected();
    }
    long key = text();
    if (peek() != ':') {
      throw unexpected();
    }
    at++;
    return key;
  }

  /** Passes the value that comes next. */
  long value() throws BadRecordException {
    int next = peek();
    if (next == '"') {
      return text();
    }
    return next == '{' || next == '[' ? nested() : scalar(next);
  }

  private long nested() throws BadRecordException {
    int from = at;
    int outside = depth;
    enter();
    boolean behindValue = leave();
    while (depth > outside) {
      if (!behindValue) {
        behindValue = member();
      }
      while (behindValue && depth > outside) {
        behindValue = !goesOn();
      }
    }
    return JsonSpan.of(from, at, false);
  }

  /**
   * Passes what may follow an opening bracket or a comma: a value whole, of an object or a list
   * that has something in it the bracket; whether it was whole.
   */
  private boolean member() throws BadRecordException {
    if (closing() == '}') {
      key();
    }
    int next = peek();
    if (next == '"') {
      text();
    } else if (next == '{' || next == '[') {
      enter();
      return leave();
    } else {
      scalar(next);
    }
    return true;
  }

  /** A number or a word. */
  private long scalar(int next) throws BadRecordException {
    switch (next) {
      case 't':
        return word("true");
      case 'f':
        return word("false");
      case 'n':
        return word("null");
      default:
        if (next == '-' || (next >= '0' && next <= '9')) {
          return number();
        }
        throw unexpected();
    }
  }

  private long word(String word) throws BadRecordException {
    int from = at;
    for (int i = 0; i < word.length(); i++, at++) {
      if (at == end || bytes[at] != word.charAt(i)) {
        throw unexpected();
      }
    }
    return JsonSpan.of(from, at, false);
  }

  private long number() throws BadRecordException {
    int from = at;
    int place = bytes[from] == '-' ? from + 1 : from;
    place = place < end && bytes[place] == '0' ? place + 1 : digits(place);
    int whole = place;
    if (place < end && bytes[place] == '.') {
      place = digits(place + 1);
    }
    if (place < end && (bytes[place] | 0x20) == 'e') {
      place++;
      boolean sign = place < end && (bytes[place] == '+' || bytes[place] == '-');
      place = digits(sign ? place + 1 : place);
    }
    at = place;
    if (place - from > LONGEST_NUMBER) {
      throw JsonFailure.beyondLimits();
    }
    return JsonSpan.of(from, place, place > whole);
  }

  /** Behind the digits, of which there is one at least, from here on. */
  private int digits(int from) throws BadRecordException {
    int place = from;
    while (place < end && bytes[place] >= '0' && bytes[place] <= '9') {
      place++;
    }
    if (place == from) {
      at = from;
      throw unexpected();
    }
    return place;
  }

  /** Passes the text whose quote comes next. */
  private long text() throws BadRecordException {
    int from = at;
    int next = plain(from + 1);
    if (next < end && bytes[next] == '"') {
      at = next + 1;
      checkLength(from);
      return JsonSpan.of(from, at, false);
    }
    return rareText(from, next);
  }

  /** A text that has characters beyond ASCII, or escapes; or that is none. */
  private long rareText(int from, int place) throws BadRecordException {
    boolean escaped = false;
    at = place;
    while (at < end && bytes[at] != '"') {
      if (bytes[at] == '\\') {
        escaped = true;
        escape();
      } else {
        // Control characters have no place in texts.
        int size = bytes[at] < 0 ? Utf8.size(bytes, at, end) : 0;
        if (size == 0) {
          throw unexpected();
        }
        at += size;
      }
      at = plain(at);
    }
    if (at == end) {
      throw unexpected();
    }
    at++;
    checkLength(from);
    return JsonSpan.of(from, at, escaped);
  }

  private void checkLength(int from) throws BadRecordException {
    if (at - from - 2 > LONGEST_TEXT) {
      throw JsonFailure.beyondLimits();
    }
  }

  /** The next quote, backslash, control character or character beyond ASCII, or the end. */
  private int plain(int from) {
    byte[] record = bytes;
    int place = from;
    for (int last = end - Long.BYTES; place <= last; place += Long.BYTES) {
      long eight = (long) LONGS.get(record, place);
      // A subtraction that borrows sets the high bit of a byte, and maybe of some behind it.
      long special =
          (((eight ^ QUOTES) - EACH) | ((eight ^ BACKSLASHES) - EACH) | (eight - BLANKS) | eight)
              & HIGH_BITS;
      if (special != 0) {
        return place + (Long.numberOfTrailingZeros(special) >>> 3);
      }
    }
    while (place < end && record[place] >= ' ' && record[place] != '"' && record[place] != '\\') {
      place++;
    }
    return place;
  }

  private void escape() throws BadRecordException {
    at++;
    int what = at < end ? bytes[at] : END;
    if (what == 'u') {
      for (int i = 0; i < 4; i++) {
        at++;
        if (at >= end || Character.digit(bytes[at], 16) < 0) {
          throw unexpected();
        }
      }
    } else if (what < 0 || "\"\\/bfnrt".indexOf(what) < 0) {
      throw unexpected();
    }
    at++;
  }

  /** What comes next has no place here. */
  BadRecordException unexpected() {
    return JsonFailure.of(bytes, start, end, at);
  }
}
