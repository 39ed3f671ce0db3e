// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import dev.drey.connector.ChangeMode;
import dev.drey.connector.Clash;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Course;
import dev.drey.connector.Delivery;
import dev.drey.connector.Finding;
import dev.drey.connector.JobConnector;
import dev.drey.connector.MetadataColumn;
import dev.drey.connector.Permission;
import dev.drey.connector.Refusal;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SinkRole;
import dev.drey.connector.SourceContext;
import dev.drey.connector.SourceRole;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Topics of Apache Kafka and Amazon MSK. Reads with a watermark for each partition; writes
 * at-least-once, or exactly-once in transactions that end with a checkpoint.
 */
public final class KafkaConnector implements JobConnector, SourceRole, SinkRole {
  @Override
  public ConnectorDescriptor descriptor() {
    return ConnectorDescriptor.builder()
        .name("kafka")
        .testedAgainst(
            "a broker of Apache Kafka, also with TLS and SASL; Amazon MSK's IAM against nothing")
        .description(
            "Topics of Apache Kafka and Amazon MSK. As a source it keeps a watermark for each"
                + " partition and its own offsets in checkpoints; as a sink it writes at least"
                + " once, or exactly once in Kafka's transactions. A written record carries the"
                + " row's event time, which is what the topic's retention goes by. One that is larger"
                + " than the producer sends or the topic takes leaves the sink as `onError` says.")
        .sourceOptions(KafkaOptions.source())
        .sinkOptions(KafkaOptions.sink())
        .metadata(metadata())
        .position(List.of("topic", "partition", "offset"))
        .sinkDelivery(Set.of(Delivery.AT_LEAST_ONCE, Delivery.EXACTLY_ONCE))
        .sinkChanges(Set.of(ChangeMode.APPEND, ChangeMode.UPSERT))
        .sinkKey(KafkaOptions.KEY.name())
        .sinkRefusals(Set.of(Refusal.values()))
        .partitioned(true)
        .iamActions(KafkaPermissions.all())
        .sourceExample(
            String.join(
                "\n",
                "transactions:",
                "  kafka:",
                "    brokers: b-1.cards.kafka.us-east-1.amazonaws.com:9098",
                "    topic: card-transactions",
                "    group: card-velocity",
                "    startFrom: latest",
                "    security: {iam: {}}",
                "  format: json",
                "  type: {card_id: STRING NOT NULL, ts: TIMESTAMP_LTZ(3) NOT NULL}",
                "  metadata: {kafka_partition: partition}",
                "  eventTime:",
                "    field: ts",
                "    watermark: {maxOutOfOrderness: 10s}",
                "    idleTimeout: 30s",
                ""))
        .sinkExample(
            String.join(
                "\n",
                "alerts_topic:",
                "  from: alerts",
                "  kafka:",
                "    brokers: b-1.cards.kafka.us-east-1.amazonaws.com:9098",
                "    topic: card-alerts",
                "    key: card_id",
                "    transactionalIdPrefix: card-velocity-alerts",
                "    security: {iam: {}}",
                "  format: json",
                "  delivery: exactly-once",
                ""))
        .build();
  }

  private static List<MetadataColumn> metadata() {
    return List.of(
        MetadataColumn.of(
            "topic", DataType.string().notNull(), "The topic that the record stands in."),
        MetadataColumn.of(
            "partition", DataType.of(TypeKind.INT).notNull(), "The topic's partition, from 0."),
        MetadataColumn.of(
            "offset",
            DataType.of(TypeKind.BIGINT).notNull(),
            "The record's number within its partition."),
        MetadataColumn.of(
            "timestamp",
            DataType.timestampLtz().notNull(),
            "The time that the record carries: of its making or of its arrival, as `timestampType`"
                + " says."),
        MetadataColumn.of(
            "timestampType",
            DataType.string().notNull(),
            "`CreateTime` or `LogAppendTime`; the topic's setting decides."),
        MetadataColumn.of("key", DataType.bytes(), "The record's key; NULL where it has none."),
        MetadataColumn.of(
            "keyText",
            DataType.string(),
            "The record's key read as UTF-8; what is not UTF-8 becomes U+FFFD."),
        MetadataColumn.of(
            "headers",
            DataType.map(DataType.string().notNull(), DataType.bytes()).notNull(),
            "The record's headers by name; of several with one name, the last."));
  }

  @Override
  public Optional<SourceRole> asSource() {
    return Optional.of(this);
  }

  @Override
  public Optional<SinkRole> asSink() {
    return Optional.of(this);
  }

  @Override
  public List<DiagnosticCode> diagnostics() {
    return KafkaCodes.all();
  }

  @Override
  public List<Finding> check(ConnectorUsage usage) {
    return KafkaChecks.findings(usage);
  }

  @Override
  public OptionValues named(OptionValues options, ConnectorUsage usage, String pipeline) {
    return usage.delivery().equals(Optional.of(Delivery.EXACTLY_ONCE))
        ? KafkaOptions.withPrefix(options, pipeline, usage.name())
        : options;
  }

  @Override
  public boolean changes(OptionValues options) {
    return KafkaOptions.deletesByTombstones(options);
  }

  @Override
  public List<Clash> checkTogether(List<ConnectorUsage> usages) {
    return TopicLoops.of(usages);
  }

  @Override
  public List<Permission> permissions(ConnectorUsage usage) {
    return KafkaPermissions.of(usage);
  }

  @Override
  public String place(ConnectorUsage usage) {
    return TopicReading.place(usage.options());
  }

  @Override
  public Course course(ConnectorUsage usage) {
    return TopicReading.course(usage);
  }

  @Override
  public Optional<String> takesBeside(ConnectorUsage usage, String run) {
    return TopicWriting.takesBeside(usage, run);
  }

  @Override
  public SingleOutputStreamOperator<Object[]> source(SourceContext context) {
    return TopicReading.add(context);
  }

  @Override
  public DataStreamSink<?> sink(SinkContext context, DataStream<Object[]> rows) {
    return TopicWriting.add(context, rows);
  }
}
