package dev.drey.connector.kafka;

import dev.drey.shape.OptionValues;
import java.util.Locale;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** The option {@code startFrom}. */
final class StartingOffsets {
  private StartingOffsets() {}

  static OffsetsInitializer of(OptionValues options) {
    Object start = options.find(KafkaOptions.START_FROM).orElse(KafkaOptions.EARLIEST);
    if (start.equals(KafkaOptions.EARLIEST)) {
      return OffsetsInitializer.earliest();
    }
    if (start.equals(KafkaOptions.LATEST)) {
      return OffsetsInitializer.latest();
    }
    if (start.equals(KafkaOptions.COMMITTED)) {
      return OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
    }
    OptionValues place = (OptionValues) start;
    if (place.has(KafkaOptions.TIMESTAMP)) {
      return OffsetsInitializer.timestamp(place.timestamp(KafkaOptions.TIMESTAMP).toEpochMilli());
    }
    String otherwise = place.object(KafkaOptions.COMMITTED).string(KafkaOptions.OTHERWISE);
    return OffsetsInitializer.committedOffsets(
        otherwise.equals(KafkaOptions.FAIL)
            ? OffsetResetStrategy.NONE
            : OffsetResetStrategy.valueOf(otherwise.toUpperCase(Locale.ROOT)));
  }
}
