// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The attributes of an item's primary key, so that two of one item are equal: DynamoDB gives a
 * number back as one of its own spellings.
 */
final class ItemKey {
  private ItemKey() {}

  /**
   * @param item that has all of these attributes
   */
  static Map<String, AttributeValue> from(
      Map<String, AttributeValue> item, Collection<String> names) {
    Map<String, AttributeValue> key = new LinkedHashMap<>();
    for (String name : names) {
      AttributeValue value = item.get(name);
      if (value == null) {
        throw new IllegalArgumentException("an item without " + name + ", which is of its key");
      }
      key.put(name, canonical(value));
    }
    return key;
  }

  private static AttributeValue canonical(AttributeValue value) {
    return value.type() == AttributeValue.Type.N
        ? AttributeValue.fromN(new BigDecimal(value.n()).stripTrailingZeros().toString())
        : value;
  }
}
