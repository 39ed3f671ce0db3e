// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.lambda;

import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.connector.Finding;
import dev.drey.connector.JobConnector;
import dev.drey.connector.LookupContext;
import dev.drey.connector.LookupRole;
import dev.drey.connector.Permission;
import dev.drey.connector.Refusal;
import dev.drey.connector.RowLookup;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SinkRole;
import dev.drey.connector.async.RowSink;
import dev.drey.connector.async.SendingSettings;
import dev.drey.connector.aws.AwsAccess;
import dev.drey.connector.aws.AwsOptions;
import dev.drey.connector.aws.Credentials;
import dev.drey.format.DecoderContext;
import dev.drey.format.RecordForm;
import dev.drey.format.json.JsonFormat;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/** The connector {@code lambda}. */
public final class LambdaConnector implements JobConnector, SinkRole, LookupRole {
  private static final String INVOKE = "lambda:InvokeFunction";

  private final ConnectorDescriptor descriptor =
      ConnectorDescriptor.builder()
          .name("lambda")
          .testedAgainst("a server that speaks the service's protocol")
          .description(
              "AWS Lambda. A sink invokes a function with a JSON list of rows; a lookup invokes one"
                  + " with the key as a JSON object, and takes a JSON object or a list of them as"
                  + " rows, and `null` as none. A function that fails on a list is invoked again"
                  + " with its halves, until the row that it fails on is found.")
          .sinkOptions(LambdaOptions.sink())
          .lookupOptions(LambdaOptions.lookup())
          .sinkDelivery(Set.of(Delivery.AT_LEAST_ONCE))
          .sinkRefusals(Set.of(Refusal.values()))
          .iamActions(List.of(INVOKE))
          .sinkExample(
              "alerts_out:\n"
                  + "  from: alerts\n"
                  + "  lambda: {function: \"notify:live\", region: eu-central-1, batch: {size: 10}}\n"
                  + "  format: json\n")
          .lookupExample(
              "lambda: {function: \"owner-of:live\", region: eu-central-1}\n"
                  + "key: {card: card_id}\n"
                  + "as: owner\n"
                  + "type: {card: STRING NOT NULL, name: STRING, country: STRING}\n"
                  + "cache: {size: 10000, ttl: 10m}\n")
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
  public Optional<LookupRole> asLookup() {
    return Optional.of(this);
  }

  @Override
  public List<Finding> check(ConnectorUsage usage) {
    OptionValues options = usage.options();
    List<Finding> findings = new ArrayList<>();
    if (usage.isSink()) {
      findings.addAll(LambdaOptions.sending(options).check(options));
    }
    findings.addAll(AwsOptions.check(options));
    return findings;
  }

  @Override
  public RecordForm sinkRecords(OptionValues options) {
    return RecordForm.JSON;
  }

  @Override
  public String place(ConnectorUsage usage) {
    return "function `"
        + usage.options().get(LambdaOptions.FUNCTION)
        + "`"
        + AwsAccess.inWords(usage.options());
  }

  @Override
  public List<Permission> permissions(ConnectorUsage usage) {
    OptionValues options = usage.options();
    String region = options.find(AwsOptions.REGION).orElse("*");
    String function = options.get(LambdaOptions.FUNCTION);
    List<Permission> permissions = new ArrayList<>();
    permissions.add(
        Permission.of(
            INVOKE,
            function.startsWith("arn:")
                ? function
                : "arn:"
                    + Permission.partitionOf(region)
                    + ":lambda:"
                    + region
                    + ":*:function:"
                    + function));
    permissions.addAll(Credentials.of(options).permissions());
    return permissions;
  }

  @Override
  public DataStreamSink<?> sink(SinkContext context, DataStream<Object[]> rows) {
    OptionValues options = context.options();
    SendingSettings settings = LambdaOptions.sending(options).settings(options);
    return RowSink.add(
        context,
        rows,
        new InvocationSender(
            options.get(LambdaOptions.FUNCTION),
            LambdaOptions.isEvent(options),
            context.encoder().orElseThrow(),
            AwsAccess.of(options, settings.inFlight())),
        settings);
  }

  @Override
  public RowLookup lookup(LookupContext context) {
    OptionValues options = context.options();
    RowType type = context.rowType();
    JsonFormat json = new JsonFormat();
    RowType key =
        type.project(context.keys().stream().map(type::indexOf).collect(Collectors.toList()));
    List<Integer> positions = IntStream.range(0, type.size()).boxed().collect(Collectors.toList());
    return new FunctionLookup(
        options.get(LambdaOptions.FUNCTION),
        json.encoder(key, OptionValues.empty()),
        json.decoder(DecoderContext.of(type, type, positions, OptionValues.empty())),
        AwsAccess.of(options, FunctionLookup.REQUESTS));
  }
}
