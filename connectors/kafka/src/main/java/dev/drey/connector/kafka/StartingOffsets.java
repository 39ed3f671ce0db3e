package dev.drey.connector.kafka;

import dev.drey.shape.OptionValues;
import java.util.Locale;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** The option {@code startFrom}. */
final class StartingOffsets {
  private StartingOffsets() {}

  /** Where reading begins, for a person. */
  static String inWords(OptionValues options, String group) {
    Object start = options.find(KafkaOptions.START_FROM).orElse(KafkaOptions.EARLIEST);
    if (start instanceof OptionValues && ((OptionValues) start).has(KafkaOptions.TIMESTAMP)) {
      return "from records of "
          + ((OptionValues) start).timestamp(KafkaOptions.TIMESTAMP)
          + " on; where there are none, nothing comes until somebody writes";
    }
    if (start instanceof OptionValues || start.equals(KafkaOptions.COMMITTED)) {
      String otherwise =
          start instanceof OptionValues
              ? ((OptionValues) start).object(KafkaOptions.COMMITTED).string(KafkaOptions.OTHERWISE)
              : KafkaOptions.EARLIEST;
      return "from the offsets of the group `"
          + group
          + "`, without one "
          + (otherwise.equals(KafkaOptions.FAIL) ? "not at all" : inWords(otherwise));
    }
    return inWords(start.toString());
  }

  private static String inWords(String start) {
    return start.equals(KafkaOptions.LATEST)
        ? "from the end: nothing comes until somebody writes to it"
        : "from the first record";
  }

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
