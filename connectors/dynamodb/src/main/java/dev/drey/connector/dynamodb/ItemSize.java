// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The bytes of an item as DynamoDB counts them ("Item sizes and formats" of its guide). */
final class ItemSize {
  private static final int CONTAINER = 3;
  private static final int LONGEST_NUMBER = 21;

  private ItemSize() {}

  static long of(Map<String, AttributeValue> item) {
    long bytes = 0;
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      bytes += text(attribute.getKey()) + of(attribute.getValue());
    }
    return bytes;
  }

  private static long of(AttributeValue value) {
    switch (value.type()) {
      case S:
        return text(value.s());
      case N:
        return Math.min(LONGEST_NUMBER, value.n().length() / 2 + 2);
      case B:
        return value.b().asByteArrayUnsafe().length;
      case L:
        return CONTAINER + elements(value.l());
      case M:
        return CONTAINER + value.m().size() + of(value.m());
      default:
        return 1;
    }
  }

  private static long elements(List<AttributeValue> values) {
    return values.stream().mapToLong(value -> 1 + of(value)).sum();
  }

  private static int text(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
