// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.async.Outcome;
import dev.drey.connector.async.RecordSender;
import dev.drey.connector.aws.AwsAccess;
import dev.drey.connector.aws.AwsClient;
import dev.drey.connector.aws.AwsFailures;
import dev.drey.format.RowEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * Sends records by PutRecords. It answers for each record; what it does not take it could take
 * later (ProvisionedThroughputExceededException, InternalFailure).
 */
final class KinesisSender implements RecordSender<PutRecordsRequestEntry> {
  private static final long serialVersionUID = 1;

  // A key that cannot be used is nobody's record; one that is throttled is.
  private static final AwsFailures FAILURES =
      AwsFailures.with(
          Set.of(
              "ResourceNotFoundException",
              "KMSAccessDeniedException",
              "KMSDisabledException",
              "KMSInvalidStateException",
              "KMSNotFoundException",
              "KMSOptInRequired"),
          Set.of("KMSThrottlingException"));

  private final String name;
  private final String arn;
  private final PartitionKeys keys;
  private final RowEncoder encoder;
  private final AwsAccess access;
  private transient @Nullable AwsClient<KinesisAsyncClient> client;

  KinesisSender(StreamAddress address, PartitionKeys keys, RowEncoder encoder, AwsAccess access) {
    this.name = address.name();
    this.arn = address.arn().orElse("");
    this.keys = keys;
    this.encoder = encoder;
    this.access = access;
  }

  @Override
  public void open() {
    encoder.open();
    keys.open();
    client = access.client(KinesisAsyncClient.builder());
  }

  @Override
  public PutRecordsRequestEntry record(Object[] row) {
    return PutRecordsRequestEntry.builder()
        .partitionKey(keys.keyOf(row))
        .data(SdkBytes.fromByteArrayUnsafe(encoder.encode(row)))
        .build();
  }

  /** The key counts as the bytes do. */
  @Override
  public long bytes(PutRecordsRequestEntry record) {
    return (long) record.data().asByteArrayUnsafe().length
        + record.partitionKey().getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public @Nullable Object key(PutRecordsRequestEntry record) {
    return keys.areChosen() ? record.partitionKey() : null;
  }

  @Override
  public CompletableFuture<List<Outcome>> send(List<PutRecordsRequestEntry> records) {
    return FAILURES.outcomes(
        records.size(),
        requireNonNull(client, "open() comes first")
            .get()
            .putRecords(
                request -> {
                  request.records(records);
                  // By name the request says no account, which is the credentials' own.
                  if (arn.isEmpty()) {
                    request.streamName(name);
                  } else {
                    request.streamARN(arn);
                  }
                }),
        KinesisSender::outcomes);
  }

  private static List<Outcome> outcomes(PutRecordsResponse response) {
    return response.records().stream().map(KinesisSender::outcome).collect(Collectors.toList());
  }

  private static Outcome outcome(PutRecordsResultEntry entry) {
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
