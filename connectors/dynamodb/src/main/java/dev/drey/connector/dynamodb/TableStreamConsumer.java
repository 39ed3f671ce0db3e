// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import dev.drey.connector.shards.ListedShardsFetcher;
import dev.drey.connector.shards.ShardTimeConsumer;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.connectors.kinesis.internals.KinesisDataFetcher;
import org.apache.flink.streaming.connectors.kinesis.proxy.DynamoDBStreamsProxy;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;

/** The consumer of Kinesis with the client that Flink has for streams of DynamoDB. */
@SuppressWarnings("deprecation") // Source functions: see ShardTimeConsumer.
final class TableStreamConsumer extends ShardTimeConsumer {
  private static final long serialVersionUID = 1;

  TableStreamConsumer(
      String source,
      String stream,
      KinesisDeserializationSchema<Object[]> schema,
      Properties properties,
      WatermarkStrategy<Object[]> strategy) {
    super(source, stream, "the stream " + stream, schema, properties, strategy);
  }

  @Override
  protected KinesisDataFetcher<Object[]> createFetcher(
      List<String> streams,
      SourceContext<Object[]> output,
      RuntimeContext runtime,
      Properties properties,
      KinesisDeserializationSchema<Object[]> schema) {
    return ListedShardsFetcher.of(
        source(),
        streams,
        watermarks(output, runtime),
        runtime,
        properties,
        schema,
        DynamoDBStreamsProxy::create);
  }
}
