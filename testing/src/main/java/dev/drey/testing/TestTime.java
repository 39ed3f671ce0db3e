// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.OptionalLong;

/**
 * Points in time as tests write them: ISO-8601, {@code 2026-01-01T00:01:00Z}; to the millisecond.
 */
final class TestTime {
  private TestTime() {}

  /** Milliseconds since 1970 in UTC; empty where the text is no instant with a zone. */
  static OptionalLong instant(String text) {
    try {
      return OptionalLong.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  static String instantText(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  static String localText(long millis) {
    String text = Instant.ofEpochMilli(millis).toString();
    return text.substring(0, text.length() - 1);
  }
}
