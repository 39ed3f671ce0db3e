// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.connector.Finding;
import dev.drey.connector.Permission;
import dev.drey.shape.OptionValues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class KinesisChecksTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ARN = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks";

  @Test
  void aStreamNameNeedsNoRegion() {
    assertThat(source(Map.of("stream", "clicks"))).isEmpty();
    assertThat(source(Map.of("stream", "clicks", "region", "eu-west-1"))).isEmpty();
    assertThat(source(Map.of("stream", "clicks", "endpoint", "http://localhost:4568"))).isEmpty();
    assertThat(source(Map.of("arn", ARN))).isEmpty();
  }

  @Test
  void anArnIsAStreamsAndAgreesWithTheRegion() {
    assertThat(source(Map.of("arn", "arn:aws:s3:::clicks"))).containsExactly("DR0641 arn");
    assertThat(source(Map.of("arn", ARN, "region", "us-east-1"))).containsExactly("DR0641 region");
    assertThat(source(Map.of("arn", ARN, "region", "eu-west-1"))).isEmpty();
    assertThat(source(Map.of("arn", ARN.replace("aws:", "aws-cn:")))).isEmpty();
  }

  @Test
  void aSinkFeedsItsOwnPipeline() {
    Map<String, Object> named = Map.of("stream", "clicks", "region", "eu-west-1");
    Map<String, Object> byArn = Map.of("arn", ARN);
    assertThat(together(named, named)).containsExactly("DR0611 stream with stream");
    assertThat(together(named, byArn)).containsExactly("DR0611 arn with stream");
    assertThat(together(byArn, byArn)).containsExactly("DR0611 arn with arn");

    assertThat(together(byArn, Map.of("arn", ARN.replace("1234", "4321")))).isEmpty();
    assertThat(together(named, Map.of("stream", "clicks", "region", "us-east-1"))).isEmpty();
    assertThat(together(named, Map.of("stream", "shown", "region", "eu-west-1"))).isEmpty();
    assertThat(together(named, Map.of("stream", "clicks", "endpoint", "http://localhost:4568")))
        .isEmpty();
    assertThat(together(byArn, Map.of("arn", "arn:aws:s3:::clicks"))).isEmpty();
  }

  private static List<String> together(Map<String, Object> source, Map<String, Object> sink) {
    return new KinesisConnector()
            .checkTogether(
                List.of(
                    ConnectorUsage.source("clicks", OptionValues.of(source)),
                    ConnectorUsage.sink(
                        "copied", OptionValues.of(sink), Delivery.AT_LEAST_ONCE, Optional.empty())))
            .stream()
            .map(
                clash ->
                    clash.finding().code()
                        + " "
                        + clash.finding().option()
                        + " with "
                        + clash.withOption())
            .collect(Collectors.toList());
  }

  @Test
  void aFanOutConsumerIsANameOrAnArn() {
    assertThat(source(Map.of("arn", ARN, "fanOut", "my consumer")))
        .containsExactly("DR0642 fanOut");
    assertThat(source(Map.of("arn", ARN, "fanOut", "x".repeat(129))))
        .containsExactly("DR0642 fanOut");
    assertThat(source(Map.of("arn", ARN, "fanOut", ARN))).containsExactly("DR0642 fanOut");
    assertThat(source(Map.of("arn", ARN, "fanOut", "card-velocity_1.0"))).isEmpty();
    assertThat(source(Map.of("arn", ARN, "fanOut", ARN + "/consumer/velocity:1767225600")))
        .isEmpty();
  }

  @Test
  void readingStartsInThePast() {
    assertThat(source(Map.of("arn", ARN, "startFrom", at(NOW.plusSeconds(1)))))
        .containsExactly("DR0643 startFrom.timestamp");
    assertThat(source(Map.of("arn", ARN, "startFrom", at(NOW.minusSeconds(1))))).isEmpty();
    assertThat(source(Map.of("arn", ARN, "startFrom", "trim_horizon"))).isEmpty();
  }

  @Test
  void anotherStartHoldsWhereNoTimeIsGiven() {
    for (String start : List.of("latest", "trim_horizon")) {
      OptionValues options =
          OptionValues.of(Map.of("startFrom", OptionValues.of(Map.of("otherwise", start))));
      assertThat(KinesisOptions.startTime(options)).isEmpty();
      assertThat(KinesisOptions.startsAtOldest(options)).isEqualTo(start.equals("trim_horizon"));
    }
  }

  @Test
  void requestsStayWithinTheServicesLimits() {
    assertThat(source(Map.of("arn", ARN, "pollInterval", Duration.ofMillis(199))))
        .containsExactly("DR0644 pollInterval");
    assertThat(source(Map.of("arn", ARN, "pollInterval", Duration.ofMinutes(5))))
        .containsExactly("DR0644 pollInterval");
    assertThat(source(Map.of("arn", ARN, "shardDiscovery", Duration.ofMillis(500))))
        .containsExactly("DR0644 shardDiscovery");
    assertThat(source(Map.of("arn", ARN, "maxRecordsPerFetch", 10_001L)))
        .containsExactly("DR0644 maxRecordsPerFetch");
    assertThat(source(Map.of("arn", ARN, "maxRecordsPerFetch", 10_000L))).isEmpty();
    assertThat(sink(Map.of("arn", ARN, "batch", batch(Map.of("size", 501L)))))
        .containsExactly("DR0644 batch.size");
    assertThat(sink(Map.of("arn", ARN, "batch", batch(Map.of("size", 0L)))))
        .containsExactly("DR0644 batch.size");
    assertThat(sink(Map.of("arn", ARN, "batch", batch(Map.of("bytes", 1024L)))))
        .containsExactly("DR0644 batch.bytes");
    assertThat(sink(Map.of("arn", ARN, "batch", batch(Map.of("size", 500L))))).isEmpty();
  }

  @Test
  void propertiesAreThoseThatNoOptionStandsFor() {
    assertThat(source(Map.of("arn", ARN, "properties", Map.of("aws.region", "eu-west-1"))))
        .containsExactly("DR0645 properties.aws.region");
    assertThat(source(Map.of("arn", ARN, "properties", Map.of("flink.shard.idle.interval", 1000L))))
        .containsExactly("DR0645 properties.flink.shard.idle.interval");
    assertThat(source(Map.of("arn", ARN, "properties", Map.of("group.id", "x"))))
        .containsExactly("DR0645 properties.group.id");
    assertThat(source(Map.of("arn", ARN, "properties", Map.of("flink.list.shards.maxretries", 3L))))
        .isEmpty();
  }

  @Test
  void fanOutDoesNotPoll() {
    assertThat(source(Map.of("arn", ARN, "fanOut", "me", "maxRecordsPerFetch", 10L)))
        .containsExactly("DR0607 maxRecordsPerFetch");
  }

  @Test
  void asksForTheActionsThatAUseNeeds() {
    KinesisConnector connector = new KinesisConnector();
    assertThat(connector.iamActions(usage(Map.of("arn", ARN))))
        .containsExactlyInAnyOrder(
            "kinesis:DescribeStream",
            "kinesis:ListShards",
            "kinesis:GetShardIterator",
            "kinesis:GetRecords");
    assertThat(connector.iamActions(usage(Map.of("arn", ARN, "fanOut", "velocity"))))
        .contains("kinesis:SubscribeToShard", "kinesis:RegisterStreamConsumer")
        .doesNotContain("kinesis:GetRecords");
    assertThat(
            connector.iamActions(
                usage(Map.of("arn", ARN, "fanOut", ARN + "/consumer/velocity:1767225600"))))
        .contains("kinesis:SubscribeToShard")
        .doesNotContain("kinesis:RegisterStreamConsumer");
    assertThat(connector.descriptor().iamActions())
        .containsAll(connector.iamActions(usage(Map.of("arn", ARN, "fanOut", "velocity"))))
        .containsAll(connector.iamActions(usage(Map.of("arn", ARN))));
  }

  @Test
  void asksForActionsOnTheResourcesOfAUse() {
    KinesisConnector connector = new KinesisConnector();
    assertThat(connector.permissions(usage(Map.of("stream", "clicks", "region", "eu-west-1"))))
        .extracting(Permission::resources)
        .containsOnly(List.of("arn:aws:kinesis:eu-west-1:*:stream/clicks"));
    assertThat(connector.permissions(usage(Map.of("stream", "clicks", "region", "cn-north-1"))))
        .extracting(Permission::resources)
        .containsOnly(List.of("arn:aws-cn:kinesis:cn-north-1:*:stream/clicks"));
    assertThat(connector.permissions(usage(Map.of("arn", ARN, "fanOut", "velocity"))))
        .contains(
            Permission.of("kinesis:ListShards", ARN),
            Permission.of("kinesis:SubscribeToShard", ARN, ARN + "/consumer/velocity:*"),
            Permission.of("kinesis:RegisterStreamConsumer", ARN, ARN + "/consumer/velocity:*"));
    String consumer = ARN + "/consumer/velocity:1767225600";
    assertThat(connector.permissions(usage(Map.of("arn", ARN, "fanOut", consumer))))
        .contains(Permission.of("kinesis:SubscribeToShard", ARN, consumer));
    OptionValues role = OptionValues.of(Map.of("arn", "arn:aws:iam::123456789012:role/reader"));
    assertThat(
            connector.permissions(
                usage(
                    Map.of(
                        "arn", ARN, "credentials", OptionValues.of(Map.of("assumeRole", role))))))
        .contains(Permission.of("sts:AssumeRole", "arn:aws:iam::123456789012:role/reader"));
  }

  private static OptionValues at(Instant instant) {
    return OptionValues.of(Map.of("timestamp", instant));
  }

  private static OptionValues batch(Map<String, Object> values) {
    return OptionValues.of(values);
  }

  private static ConnectorUsage usage(Map<String, Object> options) {
    return ConnectorUsage.source("clicks", OptionValues.of(options));
  }

  private static List<String> source(Map<String, Object> options) {
    return found(usage(options));
  }

  private static List<String> sink(Map<String, Object> options) {
    return found(
        ConnectorUsage.sink(
            "out", OptionValues.of(options), Delivery.AT_LEAST_ONCE, Optional.empty()));
  }

  /** As {@code CODE option}. */
  private static List<String> found(ConnectorUsage usage) {
    List<Finding> findings = new KinesisChecks(Clock.fixed(NOW, ZoneOffset.UTC)).check(usage);
    return findings.stream()
        .map(finding -> finding.code() + " " + finding.option())
        .collect(Collectors.toList());
  }
}
