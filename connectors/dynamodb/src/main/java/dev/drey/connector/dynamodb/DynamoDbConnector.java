// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import dev.drey.connector.ChangeMode;
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
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/** The connector {@code dynamodb}. */
public final class DynamoDbConnector implements JobConnector, SinkRole, LookupRole {
  private static final String WRITE = "dynamodb:BatchWriteItem";
  private static final String READ = "dynamodb:BatchGetItem";

  private final ConnectorDescriptor descriptor =
      ConnectorDescriptor.builder()
          .name("dynamodb")
          .testedAgainst("dynalite, an emulator, with a proxy that makes the documented errors")
          .description(
              "Amazon DynamoDB. A sink puts an item for each row, and deletes the item of a row that"
                  + " is taken back; a lookup gives the item of a key. Columns are attributes of"
                  + " their names: numbers N, texts and times S (ISO-8601), BYTES B, BOOLEAN BOOL,"
                  + " ARRAY L, MAP and ROW M; a column that is NULL is no attribute. A lookup reads"
                  + " these, and sets as ARRAY, without loss.")
          .sinkOptions(DynamoDbOptions.sink())
          .lookupOptions(DynamoDbOptions.lookup())
          .sinkFormat(false)
          .sinkDelivery(Set.of(Delivery.AT_LEAST_ONCE))
          .sinkChanges(Set.of(ChangeMode.APPEND, ChangeMode.UPSERT))
          .sinkKey(DynamoDbOptions.KEY.name())
          .sinkRefusals(Set.of(Refusal.values()))
          .iamActions(List.of(WRITE, READ))
          .sinkExample(
              "latest:\n"
                  + "  from: velocity\n"
                  + "  dynamodb: {table: card-velocity, key: [card_id], region: eu-central-1}\n")
          .lookupExample(
              "dynamodb: {table: cards, region: eu-central-1}\n"
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
    List<Finding> findings = new ArrayList<>();
    if (usage.isSink()) {
      findings.addAll(DynamoDbOptions.SENDING.check(usage.options()));
      findings.addAll(KeyColumns.check(usage));
    }
    findings.addAll(AwsOptions.check(usage.options()));
    return findings;
  }

  @Override
  public String place(ConnectorUsage usage) {
    return "table `"
        + usage.options().get(DynamoDbOptions.TABLE)
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
            usage.isSink() ? WRITE : READ,
            "arn:"
                + Permission.partitionOf(region)
                + ":dynamodb:"
                + region
                + ":*:table/"
                + options.get(DynamoDbOptions.TABLE)));
    permissions.addAll(Credentials.of(options).permissions());
    return permissions;
  }

  @Override
  public DataStreamSink<?> sink(SinkContext context, DataStream<Object[]> rows) {
    OptionValues options = context.options();
    SendingSettings settings = DynamoDbOptions.SENDING.settings(options);
    return RowSink.add(
        context,
        rows,
        new ItemSender(
            options.get(DynamoDbOptions.TABLE),
            context.rowType(),
            positions(options.get(DynamoDbOptions.KEY), context.rowType()),
            context.changes() != ChangeMode.APPEND,
            AwsAccess.of(options, settings.inFlight())),
        settings);
  }

  @Override
  public RowLookup lookup(LookupContext context) {
    OptionValues options = context.options();
    return new ItemLookup(
        options.get(DynamoDbOptions.TABLE),
        options.get(DynamoDbOptions.CONSISTENT),
        context.rowType(),
        positions(context.keys(), context.rowType()),
        AwsAccess.of(options, ItemReads.REQUESTS));
  }

  private static int[] positions(List<String> columns, RowType type) {
    return columns.stream().mapToInt(type::indexOf).toArray();
  }
}
