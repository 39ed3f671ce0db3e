// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.Delivery;
import dev.drey.connector.MetadataColumn;
import dev.drey.connector.Refusal;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.Set;

/** What a spec can say of a Kinesis stream, and what a record knows beside its bytes. */
final class KinesisDescriptor {
  static final String PARTITION_KEY = "partitionKey";
  static final String SEQUENCE_NUMBER = "sequenceNumber";
  static final String SHARD_ID = "shardId";
  static final String ARRIVAL = "approximateArrivalTimestamp";
  static final String STREAM = "stream";

  private KinesisDescriptor() {}

  static ConnectorDescriptor descriptor() {
    return ConnectorDescriptor.builder()
        .name("kinesis")
        .testedAgainst(
            "kinesis-local, an emulator, which never ends the subscription of a shard that was"
                + " split: what `fanOut` does then is tested against nothing")
        .description(
            "Amazon Kinesis Data Streams. A source reads every shard of a stream, also those that"
                + " a split or merge adds while the job runs, each with its own watermark. By"
                + " polling, such a shard is read after those that it came from, so that rows of"
                + " one key keep their order; with `fanOut` it is read at once, beside them. A sink writes"
                + " records in batches. A source never ends by itself.")
        .sourceOptions(KinesisOptions.source())
        .sinkOptions(KinesisOptions.sink())
        .metadata(metadata())
        .partitioned(true)
        .position(List.of(SHARD_ID, SEQUENCE_NUMBER))
        .sinkDelivery(Set.of(Delivery.AT_LEAST_ONCE))
        .sinkRefusals(Set.of(Refusal.values()))
        .iamActions(KinesisActions.all())
        .sourceExample(
            "transactions:\n"
                + "  kinesis: {stream: card-transactions, region: eu-central-1, startFrom:"
                + " trim_horizon}\n"
                + "  format: json\n"
                + "  type: {tx_id: STRING NOT NULL, amount: \"DECIMAL(12, 2)\"}\n"
                + "  metadata: {arrived: approximateArrivalTimestamp}\n")
        .sinkExample(
            "alerts_out:\n"
                + "  from: alerts\n"
                + "  kinesis: {stream: card-alerts, region: eu-central-1, partitionKey: card_id}\n"
                + "  format: json\n")
        .build();
  }

  private static List<MetadataColumn> metadata() {
    DataType text = DataType.string().notNull();
    return List.of(
        MetadataColumn.of(
            PARTITION_KEY, text, "The partition key that the record was written with."),
        MetadataColumn.of(
            SEQUENCE_NUMBER,
            text,
            "The record's number in its shard: up to 56 digits, so it is text. Records that a"
                + " producer packed into one share it."),
        MetadataColumn.of(SHARD_ID, text, "The shard, such as shardId-000000000003."),
        MetadataColumn.of(
            ARRIVAL,
            DataType.of(TypeKind.TIMESTAMP_LTZ).notNull(),
            "When Kinesis took the record, to the millisecond."),
        MetadataColumn.of(STREAM, text, "The stream's name."));
  }
}
