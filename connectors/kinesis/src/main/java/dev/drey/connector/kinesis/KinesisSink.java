// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import dev.drey.connector.SinkContext;
import dev.drey.shape.OptionValues;
import java.util.Properties;
import org.apache.flink.connector.kinesis.sink.KinesisStreamsSink;
import org.apache.flink.connector.kinesis.sink.KinesisStreamsSinkBuilder;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/** Builds the sink of a job. At least once: what is in flight is sent again after a failure. */
final class KinesisSink {
  private KinesisSink() {}

  static DataStreamSink<?> add(SinkContext context, DataStream<Object[]> rows) {
    OptionValues options = context.options();
    StreamAddress address = StreamAddress.of(options);
    Properties properties = ClientProperties.ofSink(options);
    StreamProbe probe = new StreamProbe(context.name(), address, properties);
    OptionValues batch = options.within(KinesisOptions.BATCH);
    KinesisStreamsSinkBuilder<Object[]> builder =
        KinesisStreamsSink.<Object[]>builder()
            .setKinesisClientProperties(properties)
            .setSerializationSchema(new RowSerialization(context.encoder().orElseThrow(), probe))
            .setPartitionKeyGenerator(
                PartitionKeys.of(context.expression(KinesisOptions.PARTITION_KEY).orElse(null)))
            .setFailOnError(options.get(KinesisOptions.FAIL_ON_ERROR))
            .setMaxBatchSize(batch.get(KinesisOptions.BATCH_SIZE).intValue())
            .setMaxBatchSizeInBytes(batch.get(KinesisOptions.BATCH_BYTES))
            .setMaxTimeInBufferMS(batch.get(KinesisOptions.LINGER).toMillis());
    setStream(builder, address);
    return rows.sinkTo(builder.build());
  }

  // By name the request says no account, which is the credentials' own; the builder would rather
  // have an ARN, which nobody but the service knows.
  @SuppressWarnings("deprecation")
  private static void setStream(
      KinesisStreamsSinkBuilder<Object[]> builder, StreamAddress address) {
    if (address.arn().isPresent()) {
      builder.setStreamArn(address.arn().get());
    } else {
      builder.setStreamName(address.name());
    }
  }
}
