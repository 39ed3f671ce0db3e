// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import static dev.drey.connector.ConnectorCodes.FEEDS_ITSELF;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.drey.connector.Clash;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Finding;
import dev.drey.shape.OptionValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Sinks that write a topic which a source of the same pipeline reads: what the pipeline writes it
 * reads again, and writes again. Two uses are of one cluster where they have a broker in common.
 */
final class TopicLoops {
  private TopicLoops() {}

  static List<Clash> of(List<ConnectorUsage> usages) {
    List<Clash> loops = new ArrayList<>();
    for (ConnectorUsage sink : usages) {
      if (sink.isSink()) {
        usages.stream()
            .filter(source -> !source.isSink() && isOneCluster(source, sink))
            .flatMap(source -> loop(sink, source).stream())
            .findFirst()
            .ifPresent(loops::add);
      }
    }
    return loops;
  }

  private static Optional<Clash> loop(ConnectorUsage sink, ConnectorUsage source) {
    String topic = sink.options().get(KafkaOptions.TOPIC);
    return reading(topic, source.options())
        .map(
            option ->
                Clash.of(
                    Finding.of(
                        FEEDS_ITSELF,
                        KafkaOptions.TOPIC.name(),
                        "source `"
                            + source.name()
                            + "` reads topic `"
                            + topic
                            + "` of these brokers, so the pipeline takes in what it writes here",
                        "write to a topic of the sink's own, such as `topic: "
                            + topic
                            + "-"
                            + sink.name().replace('_', '-')
                            + "`; or allow this where such records come to an end"),
                    sink,
                    source,
                    option));
  }

  /** The option by which a source reads this topic. */
  private static Optional<String> reading(String topic, OptionValues source) {
    if (source.has(KafkaOptions.TOPIC_PATTERN)) {
      return matches(source.get(KafkaOptions.TOPIC_PATTERN), topic)
          ? Optional.of(KafkaOptions.TOPIC_PATTERN.name())
          : Optional.empty();
    }
    if (source.has(KafkaOptions.TOPIC)) {
      return source.get(KafkaOptions.TOPIC).equals(topic)
          ? Optional.of(KafkaOptions.TOPIC.name())
          : Optional.empty();
    }
    int at = source.get(KafkaOptions.TOPICS).indexOf(topic);
    return at < 0 ? Optional.empty() : Optional.of(KafkaOptions.TOPICS.to(at));
  }

  // In time that grows with the topic's name, whatever the pattern: a check must not hang.
  private static boolean matches(String pattern, String topic) {
    try {
      return Pattern.matches(pattern, topic);
    } catch (PatternSyntaxException noneOrOnlyJavas) {
      // Of one that is none the source itself says so; what only Java knows stays untold.
      return false;
    }
  }

  private static boolean isOneCluster(ConnectorUsage source, ConnectorUsage sink) {
    Set<String> common = brokers(source);
    common.retainAll(brokers(sink));
    return !common.isEmpty();
  }

  private static Set<String> brokers(ConnectorUsage usage) {
    Set<String> brokers = new HashSet<>();
    for (String broker : usage.options().get(KafkaOptions.BROKERS).split(",")) {
      brokers.add(broker.trim().toLowerCase(Locale.ROOT));
    }
    return brokers;
  }
}
