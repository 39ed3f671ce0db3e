// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drey.format.BadRecordException;
import dev.drey.format.text.Mismatch;
import dev.drey.format.text.Utf8;

/** What is wrong with bytes that are no JSON, in words. */
final class JsonFailure {
  private JsonFailure() {}

  static BadRecordException beyondLimits() {
    return new BadRecordException(
        "the record is beyond the limits of JSON records: "
            + JsonScanner.MOST_LEVELS
            + " levels, "
            + JsonScanner.LONGEST_TEXT / 1_000_000
            + " MB for a text, "
            + JsonScanner.LONGEST_NUMBER
            + " characters for a number");
  }

  /**
   * Of a record in these bytes.
   *
   * @param at the first byte that has no place in it, or its end
   */
  static BadRecordException of(byte[] bytes, int start, int end, int at) {
    int noText = Utf8.firstInvalid(bytes, start, end - start);
    for (int i = Math.min(end, start + 4) - 1; i >= start; i--) {
      // Other encodings of Unicode begin with zeros among their bytes.
      noText = bytes[i] == 0 ? i : noText;
    }
    if (noText >= 0) {
      return new BadRecordException(
          "the record is not JSON: its bytes are not UTF-8 text, from byte "
              + (noText - start + 1)
              + " on");
    }
    String text = Mismatch.quoted(new String(bytes, start, end - start, UTF_8));
    if (at >= end) {
      return new BadRecordException("the record is not JSON: it ends too early, " + text);
    }
    return new BadRecordException(
        "the record is not JSON near byte " + (at - start + 1) + ": " + text);
  }
}
