// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import dev.drey.shape.OptionValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.source.enumerator.subscriber.KafkaSubscriber;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that a source reads: of the topics that the spec names, or of those whose names
 * match its pattern. Until the brokers have answered once the time for it is short and a pattern
 * that matches nothing is a failure; later Kafka's own patience applies.
 */
final class TopicSubscription implements KafkaSubscriber {
  private static final long serialVersionUID = 1;

  private final BrokerInquiry inquiry;
  private final ArrayList<String> topics;
  private final @Nullable Pattern pattern;
  private boolean answered;

  private TopicSubscription(BrokerInquiry inquiry, List<String> topics, @Nullable Pattern pattern) {
    this.inquiry = inquiry;
    this.topics = new ArrayList<>(topics);
    this.pattern = pattern;
  }

  static TopicSubscription of(String source, OptionValues options) {
    BrokerInquiry inquiry = BrokerInquiry.ofSource(source, options.get(KafkaOptions.BROKERS));
    if (options.has(KafkaOptions.TOPIC_PATTERN)) {
      return new TopicSubscription(
          inquiry, List.of(), Pattern.compile(options.get(KafkaOptions.TOPIC_PATTERN)));
    }
    return new TopicSubscription(inquiry, TopicReading.topics(options), null);
  }

  @Override
  public Set<TopicPartition> getSubscribedTopicPartitions(AdminClient admin) {
    Optional<Duration> atMost =
        answered ? Optional.empty() : Optional.of(BrokerInquiry.FIRST_ANSWER);
    Collection<String> names = pattern == null ? topics : matching(pattern, admin, atMost);
    Map<String, TopicDescription> found = inquiry.describe(admin, names, atMost);
    answered = true;
    Set<TopicPartition> partitions = new HashSet<>();
    found.forEach(
        (topic, description) ->
            description
                .partitions()
                .forEach(info -> partitions.add(new TopicPartition(topic, info.partition()))));
    return partitions;
  }

  private Collection<String> matching(
      Pattern wanted, AdminClient admin, Optional<Duration> atMost) {
    Set<String> names =
        inquiry.names(admin, atMost).stream()
            .filter(name -> wanted.matcher(name).matches())
            .collect(Collectors.toSet());
    if (names.isEmpty() && !answered) {
      throw inquiry.noMatch(wanted);
    }
    return names;
  }
}
