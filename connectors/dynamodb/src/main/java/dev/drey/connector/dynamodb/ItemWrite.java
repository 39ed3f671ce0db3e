// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** An item that is put or deleted, with its key. */
final class ItemWrite {
  final Map<String, AttributeValue> key;
  final WriteRequest request;
  final long bytes;

  private ItemWrite(Map<String, AttributeValue> key, WriteRequest request, long bytes) {
    this.key = key;
    this.request = request;
    this.bytes = bytes;
  }

  static ItemWrite put(Map<String, AttributeValue> key, Map<String, AttributeValue> item) {
    return new ItemWrite(
        key, WriteRequest.builder().putRequest(put -> put.item(item)).build(), ItemSize.of(item));
  }

  static ItemWrite delete(Map<String, AttributeValue> key) {
    return new ItemWrite(
        key,
        WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build(),
        ItemSize.of(key));
  }
}
