// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Course;
import dev.drey.connector.SourceContext;
import dev.drey.shape.OptionValues;
import java.util.List;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.jspecify.annotations.Nullable;

/**
 * A use of Kafka as a source: Flink's {@link KafkaSource}, which keeps a watermark for each
 * partition and offsets in its checkpoints.
 */
final class TopicReading {
  private TopicReading() {}

  static String group(String name, OptionValues options) {
    return options.find(KafkaOptions.GROUP).orElse("drey-" + name);
  }

  /** The topics that are named; none where a pattern says them. */
  static List<String> topics(OptionValues options) {
    return options
        .find(KafkaOptions.TOPIC)
        .map(List::of)
        .orElseGet(() -> options.get(KafkaOptions.TOPICS));
  }

  static String place(OptionValues options) {
    String topics =
        options.has(KafkaOptions.TOPIC_PATTERN)
            ? "topics like " + options.get(KafkaOptions.TOPIC_PATTERN)
            : options.has(KafkaOptions.TOPIC)
                ? "topic " + options.get(KafkaOptions.TOPIC)
                : "topics " + String.join(", ", options.get(KafkaOptions.TOPICS));
    return topics + " on " + options.get(KafkaOptions.BROKERS);
  }

  static Course course(ConnectorUsage usage) {
    String group = group(usage.name(), usage.options());
    Course course =
        Course.endless(StartingOffsets.inWords(usage.options(), group), true)
            .marking("offsets to the group `" + group + "`");
    return StartingOffsets.isLatest(usage.options()) ? course.behindWhatIsThere() : course;
  }

  static SingleOutputStreamOperator<Object[]> add(SourceContext context) {
    OptionValues options = context.options();
    boolean skipTombstones = KafkaOptions.skipsTombstones(options);
    @Nullable Tombstones deletes = Tombstones.of(context);
    if (deletes != null) {
      context.reader().markPuts();
    }
    KafkaSourceBuilder<Object[]> source =
        KafkaSource.<Object[]>builder()
            .setProperties(ClientProperties.source(context.name(), options, context.bounded()))
            .setProperty(
                KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(),
                Boolean.toString(!context.leavesNoMark()))
            .setGroupId(group(context.name(), options))
            .setClientIdPrefix("drey-" + context.name())
            .setKafkaSubscriber(TopicSubscription.of(context.name(), options))
            .setStartingOffsets(StartingOffsets.of(options))
            .setDeserializer(
                new RecordToRow(
                    context.reader(), context.typeInformation(), skipTombstones, deletes));
    if (context.bounded()) {
      source.setBounded(OffsetsInitializer.latest());
    }
    return context
        .environment()
        .fromSource(
            source.build(), context.watermarks(), context.name(), context.typeInformation());
  }
}
