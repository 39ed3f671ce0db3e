// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import dev.drey.connector.ChangeMode;
import dev.drey.connector.Clash;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Course;
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
import dev.drey.connector.SourceContext;
import dev.drey.connector.SourceRole;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The connector {@code dynamodb}. */
public final class DynamoDbConnector implements JobConnector, SourceRole, SinkRole, LookupRole {
  private static final String WRITE = "dynamodb:BatchWriteItem";
  private static final String READ = "dynamodb:BatchGetItem";

  private final ConnectorDescriptor descriptor =
      ConnectorDescriptor.builder()
          .name("dynamodb")
          .testedAgainst(
              "dynalite, an emulator, with a proxy that makes the documented errors; its streams"
                  + " against a server on loopback that speaks their protocol")
          .description(
              "Amazon DynamoDB. A sink puts an item for each row, and deletes the item of a row"
                  + " that is taken back; a lookup gives the item of a key; a source reads a"
                  + " table's stream, which says what was done to items. Columns are attributes of"
                  + " their names: numbers N, texts and times S (ISO-8601), BYTES B, BOOLEAN BOOL,"
                  + " ARRAY L, MAP and ROW M; a column that is NULL is no attribute. A lookup reads"
                  + " these, and sets as ARRAY, without loss.")
          .sourceOptions(DynamoDbOptions.source())
          .sourceFormat(false)
          .metadata(StreamMetadata.COLUMNS)
          .position(StreamMetadata.POSITION)
          .partitioned(true)
          .sourceExample(
              "card_changes:\n"
                  + "  dynamodb:\n"
                  + "    stream:"
                  + " \"arn:aws:dynamodb:eu-central-1:123456789012:table/cards/stream/2026-01-01T00:00:00.000\"\n"
                  + "    rows: changes\n"
                  + "    startFrom: trim_horizon\n"
                  + "  type: {card_id: STRING NOT NULL, limit: \"DECIMAL(10, 2)\", tags:"
                  + " ARRAY<STRING>}\n"
                  + "  key: [card_id]\n")
          .sinkOptions(DynamoDbOptions.sink())
          .lookupOptions(DynamoDbOptions.lookup())
          .sinkFormat(false)
          .sinkDelivery(Set.of(Delivery.AT_LEAST_ONCE))
          .sinkChanges(Set.of(ChangeMode.APPEND, ChangeMode.UPSERT))
          .sinkKey(DynamoDbOptions.KEY.name())
          .sinkRefusals(Set.of(Refusal.values()))
          .iamActions(
              Stream.concat(Stream.of(WRITE, READ), StreamUse.ACTIONS.stream())
                  .collect(Collectors.toList()))
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
  public Optional<SourceRole> asSource() {
    return Optional.of(this);
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
    if (usage.kind() == ConnectorUsage.Kind.SOURCE) {
      return StreamUse.check(usage);
    }
    List<Finding> findings = new ArrayList<>();
    if (usage.isSink()) {
      findings.addAll(DynamoDbOptions.SENDING.check(usage.options()));
      findings.addAll(KeyColumns.check(usage));
    }
    findings.addAll(AwsOptions.check(usage.options()));
    return findings;
  }

  @Override
  public List<Clash> checkTogether(List<ConnectorUsage> usages) {
    return TableLoops.of(usages);
  }

  @Override
  public String place(ConnectorUsage usage) {
    if (usage.kind() == ConnectorUsage.Kind.SOURCE) {
      return "the stream " + usage.options().get(DynamoDbOptions.STREAM);
    }
    return "table `"
        + usage.options().get(DynamoDbOptions.TABLE)
        + "`"
        + AwsAccess.inWords(usage.options());
  }

  @Override
  public List<Permission> permissions(ConnectorUsage usage) {
    OptionValues options = usage.options();
    if (usage.kind() == ConnectorUsage.Kind.SOURCE) {
      return StreamUse.permissions(options);
    }
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
  public boolean changes(OptionValues options) {
    return StreamUse.areChanges(options);
  }

  @Override
  public Course course(ConnectorUsage usage) {
    return StreamUse.course(usage.options());
  }

  @Override
  public SingleOutputStreamOperator<Object[]> source(SourceContext context) {
    return StreamReading.add(context);
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
