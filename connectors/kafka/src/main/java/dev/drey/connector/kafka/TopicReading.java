package dev.drey.connector.kafka;

import dev.drey.connector.SourceContext;
import dev.drey.shape.OptionValues;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * A use of Kafka as a source: Flink's {@link KafkaSource}, which keeps a watermark for each
 * partition and offsets in its checkpoints.
 */
final class TopicReading {
  private TopicReading() {}

  static SingleOutputStreamOperator<Object[]> add(SourceContext context) {
    OptionValues options = context.options();
    String ownName = "drey-" + context.name();
    boolean skipTombstones =
        options.string(KafkaOptions.TOMBSTONES, KafkaOptions.BAD).equals(KafkaOptions.SKIP);
    KafkaSourceBuilder<Object[]> source =
        KafkaSource.<Object[]>builder()
            .setProperties(ClientProperties.source(options, context.bounded()))
            .setGroupId(options.string(KafkaOptions.GROUP, ownName))
            .setClientIdPrefix(ownName)
            .setKafkaSubscriber(TopicSubscription.of(context.name(), options))
            .setStartingOffsets(StartingOffsets.of(options))
            .setDeserializer(
                new RecordToRow(context.reader(), context.typeInformation(), skipTombstones));
    if (context.bounded()) {
      source.setBounded(OffsetsInitializer.latest());
    }
    return context
        .environment()
        .fromSource(
            source.build(), context.watermarks(), context.name(), context.typeInformation());
  }
}
