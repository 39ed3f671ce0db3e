// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.firehose;

import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.connector.Finding;
import dev.drey.connector.JobConnector;
import dev.drey.connector.Permission;
import dev.drey.connector.Refusal;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SinkRole;
import dev.drey.connector.async.RowSink;
import dev.drey.connector.async.SendingSettings;
import dev.drey.connector.aws.AwsAccess;
import dev.drey.connector.aws.AwsOptions;
import dev.drey.connector.aws.Credentials;
import dev.drey.shape.OptionValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/** The connector {@code firehose}. */
public final class FirehoseConnector implements JobConnector, SinkRole {
  private static final String PUT = "firehose:PutRecordBatch";

  private final ConnectorDescriptor descriptor =
      ConnectorDescriptor.builder()
          .name("firehose")
          .testedAgainst("a server that speaks the service's protocol; there is no emulator")
          .description(
              "Amazon Data Firehose. A sink hands records to a delivery stream, which brings them"
                  + " to S3, OpenSearch, Redshift or others in its own time.")
          .sinkOptions(FirehoseOptions.sink())
          .sinkDelivery(Set.of(Delivery.AT_LEAST_ONCE))
          .sinkRefusals(Set.of(Refusal.values()))
          .iamActions(List.of(PUT))
          .sinkExample(
              "alerts_out:\n"
                  + "  from: alerts\n"
                  + "  firehose: {deliveryStream: card-alerts, region: eu-central-1, lineFeed:"
                  + " true}\n"
                  + "  format: json\n")
          .build();

  @Override
  public ConnectorDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public Optional<SinkRole> asSink() {
    return Optional.of(this);
  }

  @Override
  public List<Finding> check(ConnectorUsage usage) {
    List<Finding> findings = new ArrayList<>(FirehoseOptions.SENDING.check(usage.options()));
    findings.addAll(AwsOptions.check(usage.options()));
    return findings;
  }

  @Override
  public String place(ConnectorUsage usage) {
    return "delivery stream `"
        + usage.options().get(FirehoseOptions.DELIVERY_STREAM)
        + "`"
        + AwsAccess.inWords(usage.options());
  }

  @Override
  public List<Permission> permissions(ConnectorUsage usage) {
    OptionValues options = usage.options();
    String region = options.find(AwsOptions.REGION).orElse("*");
    List<Permission> permissions = new ArrayList<>();
    permissions.add(
        Permission.of(
            PUT,
            "arn:"
                + Permission.partitionOf(region)
                + ":firehose:"
                + region
                + ":*:deliverystream/"
                + options.get(FirehoseOptions.DELIVERY_STREAM)));
    permissions.addAll(Credentials.of(options).permissions());
    return permissions;
  }

  @Override
  public DataStreamSink<?> sink(SinkContext context, DataStream<Object[]> rows) {
    OptionValues options = context.options();
    SendingSettings settings = FirehoseOptions.SENDING.settings(options);
    return RowSink.add(
        context,
        rows,
        new FirehoseSender(
            options.get(FirehoseOptions.DELIVERY_STREAM),
            options.get(FirehoseOptions.LINE_FEED),
            context.encoder().orElseThrow(),
            AwsAccess.of(options, settings.inFlight())),
        settings);
  }
}
