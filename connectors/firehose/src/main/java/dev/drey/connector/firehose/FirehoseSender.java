// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.firehose;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.async.Outcome;
import dev.drey.connector.async.RecordSender;
import dev.drey.connector.aws.AwsAccess;
import dev.drey.connector.aws.AwsClient;
import dev.drey.connector.aws.AwsFailures;
import dev.drey.format.RowEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.FirehoseAsyncClient;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponseEntry;
import software.amazon.awssdk.services.firehose.model.Record;

/**
 * Sends records by PutRecordBatch. It answers for each record; what it does not take it could take
 * later (ServiceUnavailableException, InternalFailure).
 */
final class FirehoseSender implements RecordSender<Record> {
  private static final long serialVersionUID = 1;

  // A stream that reads from Kinesis or whose key cannot be used takes nothing from anybody.
  private static final AwsFailures FAILURES =
      AwsFailures.with(
          Set.of(
              "ResourceNotFoundException", "InvalidSourceException", "InvalidKMSResourceException"),
          Set.of());

  private final String stream;
  private final boolean lineFeed;
  private final RowEncoder encoder;
  private final AwsAccess access;
  private transient @Nullable AwsClient<FirehoseAsyncClient> client;

  FirehoseSender(String stream, boolean lineFeed, RowEncoder encoder, AwsAccess access) {
    this.stream = stream;
    this.lineFeed = lineFeed;
    this.encoder = encoder;
    this.access = access;
  }

  @Override
  public void open() {
    encoder.open();
    client = access.client(FirehoseAsyncClient.builder());
  }

  @Override
  public Record record(Object[] row) {
    byte[] bytes = encoder.encode(row);
    if (lineFeed) {
      bytes = Arrays.copyOf(bytes, bytes.length + 1);
      bytes[bytes.length - 1] = '\n';
    }
    return Record.builder().data(SdkBytes.fromByteArrayUnsafe(bytes)).build();
  }

  @Override
  public long bytes(Record record) {
    return record.data().asByteArrayUnsafe().length;
  }

  @Override
  public CompletableFuture<List<Outcome>> send(List<Record> records) {
    return FAILURES.outcomes(
        records.size(),
        requireNonNull(client, "open() comes first")
            .get()
            .putRecordBatch(request -> request.deliveryStreamName(stream).records(records)),
        FirehoseSender::outcomes);
  }

  private static List<Outcome> outcomes(PutRecordBatchResponse response) {
    return response.requestResponses().stream()
        .map(FirehoseSender::outcome)
        .collect(Collectors.toList());
  }

  private static Outcome outcome(PutRecordBatchResponseEntry entry) {
    return entry.errorCode() == null
        ? Outcome.taken()
        : Outcome.again(entry.errorCode(), String.valueOf(entry.errorMessage()));
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }
}
