// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import dev.drey.connector.async.RefusedRowException;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;

/**
 * As many bytes as a record may have: what the producer sends at most, and what the topic takes,
 * unless records are packed on their way to it. Behind this the producer or the brokers would
 * refuse it, of which no sink of Flink's could say whose row it was.
 */
final class RecordLimit {
  private final long ofProducer;
  private final long ofTopic;

  private RecordLimit(long ofProducer, long ofTopic) {
    this.ofProducer = ofProducer;
    this.ofTopic = ofTopic;
  }

  /**
   * @param client the producer's settings
   * @param ofTopic what the topic says; the largest number where it says nothing
   */
  static RecordLimit of(Properties client, long ofTopic) {
    boolean packed =
        CompressionType.forName(text(client, ProducerConfig.COMPRESSION_TYPE_CONFIG))
            != CompressionType.NONE;
    return new RecordLimit(
        Math.min(
            number(client, ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
            number(client, ProducerConfig.BUFFER_MEMORY_CONFIG)),
        packed ? Long.MAX_VALUE : ofTopic);
  }

  private static long number(Properties client, String name) {
    return (Long) ConfigDef.parseType(name, text(client, name), ConfigDef.Type.LONG);
  }

  private static String text(Properties client, String name) {
    return client.getProperty(
        name, String.valueOf(ProducerConfig.configDef().defaultValues().get(name)));
  }

  /** Counts as Kafka's producer does. */
  void check(ProducerRecord<byte[], byte[]> record) throws RefusedRowException {
    int bytes =
        AbstractRecords.estimateSizeInBytesUpperBound(
            RecordBatch.CURRENT_MAGIC_VALUE,
            CompressionType.NONE,
            record.key(),
            record.value(),
            record.headers().toArray());
    if (bytes > ofProducer) {
      throw new RefusedRowException(
          "the record has "
              + bytes
              + " bytes, and the producer sends "
              + ofProducer
              + " at most (`properties: {max.request.size: ...}` and `buffer.memory` say so)");
    }
    if (bytes > ofTopic) {
      throw new RefusedRowException(
          "the record has "
              + bytes
              + " bytes, and topic "
              + record.topic()
              + " takes "
              + ofTopic
              + " at most (its `max.message.bytes`)");
    }
  }
}
