// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.producer.protobuf.Messages;
import org.apache.flink.kinesis.shaded.com.google.protobuf.ByteString;

/** Records in one, as Kinesis's producer library puts them together: a mark, its message, MD5. */
final class Aggregate {
  /** How many go together. */
  static final int RECORDS = 100;

  private static final byte[] MARK = {(byte) 0xf3, (byte) 0x89, (byte) 0x9a, (byte) 0xc2};

  private Aggregate() {}

  static byte[] of(Records input, int from, int to) {
    Messages.AggregatedRecord.Builder all =
        Messages.AggregatedRecord.newBuilder().addPartitionKeyTable(Integer.toString(from));
    for (int i = from; i < to; i++) {
      all.addRecords(
          Messages.Record.newBuilder()
              .setPartitionKeyIndex(0)
              .setData(ByteString.copyFrom(input.get(i))));
    }
    byte[] message = all.build().toByteArray();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(MARK);
    out.writeBytes(message);
    out.writeBytes(md5(message));
    return out.toByteArray();
  }

  private static byte[] md5(byte[] message) {
    try {
      return MessageDigest.getInstance("MD5").digest(message);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
