// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import dev.drey.backend.KinesisEmulator;
import dev.drey.benchmarks.HandWritten.Fee;
import dev.drey.benchmarks.HandWritten.JacksonEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.flink.connector.kinesis.sink.KinesisStreamsSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.connectors.kinesis.FlinkKinesisConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/**
 * A stream of one shard, of an emulator in a process of its own: JSON at either end of a job. What
 * is read was put together by Kinesis's producer library: the emulator needs longer for each record
 * the more it holds.
 */
final class KinesisEnds implements Origin, Target {
  /** Of which the service takes 5 MiB at once. */
  private static final int AT_ONCE = 100;

  private final KinesisEmulator emulator = KinesisEmulator.start();
  private @Nullable String stream;

  private String stream() {
    return Objects.requireNonNull(stream, "empty() comes first");
  }

  @Override
  public void empty() {
    stream = "bench-" + UUID.randomUUID();
    emulator.createStream(stream, 1);
  }

  @Override
  public void fill(Records input) {
    empty();
    List<PutRecordsRequestEntry> records = new ArrayList<>();
    for (int start = 0; start < input.count(); start += Aggregate.RECORDS) {
      records.add(
          PutRecordsRequestEntry.builder()
              .partitionKey(Integer.toString(start))
              .data(
                  SdkBytes.fromByteArrayUnsafe(
                      Aggregate.of(
                          input, start, Math.min(input.count(), start + Aggregate.RECORDS))))
              .build());
      if (records.size() == AT_ONCE) {
        put(records);
      }
    }
    put(records);
  }

  private void put(List<PutRecordsRequestEntry> records) {
    if (records.isEmpty()) {
      return;
    }
    int failed =
        emulator
            .client()
            .putRecords(request -> request.streamName(stream()).records(records))
            .failedRecordCount();
    if (failed > 0) {
      throw new IllegalStateException(failed + " records were not taken");
    }
    records.clear();
  }

  @Override
  public String source() {
    return connector(", startFrom: trim_horizon");
  }

  @Override
  public String sink() {
    return connector("");
  }

  private String connector(String more) {
    return "kinesis: {stream: "
        + stream()
        + ", region: "
        + KinesisEmulator.REGION
        + ", endpoint: \""
        + emulator.endpoint()
        + "\", credentials: {basic: {accessKey: test, secretKey: test}}"
        + more
        + "}";
  }

  private Properties client() {
    Properties client = new Properties();
    client.setProperty("aws.region", KinesisEmulator.REGION);
    client.setProperty("aws.endpoint", emulator.endpoint().toString());
    client.setProperty("aws.credentials.provider", "BASIC");
    client.setProperty("aws.credentials.provider.basic.accesskeyid", KinesisEmulator.ANY_KEY);
    client.setProperty("aws.credentials.provider.basic.secretkey", KinesisEmulator.ANY_KEY);
    client.setProperty("aws.http.protocol.version", "HTTP1_1");
    client.setProperty("flink.stream.initpos", "TRIM_HORIZON");
    return client;
  }

  @Override
  @SuppressWarnings("deprecation") // The connector that Drey's is made of, for the same shards.
  public DataStream<Fee> byHand(StreamExecutionEnvironment environment) {
    return HandWritten.etl(
        environment.addSource(
            new FlinkKinesisConsumer<>(stream(), new JacksonDecoder(), client())));
  }

  @Override
  public boolean ends() {
    return false;
  }

  @Override
  public void byHand(DataStream<Fee> fees) {
    fees.sinkTo(
        KinesisStreamsSink.<Fee>builder()
            .setStreamArn(emulator.arn(stream()))
            .setKinesisClientProperties(client())
            .setSerializationSchema(new JacksonEncoder<>())
            .setPartitionKeyGenerator(fee -> UUID.randomUUID().toString())
            .build());
  }

  @Override
  public List<byte[]> written() {
    return emulator.records(stream()).stream()
        .map(record -> record.data().asByteArray())
        .collect(Collectors.toList());
  }

  @Override
  public void close() {
    emulator.close();
  }
}
