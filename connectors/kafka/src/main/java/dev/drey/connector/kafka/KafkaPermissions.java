// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.connector.Permission;
import dev.drey.connector.tls.TlsOptions;
import dev.drey.shape.OptionValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a login with IAM must be allowed on Amazon MSK (its guide, "Semantics of IAM authorization
 * policy actions and resources"). With any other login IAM is not asked, but for keys that are
 * objects of S3.
 */
final class KafkaPermissions {
  private static final List<String> SOURCE_TOPIC =
      List.of("kafka-cluster:DescribeTopic", "kafka-cluster:ReadData");
  private static final List<String> SOURCE_GROUP =
      List.of("kafka-cluster:DescribeGroup", "kafka-cluster:AlterGroup");
  private static final List<String> SINK_TOPIC =
      List.of(
          "kafka-cluster:DescribeTopic",
          "kafka-cluster:WriteData",
          // How large a record may be.
          "kafka-cluster:DescribeTopicDynamicConfiguration");
  private static final String CONNECT = "kafka-cluster:Connect";
  // Kafka's producer is idempotent unless it is told otherwise.
  private static final String IDEMPOTENT = "kafka-cluster:WriteDataIdempotently";
  private static final List<String> TRANSACTION =
      List.of("kafka-cluster:DescribeTransactionalId", "kafka-cluster:AlterTransactionalId");

  // b-1.CLUSTER.ID.c2.kafka.REGION.amazonaws.com; of a serverless cluster, whose first name is
  // boot-ID, only the region is known.
  private static final Pattern BROKER =
      Pattern.compile(
          "(?:b-[0-9]+[.](?<name>[^.:]+)[.]|boot-)[^:]*[.]kafka(?:-serverless)?"
              + "[.](?<place>[a-z0-9-]+)[.]amazonaws[.]com.*");

  private final String region;
  private final String cluster;
  private final List<Permission> permissions = new ArrayList<>();

  private KafkaPermissions(String brokers) {
    Matcher broker = BROKER.matcher(brokers.trim());
    boolean known = broker.matches();
    this.region = known ? broker.group("place") : "*";
    this.cluster = known ? Optional.ofNullable(broker.group("name")).orElse("*") : "*";
  }

  /** What any use may need. */
  static List<String> all() {
    List<String> actions = new ArrayList<>(List.of(CONNECT));
    actions.addAll(SOURCE_TOPIC);
    actions.addAll(SOURCE_GROUP);
    actions.addAll(SINK_TOPIC.subList(1, SINK_TOPIC.size()));
    actions.add(IDEMPOTENT);
    actions.addAll(TRANSACTION);
    actions.addAll(TlsOptions.actions());
    return actions;
  }

  static List<Permission> of(ConnectorUsage usage) {
    OptionValues options = usage.options();
    OptionValues security = options.within(KafkaOptions.SECURITY);
    List<Permission> ofKeys =
        SecurityOptions.tls(security).map(TlsOptions::permissions).orElse(List.of());
    Optional<OptionValues> iam = security.find(SecurityOptions.IAM);
    if (iam.isEmpty()) {
      return ofKeys;
    }
    KafkaPermissions needs = new KafkaPermissions(options.get(KafkaOptions.BROKERS));
    needs.permissions.addAll(ofKeys);
    needs.add(List.of(CONNECT), needs.clusterArn());
    if (usage.isSink()) {
      needs.addSink(options, usage.delivery());
    } else {
      needs.addSource(usage.name(), options);
    }
    iam.get()
        .find(SecurityOptions.ROLE)
        .ifPresent(role -> needs.add(List.of("sts:AssumeRole"), role));
    return List.copyOf(needs.permissions);
  }

  private void addSource(String name, OptionValues options) {
    String[] topics =
        TopicReading.topics(options).stream()
            .map(topic -> arn("topic/", topic))
            .toArray(String[]::new);
    // What a pattern matches is found among all topics.
    add(SOURCE_TOPIC, topics.length == 0 ? new String[] {arn("topic/", "*")} : topics);
    add(SOURCE_GROUP, arn("group/", TopicReading.group(name, options)));
  }

  private void addSink(OptionValues options, Optional<Delivery> delivery) {
    add(SINK_TOPIC, arn("topic/", options.get(KafkaOptions.TOPIC)));
    add(List.of(IDEMPOTENT), clusterArn());
    if (delivery.equals(Optional.of(Delivery.EXACTLY_ONCE))) {
      String prefix = options.find(KafkaOptions.TRANSACTIONAL_ID_PREFIX).orElse("");
      add(TRANSACTION, arn("transactional-id/", prefix + "*"));
    }
  }

  private void add(List<String> actions, String... resources) {
    actions.forEach(action -> permissions.add(Permission.of(action, resources)));
  }

  private String clusterArn() {
    return "arn:"
        + Permission.partitionOf(region)
        + ":kafka:"
        + region
        + ":*:cluster/"
        + cluster
        + "/*";
  }

  private String arn(String kind, String name) {
    return "arn:"
        + Permission.partitionOf(region)
        + ":kafka:"
        + region
        + ":*:"
        + kind
        + cluster
        + "/*/"
        + name;
  }
}
