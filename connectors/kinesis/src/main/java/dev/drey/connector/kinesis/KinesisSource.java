// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import dev.drey.connector.Course;
import dev.drey.connector.SourceContext;
import dev.drey.connector.shards.ShardTimeConsumer;
import dev.drey.shape.OptionValues;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the source of a job: the consumer of one stream, with the spec's options. */
final class KinesisSource {
  private static final Logger LOG = LoggerFactory.getLogger(KinesisSource.class);

  private KinesisSource() {}

  static Course course(OptionValues options) {
    String otherwise =
        KinesisOptions.startsAtOldest(options)
            ? "from the oldest record"
            : "from the end: nothing comes until somebody writes to it";
    Course course =
        Course.endless(
            KinesisOptions.startTime(options)
                .map(start -> "from " + start + " on")
                .orElse(otherwise),
            false);
    return options
        .find(KinesisOptions.FAN_OUT)
        .map(fanOut -> course.marking("traces in the fan-out consumer `" + fanOut + "`"))
        .orElse(course);
  }

  @SuppressWarnings("deprecation") // Source functions: see ShardTimeConsumer.
  static SingleOutputStreamOperator<Object[]> add(SourceContext context) {
    if (context.bounded()) {
      LOG.warn(
          "Source `{}` reads a Kinesis stream, which has no end: the job runs until it is stopped.",
          context.name());
    }
    StreamAddress address = StreamAddress.of(context.options());
    ShardTimeConsumer consumer =
        new ShardTimeConsumer(
            context.name(),
            address.name(),
            address.text(),
            new ShardRecordSchema(context.reader(), context.typeInformation()),
            ClientProperties.ofSource(context.options(), context.leavesNoMark()),
            context.watermarks());
    return context.environment().addSource(consumer, context.name(), context.typeInformation());
  }
}
