// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.dynamodbv2.model.Record;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A record of a stream; its attributes as those of items elsewhere are, in the newer SDK's form.
 */
final class StreamRecord {
  private final Record record;

  StreamRecord(Record record) {
    this.record = record;
  }

  /** INSERT, MODIFY or REMOVE. */
  String event() {
    return record.getEventName();
  }

  boolean isRemoved() {
    return event().equals("REMOVE");
  }

  Map<String, AttributeValue> keys() {
    return Optional.ofNullable(map(record.getDynamodb().getKeys())).orElse(Map.of());
  }

  /** Null where the stream does not have it. */
  @Nullable Map<String, AttributeValue> oldImage() {
    return map(record.getDynamodb().getOldImage());
  }

  /** Null where the stream does not have it. */
  @Nullable Map<String, AttributeValue> newImage() {
    return map(record.getDynamodb().getNewImage());
  }

  private static @Nullable Map<String, AttributeValue> map(
      @Nullable
          Map<
              String,
              org.apache.flink.kinesis.shaded.com.amazonaws.services.dynamodbv2.model
                  .AttributeValue>
          attributes) {
    if (attributes == null) {
      return null;
    }
    Map<String, AttributeValue> converted = new LinkedHashMap<>();
    attributes.forEach((name, value) -> converted.put(name, attribute(value)));
    return converted;
  }

  private static AttributeValue attribute(
      org.apache.flink.kinesis.shaded.com.amazonaws.services.dynamodbv2.model.AttributeValue
          value) {
    if (value.getS() != null) {
      return AttributeValue.fromS(value.getS());
    }
    if (value.getN() != null) {
      return AttributeValue.fromN(value.getN());
    }
    if (value.getBOOL() != null) {
      return AttributeValue.fromBool(value.getBOOL());
    }
    if (value.getB() != null) {
      return AttributeValue.fromB(bytes(value.getB()));
    }
    if (value.getSS() != null) {
      return AttributeValue.fromSs(value.getSS());
    }
    if (value.getNS() != null) {
      return AttributeValue.fromNs(value.getNS());
    }
    if (value.getBS() != null) {
      return AttributeValue.fromBs(
          value.getBS().stream().map(StreamRecord::bytes).collect(Collectors.toList()));
    }
    if (value.getM() != null) {
      return AttributeValue.fromM(map(value.getM()));
    }
    if (value.getL() != null) {
      return AttributeValue.fromL(
          value.getL().stream().map(StreamRecord::attribute).collect(Collectors.toList()));
    }
    return AttributeValue.fromNul(true);
  }

  private static SdkBytes bytes(ByteBuffer buffer) {
    return SdkBytes.fromByteBuffer(buffer.duplicate());
  }
}
