// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.text;

import com.fasterxml.jackson.core.io.NumberOutput;

/**
 * The shortest decimal digits that read back as the same floating-point number. Java writes them
 * from release 19 on only (JDK-4511638), so they are Jackson's.
 */
final class ShortestDigits {
  private ShortestDigits() {}

  static String of(double number) {
    return NumberOutput.toString(number, true);
  }

  static String of(float number) {
    return NumberOutput.toString(number, true);
  }
}
