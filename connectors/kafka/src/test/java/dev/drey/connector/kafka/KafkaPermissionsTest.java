// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import static dev.drey.connector.kafka.SpecSource.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.connector.Permission;
import dev.drey.shape.OptionValues;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Against the actions and resources that the guide of Amazon MSK lists for IAM. */
class KafkaPermissionsTest {
  private static final String MSK =
      "b-1.cards.a1b2c3.c2.kafka.eu-west-1.amazonaws.com:9098,"
          + "b-2.cards.a1b2c3.c2.kafka.eu-west-1.amazonaws.com:9098";
  private static final String ARN = "arn:aws:kafka:eu-west-1:*:";
  private static final OptionValues IAM = object("iam", object());

  private final KafkaConnector kafka = new KafkaConnector();

  private List<Permission> source(Object... options) {
    return kafka.permissions(ConnectorUsage.source("tx", object(options)));
  }

  private List<Permission> sink(Delivery delivery, Object... options) {
    return kafka.permissions(
        ConnectorUsage.sink("alerts", object(options), delivery, Optional.empty()));
  }

  @Test
  void aSourceReadsItsTopicsAndKeepsItsGroup() {
    assertThat(source("brokers", MSK, "topic", "orders", "security", IAM))
        .containsExactlyInAnyOrder(
            Permission.of("kafka-cluster:Connect", ARN + "cluster/cards/*"),
            Permission.of("kafka-cluster:DescribeTopic", ARN + "topic/cards/*/orders"),
            Permission.of("kafka-cluster:ReadData", ARN + "topic/cards/*/orders"),
            Permission.of("kafka-cluster:DescribeGroup", ARN + "group/cards/*/drey-tx"),
            Permission.of("kafka-cluster:AlterGroup", ARN + "group/cards/*/drey-tx"));
    assertThat(source("brokers", MSK, "topics", List.of("a", "b"), "group", "g", "security", IAM))
        .contains(
            Permission.of(
                "kafka-cluster:ReadData", ARN + "topic/cards/*/a", ARN + "topic/cards/*/b"),
            Permission.of("kafka-cluster:AlterGroup", ARN + "group/cards/*/g"));
    assertThat(source("brokers", MSK, "topicPattern", "orders-.*", "security", IAM))
        .contains(Permission.of("kafka-cluster:ReadData", ARN + "topic/cards/*/*"));
  }

  @Test
  void aSinkWritesItsTopicInItsTransactions() {
    assertThat(sink(Delivery.AT_LEAST_ONCE, "brokers", MSK, "topic", "alerts", "security", IAM))
        .containsExactlyInAnyOrder(
            Permission.of("kafka-cluster:Connect", ARN + "cluster/cards/*"),
            Permission.of("kafka-cluster:DescribeTopic", ARN + "topic/cards/*/alerts"),
            Permission.of("kafka-cluster:WriteData", ARN + "topic/cards/*/alerts"),
            Permission.of(
                "kafka-cluster:DescribeTopicDynamicConfiguration", ARN + "topic/cards/*/alerts"),
            Permission.of("kafka-cluster:WriteDataIdempotently", ARN + "cluster/cards/*"));
    String prefix = ARN + "transactional-id/cards/*/cards-alerts*";
    assertThat(
            sink(
                Delivery.EXACTLY_ONCE,
                "brokers",
                MSK,
                "topic",
                "alerts",
                "transactionalIdPrefix",
                "cards-alerts",
                "security",
                IAM))
        .contains(
            Permission.of("kafka-cluster:DescribeTransactionalId", prefix),
            Permission.of("kafka-cluster:AlterTransactionalId", prefix));
  }

  @Test
  void whatTheBrokersDoNotSayIsAny() {
    String serverless = "boot-x1.c3.kafka-serverless.us-east-1.amazonaws.com:9098";
    assertThat(source("brokers", serverless, "topic", "orders", "security", IAM))
        .contains(
            Permission.of("kafka-cluster:ReadData", "arn:aws:kafka:us-east-1:*:topic/*/*/orders"));
    assertThat(source("brokers", "broker:9098", "topic", "orders", "security", IAM))
        .contains(Permission.of("kafka-cluster:ReadData", "arn:aws:kafka:*:*:topic/*/*/orders"));
    String role = "arn:aws:iam::123456789012:role/cards-reader";
    OptionValues other = object("iam", object("role", role));
    assertThat(source("brokers", MSK, "topic", "orders", "security", other))
        .contains(Permission.of("sts:AssumeRole", role));
  }

  @Test
  void nothingIsAskedOfIamWithAnotherLogin() {
    assertThat(source("brokers", MSK, "topic", "orders")).isEmpty();
    OptionValues sasl = object("sasl", object("mechanism", "PLAIN"));
    assertThat(source("brokers", MSK, "topic", "orders", "security", sasl)).isEmpty();
  }

  @Test
  void theReferenceNamesEveryAction() {
    assertThat(kafka.descriptor().iamActions())
        .containsAll(
            kafka.iamActions(
                ConnectorUsage.source(
                    "tx", object("brokers", MSK, "topic", "orders", "security", IAM))));
  }
}
