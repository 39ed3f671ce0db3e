// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.lambda;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.async.JsonList;
import dev.drey.connector.async.Outcome;
import dev.drey.connector.async.RecordSender;
import dev.drey.connector.aws.AwsAccess;
import dev.drey.connector.aws.AwsClient;
import dev.drey.connector.aws.AwsFailures;
import dev.drey.format.RowEncoder;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Invokes a function with a JSON list of records. What it fails on is in none of its records alone.
 */
final class InvocationSender implements RecordSender<byte[]> {
  private static final long serialVersionUID = 1;

  static final AwsFailures FAILURES =
      AwsFailures.with(
          Set.of(
              "ResourceNotFoundException",
              "KMSAccessDeniedException",
              "KMSDisabledException",
              "KMSInvalidStateException",
              "KMSNotFoundException",
              "InvalidRuntimeException"),
          // The function is being changed, or is not ready yet.
          Set.of("ResourceConflictException", "ResourceNotReadyException"));

  private final String function;
  private final boolean event;
  private final RowEncoder encoder;
  private final AwsAccess access;
  private transient @Nullable AwsClient<LambdaAsyncClient> client;

  InvocationSender(String function, boolean event, RowEncoder encoder, AwsAccess access) {
    this.function = function;
    this.event = event;
    this.encoder = encoder;
    this.access = access;
  }

  @Override
  public void open() {
    encoder.open();
    client = access.client(LambdaAsyncClient.builder());
  }

  @Override
  public byte[] record(Object[] row) {
    return encoder.encode(row);
  }

  @Override
  public long bytes(byte[] record) {
    return JsonList.bytes(record);
  }

  @Override
  public CompletableFuture<List<Outcome>> send(List<byte[]> records) {
    return FAILURES.outcomes(
        records.size(),
        requireNonNull(client, "open() comes first")
            .get()
            .invoke(
                request ->
                    request
                        .functionName(function)
                        .invocationType(
                            event ? InvocationType.EVENT : InvocationType.REQUEST_RESPONSE)
                        .payload(SdkBytes.fromByteArrayUnsafe(JsonList.of(records)))),
        response -> Collections.nCopies(records.size(), outcome(response)));
  }

  private static Outcome outcome(InvokeResponse response) {
    return response.functionError() == null
        ? Outcome.taken()
        : Outcome.refusedTogether(
            response.functionError(), "the function fails: " + response.payload().asUtf8String());
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }
}
