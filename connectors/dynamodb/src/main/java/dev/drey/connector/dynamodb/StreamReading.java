// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import dev.drey.connector.SourceContext;
import dev.drey.connector.aws.AwsOptions;
import dev.drey.connector.aws.Credentials;
import dev.drey.connector.shards.ServiceProperties;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table's stream as a source. */
final class StreamReading {
  private static final Logger LOG = LoggerFactory.getLogger(StreamReading.class);

  /** Of GetRecords in the API reference of DynamoDB Streams. */
  private static final int MOST_RECORDS = 1000;

  private StreamReading() {}

  @SuppressWarnings("deprecation") // Source functions: see ShardTimeConsumer.
  static SingleOutputStreamOperator<Object[]> add(SourceContext context) {
    if (context.bounded()) {
      LOG.warn(
          "Source `{}` reads a stream of DynamoDB, which has no end: the job runs until it is"
              + " stopped.",
          context.name());
    }
    OptionValues options = context.options();
    boolean changes = StreamUse.areChanges(options);
    ItemRows rows =
        changes
            ? ItemRows.changes(context.rowType(), context.reader(), context.keys())
            : ItemRows.events(context.rowType(), context.reader());
    TableStreamConsumer consumer =
        new TableStreamConsumer(
            context.name(),
            options.get(DynamoDbOptions.STREAM),
            new StreamRecordSchema(context.reader(), context.typeInformation(), rows),
            properties(options),
            context.watermarks());
    DataStreamSource<Object[]> read =
        context.environment().addSource(consumer, context.name(), context.typeInformation());
    // A later state of an item, from another task, could be where it is kept before an earlier one.
    return changes ? read.setParallelism(1) : read;
  }

  private static Properties properties(OptionValues options) {
    Properties properties =
        ServiceProperties.of(
            StreamUse.region(options.get(DynamoDbOptions.STREAM)),
            options.find(AwsOptions.ENDPOINT),
            Credentials.of(options));
    properties.setProperty(
        "flink.stream.initpos", StreamUse.isFromOldest(options) ? "TRIM_HORIZON" : "LATEST");
    putMillis(
        options,
        DynamoDbOptions.SHARD_DISCOVERY,
        "flink.shard.discovery.intervalmillis",
        properties);
    putMillis(
        options,
        DynamoDbOptions.POLL_INTERVAL,
        "flink.shard.getrecords.intervalmillis",
        properties);
    properties.setProperty("flink.shard.getrecords.maxrecordcount", Integer.toString(MOST_RECORDS));
    return properties;
  }

  private static void putMillis(
      OptionValues options, Option<Duration> option, String property, Properties properties) {
    properties.setProperty(property, Long.toString(options.get(option).toMillis()));
  }
}
