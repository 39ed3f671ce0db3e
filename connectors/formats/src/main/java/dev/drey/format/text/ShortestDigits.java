// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.text;

import com.fasterxml.jackson.core.io.NumberOutput;

/**
 * The shortest decimal digits that read back as the same floating-point number. Java writes them
 * from release 19 on only (JDK-4511638), so they are Jackson's; but for doubles of few digits, such
 * as amounts and what is computed of them.
 */
final class ShortestDigits {
  /** From here to {@link #MOST} a double is written without an exponent. */
  private static final double LEAST = 1e-3;

  private static final double MOST = 1e7;

  /** With no more digits than these there is one decimal for each double at the most. */
  private static final long FIFTEEN_DIGITS = 1_000_000_000_000_000L;

  private ShortestDigits() {}

  static void write(double number, Utf8Buffer out) {
    double positive = Math.abs(number);
    if (!(positive >= LEAST && positive < MOST)
        || !(writes(number, positive, 1e4, 4, out) || writes(number, positive, 1e8, 8, out))) {
      out.appendAscii(NumberOutput.toString(number, true));
    }
  }

  static void write(float number, Utf8Buffer out) {
    out.appendAscii(NumberOutput.toString(number, true));
  }

  /**
   * The number if so many digits behind its point are enough: digits and power of ten are doubles,
   * so their quotient is the double that these digits are read as.
   */
  private static boolean writes(
      double number, double positive, double powerOfTen, int scale, Utf8Buffer out) {
    long digits = Math.round(positive * powerOfTen);
    if (digits >= FIFTEEN_DIGITS || digits / powerOfTen != positive) {
      return false;
    }
    int shorter = scale;
    while (shorter > 1 && digits % 10 == 0) {
      digits /= 10;
      shorter--;
    }
    out.appendDecimal(number < 0 ? -digits : digits, shorter);
    return true;
  }
}
