// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.connector.Permission;
import dev.drey.shape.OptionValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamUseTest {
  private static final String ARN =
      "arn:aws:dynamodb:eu-central-1:123456789012:table/cards/stream/2026-01-01T00:00:00.000";

  private final DynamoDbConnector connector = new DynamoDbConnector();

  private static ConnectorUsage source(String stream) {
    return ConnectorUsage.source("changes", OptionValues.of(Map.of("stream", stream)));
  }

  @Test
  void asksForTheThreeActionsOnTheStreamAlone() {
    assertThat(connector.permissions(source(ARN)))
        .containsExactlyInAnyOrder(
            Permission.of("dynamodb:DescribeStream", ARN),
            Permission.of("dynamodb:GetShardIterator", ARN),
            Permission.of("dynamodb:GetRecords", ARN));
    assertThat(connector.descriptor().iamActions())
        .containsAll(connector.iamActions(source(ARN)))
        .contains("dynamodb:BatchWriteItem", "dynamodb:BatchGetItem");
  }

  @Test
  void aSinkOfTheStreamsTableFeedsItsPipeline() {
    assertThat(loops(ARN, Map.of("table", "cards"))).isEqualTo(1);
    assertThat(loops(ARN, Map.of("table", "cards", "region", "eu-central-1"))).isEqualTo(1);

    assertThat(loops(ARN, Map.of("table", "cards", "region", "us-east-1"))).isZero();
    assertThat(loops(ARN, Map.of("table", "limits"))).isZero();
    assertThat(loops(ARN, Map.of("table", "cards", "endpoint", "http://localhost:8000"))).isZero();
    assertThat(loops("${stream}", Map.of("table", "cards"))).isZero();
  }

  private int loops(String stream, Map<String, Object> sink) {
    return connector
        .checkTogether(
            List.of(
                source(stream),
                ConnectorUsage.sink(
                    "limits", OptionValues.of(sink), Delivery.AT_LEAST_ONCE, Optional.empty())))
        .size();
  }
}
