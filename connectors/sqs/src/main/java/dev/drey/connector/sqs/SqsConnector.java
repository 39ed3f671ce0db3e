// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.sqs;

import static dev.drey.connector.sqs.SqsOptions.ATTRIBUTES;
import static dev.drey.connector.sqs.SqsOptions.DEDUPLICATION_ID;
import static dev.drey.connector.sqs.SqsOptions.GROUP;
import static dev.drey.connector.sqs.SqsOptions.SENDING;

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
import dev.drey.row.RowFunction;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/** The connector {@code sqs}. */
public final class SqsConnector implements JobConnector, SinkRole {
  private static final String SEND = "sqs:SendMessage";

  private final ConnectorDescriptor descriptor =
      ConnectorDescriptor.builder()
          .name("sqs")
          .testedAgainst("ElasticMQ, an emulator")
          .description(
              "Amazon SQS. A sink sends a message for each row, to a standard or a FIFO queue.")
          .sinkOptions(SqsOptions.sink())
          .sinkDelivery(Set.of(Delivery.AT_LEAST_ONCE))
          .sinkRefusals(Set.of(Refusal.values()))
          .iamActions(List.of(SEND))
          .sinkExample(
              "alerts_out:\n"
                  + "  from: alerts\n"
                  + "  sqs:\n"
                  + "    url: https://sqs.eu-central-1.amazonaws.com/123456789012/alerts.fifo\n"
                  + "    group: card_id\n"
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
    if (SqsOptions.isFifo(options) && !options.has(GROUP)) {
      findings.add(
          conflict(
              SqsOptions.URL,
              "each message of a FIFO queue belongs to a group",
              "add `group:` with an expression, such as the column whose messages are to stay in"
                  + " order"));
    }
    if (!SqsOptions.isFifo(options) && options.has(DEDUPLICATION_ID)) {
      findings.add(
          conflict(
              DEDUPLICATION_ID,
              "a standard queue takes a message as often as it is sent",
              "remove `deduplicationId`, or write the URL of a FIFO queue, which ends with"
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
    return "queue `" + SqsOptions.name(usage.options()) + "`" + AwsAccess.inWords(usage.options());
  }

  @Override
  public List<Permission> permissions(ConnectorUsage usage) {
    OptionValues options = usage.options();
    String region = SqsOptions.region(options).orElse("*");
    List<Permission> permissions = new ArrayList<>();
    permissions.add(
        Permission.of(
            SEND,
            "arn:"
                + Permission.partitionOf(region)
                + ":sqs:"
                + region
                + ":"
                + SqsOptions.account(options)
                + ":"
                + SqsOptions.name(options)));
    permissions.addAll(Credentials.of(options).permissions());
    return permissions;
  }

  @Override
  public DataStreamSink<?> sink(SinkContext context, DataStream<Object[]> rows) {
    OptionValues given = context.options();
    OptionValues options =
        SqsOptions.region(given).map(region -> given.with(AwsOptions.REGION, region)).orElse(given);
    SendingSettings settings = SENDING.settings(options);
    LinkedHashMap<String, RowFunction> attributes =
        new LinkedHashMap<>(context.expressions(ATTRIBUTES));
    return RowSink.add(
        context,
        rows,
        new MessageSender(
            options.get(SqsOptions.URL),
            new MessageParts(
                context.encoder().orElseThrow(),
                null,
                context.expression(GROUP).orElse(null),
                context.expression(DEDUPLICATION_ID).orElse(null),
                attributes),
            AwsAccess.of(options, settings.inFlight())),
        settings);
  }
}
