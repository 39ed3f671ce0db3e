// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

/**
 * Where a value stands in a record, in one number: its first byte, its length, and a mark: of a
 * text that it has escapes, of a number that it has a fraction or an exponent.
 */
final class JsonSpan {
  /** Of a key that the record has not. */
  static final long ABSENT = -1;

  private JsonSpan() {}

  static long of(int start, int end, boolean marked) {
    return ((long) start << 32) | ((long) (end - start) << 1) | (marked ? 1 : 0);
  }

  static int start(long span) {
    return (int) (span >>> 32);
  }

  /** Behind its last byte. */
  static int end(long span) {
    return start(span) + (int) ((span & 0xFFFF_FFFFL) >>> 1);
  }

  static boolean isMarked(long span) {
    return (span & 1) != 0;
  }
}
