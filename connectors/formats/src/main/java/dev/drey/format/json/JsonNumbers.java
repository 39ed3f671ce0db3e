// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import dev.drey.format.text.ScalarText;
import java.math.BigDecimal;

/**
 * Numbers from the digits of a record, which a {@link JsonScanner} has passed. What has few digits,
 * as nearly all have, is computed without a text in between.
 */
final class JsonNumbers {
  /** As many as always fit into a long. */
  private static final int DIGITS = 18;

  /** Whole numbers up to here are doubles. */
  private static final long EXACT = 1L << 53;

  private static final double[] TENS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private JsonNumbers() {}

  /**
   * A number without fraction and exponent.
   *
   * @throws NumberFormatException beyond the range of a long
   */
  static long whole(byte[] bytes, long span) {
    int at = JsonSpan.start(span);
    int end = JsonSpan.end(span);
    boolean negative = bytes[at] == '-';
    if (negative) {
      at++;
    }
    if (end - at > DIGITS) {
      return Long.parseLong(JsonTexts.word(bytes, span));
    }
    long value = 0;
    for (; at < end; at++) {
      value = 10 * value + (bytes[at] - '0');
    }
    return negative ? -value : value;
  }

  /**
   * The nearest double, which is no zero for what is none: NaN for that, an infinity for what is
   * too large. The negative zero is written with a fraction or an exponent.
   */
  static double real(byte[] bytes, long span) {
    int start = JsonSpan.start(span);
    int end = JsonSpan.end(span);
    boolean negative = bytes[start] == '-';
    long digits = 0;
    int count = 0;
    int point = -1;
    for (int at = negative ? start + 1 : start; at < end; at++) {
      int c = bytes[at];
      if (c == '.') {
        point = at + 1;
      } else if (c > '9' || ++count > DIGITS) {
        return parsed(JsonTexts.word(bytes, span));
      } else {
        digits = 10 * digits + (c - '0');
      }
    }
    int fraction = point < 0 ? 0 : end - point;
    if (digits > EXACT) {
      return parsed(JsonTexts.word(bytes, span));
    }
    // Both are doubles as they are, so their quotient is rounded once.
    double value = digits / TENS[fraction];
    return negative && (digits != 0 || JsonSpan.isMarked(span)) ? -value : value;
  }

  private static double parsed(String word) {
    double value = Double.parseDouble(word);
    return value == 0 && !ScalarText.isZero(word) ? Double.NaN : value;
  }

  /**
   * The nearest float, NaN for what would be a zero and is none; -0 without a fraction or an
   * exponent is 0, as it is for a double.
   */
  static float singlePrecision(byte[] bytes, long span) {
    String word = JsonTexts.word(bytes, span);
    float value = Float.parseFloat(word);
    if (value != 0) {
      return value;
    }
    if (!ScalarText.isZero(word)) {
      return Float.NaN;
    }
    return JsonSpan.isMarked(span) ? value : 0;
  }

  /**
   * The number with the digits that it has.
   *
   * @throws NumberFormatException with an exponent beyond ten digits
   */
  static BigDecimal decimal(byte[] bytes, long span) {
    int start = JsonSpan.start(span);
    int end = JsonSpan.end(span);
    boolean negative = bytes[start] == '-';
    long digits = 0;
    int count = 0;
    int point = -1;
    for (int at = negative ? start + 1 : start; at < end; at++) {
      int c = bytes[at];
      if (c == '.') {
        point = at + 1;
      } else if (c > '9' || ++count > DIGITS) {
        return new BigDecimal(JsonTexts.word(bytes, span));
      } else {
        digits = 10 * digits + (c - '0');
      }
    }
    return BigDecimal.valueOf(negative ? -digits : digits, point < 0 ? 0 : end - point);
  }
}
