// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import dev.drey.testkit.Poll;
import java.io.Closeable;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Consumer;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/**
 * The npm package {@code kinesis-local} as a process on loopback, over plain http, with its data in
 * memory: streams, shards, polling, enhanced fan-out and resharding as the service has them. Its
 * account is 000000000000, and any credentials will do.
 */
public final class KinesisEmulator implements Closeable {
  /** What to send for access key and secret key. */
  public static final String ANY_KEY = "test";

  public static final String REGION = "us-east-1";
  public static final String ACCOUNT = "000000000000";

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration CHANGE = Duration.ofMinutes(1);

  private final ChildProcess process;
  private final URI endpoint;
  private final KinesisClient client;

  private KinesisEmulator(ChildProcess process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
    this.client =
        KinesisClient.builder()
            .endpointOverride(endpoint)
            .region(Region.of(REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(ANY_KEY, ANY_KEY)))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  /** Starts an emulator without streams and waits until it answers. */
  public static KinesisEmulator start() {
    List<Integer> ports = Loopback.freePorts(2);
    Path installed = BackendFolder.resolve("kinesis/node_modules/kinesis-local");
    Map<String, String> environment = new HashMap<>();
    environment.put("KINESIS_MOCK_PLAIN_PORT", ports.get(0).toString());
    environment.put("KINESIS_MOCK_TLS_PORT", ports.get(1).toString());
    environment.put("KINESIS_MOCK_CERT_PATH", installed.resolve("server.json").toString());
    environment.put("AWS_REGION", REGION);
    environment.put("AWS_ACCOUNT_ID", ACCOUNT);
    environment.put("SHARD_LIMIT", "500");
    for (String slow :
        List.of(
            "CREATE_STREAM_DURATION",
            "DELETE_STREAM_DURATION",
            "SPLIT_SHARD_DURATION",
            "MERGE_SHARDS_DURATION",
            "REGISTER_STREAM_CONSUMER_DURATION",
            "DEREGISTER_STREAM_CONSUMER_DURATION")) {
      environment.put(slow, "50ms");
    }
    ChildProcess process =
        ChildProcess.start(
            "kinesis",
            List.of(
                "node",
                "--require",
                BackendFolder.resolve("kinesis/loopback.js").toString(),
                installed.resolve("main.js").toString()),
            environment);
    KinesisEmulator emulator =
        new KinesisEmulator(
            process, URI.create("http://" + Loopback.HOST + ":" + ports.get(0) + "/"));
    process.awaitReady(
        START,
        () ->
            Loopback.accepts(ports.get(0)) && emulator.client.listStreams().streamNames() != null);
    return emulator;
  }

  /** Where the API is served, over plain http. */
  public URI endpoint() {
    return endpoint;
  }

  /** The emulator's API for what this class does not offer. */
  public KinesisClient client() {
    return client;
  }

  /** Creates a stream and waits until it can be used. */
  public void createStream(String stream, int shards) {
    client.createStream(request -> request.streamName(stream).shardCount(shards));
    awaitActive(stream);
  }

  public String arn(String stream) {
    return "arn:aws:kinesis:" + REGION + ":" + ACCOUNT + ":stream/" + stream;
  }

  /** Writes a record to the shard of its partition key. */
  public PutRecordResponse put(String stream, String partitionKey, String text) {
    return put(stream, partitionKey, text, null);
  }

  /** Writes a record to a shard that the caller chose, whatever the partition key is. */
  public PutRecordResponse put(String stream, Shard shard, String partitionKey, String text) {
    return put(stream, partitionKey, text, shard.hashKeyRange().startingHashKey());
  }

  private PutRecordResponse put(
      String stream, String partitionKey, String text, @Nullable String hashKey) {
    return client.putRecord(
        request ->
            request
                .streamName(stream)
                .partitionKey(partitionKey)
                .explicitHashKey(hashKey)
                .data(SdkBytes.fromString(text, StandardCharsets.UTF_8)));
  }

  /** All shards, open and closed ones. */
  public List<Shard> shards(String stream) {
    return client.listShards(request -> request.streamName(stream)).shards();
  }

  /** The shards that take records. */
  public List<Shard> openShards(String stream) {
    return shards(stream).stream()
        .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
        .collect(Collectors.toList());
  }

  /** Replaces a shard by two, each with half of its hash keys, and waits for them. */
  public void splitShard(String stream, Shard shard) {
    BigInteger start = new BigInteger(shard.hashKeyRange().startingHashKey());
    BigInteger end = new BigInteger(shard.hashKeyRange().endingHashKey());
    String middle = start.add(end).shiftRight(1).toString();
    Poll.until(
        "split of " + shard.shardId(),
        CHANGE,
        () -> {
          try {
            client.splitShard(
                request ->
                    request
                        .streamName(stream)
                        .shardToSplit(shard.shardId())
                        .newStartingHashKey(middle));
            return true;
          } catch (ResourceInUseException stillChanging) {
            return false;
          }
        });
    awaitActive(stream);
  }

  /** Replaces two shards, of which one begins where the other ends, by one, and waits for it. */
  public void mergeShards(String stream, Shard shard, Shard behind) {
    Poll.until(
        "merge of " + shard.shardId(),
        CHANGE,
        () -> {
          try {
            client.mergeShards(
                request ->
                    request
                        .streamName(stream)
                        .shardToMerge(shard.shardId())
                        .adjacentShardToMerge(behind.shardId()));
            return true;
          } catch (ResourceInUseException stillChanging) {
            return false;
          }
        });
    awaitActive(stream);
  }

  /** The enhanced fan-out consumers that are registered now. */
  public List<Consumer> consumers(String stream) {
    return client.listStreamConsumers(request -> request.streamARN(arn(stream))).consumers();
  }

  /** What the stream is now. */
  public StreamDescriptionSummary describe(String stream) {
    return client
        .describeStreamSummary(request -> request.streamName(stream))
        .streamDescriptionSummary();
  }

  /** Every record of every shard, from the oldest on. */
  public List<Record> records(String stream) {
    List<Record> records = new ArrayList<>();
    for (Shard shard : shards(stream)) {
      records.addAll(records(stream, shard));
    }
    return records;
  }

  /** Every record of a shard, from the oldest on. */
  public List<Record> records(String stream, Shard shard) {
    List<Record> records = new ArrayList<>();
    @Nullable String iterator =
        client
            .getShardIterator(
                request ->
                    request
                        .streamName(stream)
                        .shardId(shard.shardId())
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    while (iterator != null) {
      String from = iterator;
      GetRecordsResponse response = client.getRecords(request -> request.shardIterator(from));
      records.addAll(response.records());
      iterator = response.records().isEmpty() ? null : response.nextShardIterator();
    }
    return records;
  }

  /** Ends the emulator as a crash would; what it held is gone. */
  public void stop() {
    client.close();
    // In order it ends only after its open connections did, and there is nothing to save.
    process.kill();
  }

  @Override
  public void close() {
    stop();
  }

  private void awaitActive(String stream) {
    Poll.until(
        "active stream " + stream,
        CHANGE,
        () -> describe(stream).streamStatus() == StreamStatus.ACTIVE);
  }

  @Override
  public String toString() {
    return "Kinesis emulator at " + endpoint + " (" + process + ")";
  }
}
