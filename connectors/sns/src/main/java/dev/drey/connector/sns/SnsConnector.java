// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.sns;

import static dev.drey.connector.sns.SnsOptions.ATTRIBUTES;
import static dev.drey.connector.sns.SnsOptions.DEDUPLICATION_ID;
import static dev.drey.connector.sns.SnsOptions.GROUP;
import static dev.drey.connector.sns.SnsOptions.SENDING;
import static dev.drey.connector.sns.SnsOptions.SUBJECT;
import static dev.drey.connector.sns.SnsOptions.TOPIC;

import dev.drey.connector.ConnectorCodes;
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
import dev.drey.connector.aws.MessageParts;
import dev.drey.format.RecordForm;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/** The connector {@code sns}. */
public final class SnsConnector implements JobConnector, SinkRole {
  private static final String PUBLISH = "sns:Publish";

  private final ConnectorDescriptor descriptor =
      ConnectorDescriptor.builder()
          .name("sns")
          .testedAgainst("a server that speaks the service's protocol")
          .description(
              "Amazon SNS. A sink publishes a message for each row, to a standard or a FIFO topic.")
          .sinkOptions(SnsOptions.sink())
          .sinkDelivery(Set.of(Delivery.AT_LEAST_ONCE))
          .sinkRefusals(Set.of(Refusal.values()))
          .iamActions(List.of(PUBLISH))
          .sinkExample(
              "alerts_out:\n"
                  + "  from: alerts\n"
                  + "  sns: {topic: \"arn:aws:sns:eu-central-1:123456789012:alerts\"}\n"
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
    OptionValues options = usage.options();
    List<Finding> findings = new ArrayList<>(SENDING.check(options));
    findings.addAll(AwsOptions.check(options));
    if (SnsOptions.isFifo(options) && !options.has(GROUP)) {
      findings.add(
          conflict(
              TOPIC,
              "each message of a FIFO topic belongs to a group",
              "add `group:` with an expression, such as the column whose messages are to stay in"
                  + " order"));
    }
    if (!SnsOptions.isFifo(options) && options.has(DEDUPLICATION_ID)) {
      findings.add(
          conflict(
              DEDUPLICATION_ID,
              "a standard topic takes a message as often as it is sent",
              "remove `deduplicationId`, or write the ARN of a FIFO topic, which ends with"
                  + " `.fifo`"));
    }
    return findings;
  }

  private static Finding conflict(Option<?> option, String message, String help) {
    return Finding.of(ConnectorCodes.OPTIONS_CONFLICT, option.name(), message, help);
  }

  @Override
  public RecordForm sinkRecords(OptionValues options) {
    return RecordForm.TEXT;
  }

  @Override
  public String place(ConnectorUsage usage) {
    return "topic `" + usage.options().get(TOPIC) + "`";
  }

  @Override
  public List<Permission> permissions(ConnectorUsage usage) {
    List<Permission> permissions = new ArrayList<>();
    permissions.add(Permission.of(PUBLISH, usage.options().get(TOPIC)));
    permissions.addAll(Credentials.of(usage.options()).permissions());
    return permissions;
  }

  @Override
  public DataStreamSink<?> sink(SinkContext context, DataStream<Object[]> rows) {
    OptionValues options =
        context.options().with(AwsOptions.REGION, SnsOptions.region(context.options()));
    SendingSettings settings = SENDING.settings(options);
    return RowSink.add(
        context,
        rows,
        new MessagePublisher(
            options.get(TOPIC),
            new MessageParts(
                context.encoder().orElseThrow(),
                context.expression(SUBJECT).orElse(null),
                context.expression(GROUP).orElse(null),
                context.expression(DEDUPLICATION_ID).orElse(null),
                new LinkedHashMap<>(context.expressions(ATTRIBUTES))),
            AwsAccess.of(options, settings.inFlight())),
        settings);
  }
}
