// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Keys and headers as text and back: UTF-8. */
final class RecordText {
  private RecordText() {}

  static @Nullable String of(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  /** A STRING as UTF-8, BYTES as they are, a number or truth value as its text. */
  static byte @Nullable [] bytes(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof byte[]) {
      return (byte[]) value;
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value.toString().getBytes(StandardCharsets.UTF_8);
    }
    throw new IllegalArgumentException(
        "a key or header is a STRING, BYTES, a number or BOOLEAN, not " + value.getClass());
  }
}
