package dev.drey.connector.kinesis;

import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.Delivery;
import dev.drey.connector.MetadataColumn;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a spec can say of a Kinesis stream, and what a record knows beside its bytes. */
final class KinesisDescriptor {
  static final String PARTITION_KEY = "partitionKey";
  static final String SEQUENCE_NUMBER = "sequenceNumber";
  static final String SHARD_ID = "shardId";
  static final String ARRIVAL = "approximateArrivalTimestamp";
  static final String STREAM = "stream";

  private static final String STREAM_NAME = "^[a-zA-Z0-9_.-]{1,128}$";
  private static final String REGION_NAME = "^[a-z]{2,}(-[a-z]+)+-[0-9]$";
  private static final String ENDPOINT_URL = "^https?://.+$";
  private static final Constraint ONE_STREAM = Constraint.exactlyOne("stream", "arn");

  private KinesisDescriptor() {}

  static ConnectorDescriptor descriptor() {
    return ConnectorDescriptor.builder()
        .name("kinesis")
        .description(
            "Amazon Kinesis Data Streams. A source reads every shard of a stream, also those that"
                + " a split or merge adds while the job runs, each with its own watermark; a sink"
                + " writes records in batches. A source never ends by itself.")
        .sourceOptions(sourceOptions())
        .sinkOptions(sinkOptions())
        .metadata(metadata())
        .partitioned(true)
        .position(List.of(SHARD_ID, SEQUENCE_NUMBER))
        .sinkDelivery(Set.of(Delivery.AT_LEAST_ONCE))
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

  private static Shape sourceOptions() {
    List<Key> keys = new ArrayList<>(address());
    keys.add(
        Key.of(
                "startFrom",
                Shape.oneOf(
                    Shape.oneOfTexts("latest", "trim_horizon"),
                    Shape.object(
                        Key.required(
                                "timestamp",
                                Shape.timestamp(),
                                "Records that arrived at this time or later are read.")
                            .withExample("2026-01-01T00:00:00Z"))),
                "Where a job without a checkpoint starts: records that come from now on, the"
                    + " oldest that are kept, or a time. A shard that appears later is read from"
                    + " its start.")
            .withDefault("latest")
            .withExample("trim_horizon"));
    keys.add(
        Key.of(
                "fanOut",
                Shape.string(),
                "Enhanced fan-out: the name of a consumer with its own 2 MB a second of each"
                    + " shard. The job registers it at the start and removes it at the end, so no"
                    + " two jobs may share a name. The ARN of a consumer that is registered"
                    + " already is used as it is. Absent: shards are polled, and all pollers"
                    + " share their 2 MB a second.")
            .withExample("card-velocity"));
    keys.add(
        Key.of(
                "shardDiscovery",
                Shape.duration(),
                "How often the source looks for shards that a split or merge made, from 1s.")
            .withDefault("10s")
            .withExample("30s"));
    keys.add(
        Key.of(
                "pollInterval",
                Shape.duration(),
                "The pause between two reads of a shard, from 200ms. Not with `fanOut`.")
            .withDefault("200ms")
            .withExample("1s"));
    keys.add(
        Key.of(
                "maxRecordsPerFetch",
                Shape.integer(),
                "The most records of one read, up to 10000. Not with `fanOut`.")
            .withDefault("10000")
            .withExample("2000"));
    keys.addAll(client("flink.shard.getrecords.maxretries: 5"));
    return Shape.object(keys, List.of(ONE_STREAM));
  }

  private static Shape sinkOptions() {
    List<Key> keys = new ArrayList<>(address());
    keys.add(
        Key.of(
                "partitionKey",
                Shape.expression(),
                "Which shard takes the record: rows of one key stay in order, in one shard. Of a"
                    + " key longer than 256 characters the first 256 count. Absent, NULL or empty:"
                    + " a random key for each record, which spreads them evenly.")
            .withExample("card_id"));
    keys.add(
        Key.of(
                "batch",
                Shape.object(
                    Key.of("size", Shape.integer(), "The most records of one request, up to 500.")
                        .withDefault("500")
                        .withExample("100"),
                    Key.of(
                            "bytes",
                            Shape.size(),
                            "The most bytes of one request, from 1 MiB to 5 MiB.")
                        .withDefault("5 MiB")
                        .withExample("2 MiB"),
                    Key.of(
                            "linger",
                            Shape.duration(),
                            "How long a record waits for others before it is sent.")
                        .withDefault("1s")
                        .withExample("200ms")),
                "When records are sent together. A checkpoint sends what waits.")
            .withExample("{size: 200, linger: 500ms}"));
    keys.add(
        Key.of(
                "failOnError",
                Shape.bool(),
                "Whether the job fails, and starts again from its checkpoint, when Kinesis refuses"
                    + " a record. Otherwise the record is sent again until it is taken. A stream"
                    + " that does not exist and credentials that are not valid always fail the job.")
            .withDefault("false")
            .withExample("true"));
    keys.addAll(client("aws.http-client.max-concurrency: 100"));
    return Shape.object(keys, List.of(ONE_STREAM));
  }

  private static List<Key> address() {
    return List.of(
        Key.of(
                "stream",
                Shape.string(STREAM_NAME),
                "The stream's name, in the account of the credentials.")
            .withExample("card-transactions"),
        Key.of(
                "arn",
                Shape.string(),
                "The stream's ARN, in place of `stream` and `region`. A source reads it in the"
                    + " account of its credentials; another account's stream is read by"
                    + " `credentials: {assumeRole}`.")
            .withExample("arn:aws:kinesis:eu-central-1:123456789012:stream/card-transactions"),
        Key.of(
                "region",
                Shape.string(REGION_NAME),
                "The AWS region of the stream. Needed with `stream`, unless `endpoint` is given.")
            .withExample("eu-central-1"));
  }

  private static List<Key> client(String propertyExample) {
    return List.of(
        Key.of(
                "endpoint",
                Shape.string(ENDPOINT_URL),
                "The URL of the API, where it is not the region's own: a VPC endpoint or an"
                    + " emulator.")
            .withExample("http://localhost:4568"),
        Key.of(
                "credentials",
                Shape.oneOf(Shape.oneOfTexts("auto"), credentials()),
                "Who the job is to AWS. `auto` is the AWS SDK's chain: environment, profile, role"
                    + " of the container or instance. On the managed service it is the"
                    + " application's role.")
            .withDefault("auto")
            .withExample("{assumeRole: {arn: \"arn:aws:iam::123456789012:role/reader\"}}"),
        Key.of(
                "properties",
                Shape.map(Shape.scalar()),
                "Any other property of Flink's Kinesis connector, under its own name. What the"
                    + " options above say cannot be set here.")
            .withExample("{" + propertyExample + "}"));
  }

  private static Shape credentials() {
    Shape basic =
        Shape.object(
            Key.required("accessKey", Shape.string(), "The access key id.")
                .asSecret()
                .withExample("${access_key}"),
            Key.required("secretKey", Shape.string(), "The secret access key.")
                .asSecret()
                .withExample("${secret_key}"));
    Shape role =
        Shape.object(
            Key.required("arn", Shape.string("^arn:.+$"), "The role's ARN.")
                .withExample("arn:aws:iam::123456789012:role/reader"),
            Key.of("sessionName", Shape.string(), "The session's name, as CloudTrail shows it.")
                .withDefault("drey")
                .withExample("card-velocity"),
            Key.of("externalId", Shape.string(), "The external id that the role asks for.")
                .withExample("partner-42"));
    return Shape.object(
        List.of(
            Key.of("basic", basic, "A fixed pair of keys; for emulators and tests.")
                .withExample("{accessKey: \"${access_key}\", secretKey: \"${secret_key}\"}"),
            Key.of("profile", Shape.string(), "A profile of the AWS configuration files.")
                .withExample("analytics"),
            Key.of("assumeRole", role, "Another role, assumed by what `auto` finds.")
                .withExample("{arn: \"arn:aws:iam::123456789012:role/reader\"}")),
        List.of(Constraint.exactlyOne("basic", "profile", "assumeRole")));
  }
}
