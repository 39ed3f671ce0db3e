// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import dev.drey.connector.ChangeMode;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Course;
import dev.drey.connector.Delivery;
import dev.drey.connector.Finding;
import dev.drey.connector.JobConnector;
import dev.drey.connector.Permission;
import dev.drey.connector.Refusal;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SinkRole;
import dev.drey.connector.SourceContext;
import dev.drey.connector.SourceRole;
import dev.drey.shape.OptionValues;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The connector {@code iceberg}. */
public final class IcebergConnector implements JobConnector, SourceRole, SinkRole {
  private final ConnectorDescriptor descriptor =
      ConnectorDescriptor.builder()
          .name("iceberg")
          .description(
              "Tables of Apache Iceberg, in a folder, a REST catalog, AWS Glue or Amazon S3 Tables."
                  + " A sink commits what was written with each checkpoint, exactly once: rows are"
                  + " added, or replace those of their key, or what a partition has. A source reads"
                  + " a table once, or watches it. Columns go by name, and must fit those of the"
                  + " table, which is looked at when the job starts; see the guide.")
          .sourceOptions(IcebergOptions.source())
          .sinkOptions(IcebergOptions.sink())
          .sourceFormat(false)
          .sinkFormat(false)
          .sinkDelivery(Set.of(Delivery.AT_LEAST_ONCE, Delivery.EXACTLY_ONCE))
          .sinkChanges(Set.of(ChangeMode.APPEND, ChangeMode.UPSERT))
          .sinkRefusals(Set.of(Refusal.values()))
          .sinkKey(IcebergOptions.KEY.name())
          .iamActions(TablePermissions.all())
          .testedAgainst(
              "folders of the machine; Iceberg's own server of REST catalogs, with S3Proxy; Glue and"
                  + " S3 Tables against nothing but that server")
          .sourceExample(
              String.join(
                  "\n",
                  "trades:",
                  "  iceberg:",
                  "    catalog: {glue: {account: \"123456789012\", region: eu-central-1}}",
                  "    table: market.trades",
                  "    watch: 30s",
                  "  type: {symbol: STRING NOT NULL, price: DOUBLE, ts: TIMESTAMP_LTZ(3)}",
                  ""))
          .sinkExample(
              String.join(
                  "\n",
                  "lake:",
                  "  from: velocity",
                  "  iceberg:",
                  "    catalog:",
                  "      s3Tables: {arn: \"arn:aws:s3tables:eu-central-1:123456789012:bucket/lake\"}",
                  "    table: cards.velocity",
                  "    create: {partitionBy: [card_id], formatVersion: 2}",
                  "  delivery: exactly-once",
                  ""))
          .build();

  @Override
  public ConnectorDescriptor descriptor() {
    return descriptor;
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
  public boolean ends(OptionValues options) {
    return TableReading.ends(options);
  }

  @Override
  public List<Finding> check(ConnectorUsage usage) {
    return TableUse.check(usage);
  }

  @Override
  public String place(ConnectorUsage usage) {
    return TableAccess.inWords(usage.options());
  }

  @Override
  public List<Permission> permissions(ConnectorUsage usage) {
    return TablePermissions.of(usage);
  }

  @Override
  public Course course(ConnectorUsage usage) {
    return TableReading.course(usage.options());
  }

  @Override
  public SingleOutputStreamOperator<Object[]> source(SourceContext context) {
    return TableReading.add(context);
  }

  @Override
  public DataStreamSink<?> sink(SinkContext context, DataStream<Object[]> rows) {
    return TableWriting.add(context, rows);
  }
}
