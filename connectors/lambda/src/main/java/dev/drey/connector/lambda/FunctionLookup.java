// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.lambda;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.drey.connector.RowLookup;
import dev.drey.connector.aws.AwsAccess;
import dev.drey.connector.aws.AwsClient;
import dev.drey.connector.aws.AwsFailures;
import dev.drey.format.BadRecordException;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * What a function answers to a key: a JSON object is a row, a list of them are rows, {@code null}
 * is none. One invocation for each question.
 */
final class FunctionLookup implements RowLookup {
  private static final long serialVersionUID = 1;

  /** The most invocations on their way. */
  static final int REQUESTS = 100;

  private static final JsonFactory JSON = new JsonFactory();

  private final String function;
  private final RowEncoder keys;
  private final RowDecoder rows;
  private final AwsAccess access;
  private transient @Nullable AwsClient<LambdaAsyncClient> client;

  FunctionLookup(String function, RowEncoder keys, RowDecoder rows, AwsAccess access) {
    this.function = function;
    this.keys = keys;
    this.rows = rows;
    this.access = access;
  }

  @Override
  public void open() {
    keys.open();
    rows.open();
    client = access.client(LambdaAsyncClient.builder());
  }

  @Override
  public CompletableFuture<List<Object[]>> rows(Object[] key) {
    for (Object part : key) {
      if (part == null) {
        return CompletableFuture.completedFuture(new ArrayList<>());
      }
    }
    SdkBytes question = SdkBytes.fromByteArrayUnsafe(keys.encode(key));
    return requireNonNull(client, "open() comes first")
        .get()
        .invoke(request -> request.functionName(function).payload(question))
        .handle(
            (response, failure) -> {
              if (failure != null) {
                throw new CompletionException(AwsFailures.told(AwsFailures.cause(failure)));
              }
              return rows(response);
            });
  }

  private List<Object[]> rows(InvokeResponse response) {
    byte[] answer = response.payload().asByteArray();
    if (response.functionError() != null) {
      throw new IllegalStateException(
          "function " + function + " fails: " + response.payload().asUtf8String());
    }
    try {
      return decoded(answer);
    } catch (IOException | BadRecordException misfit) {
      throw new IllegalStateException(
          "function " + function + " answers what its type does not say: " + misfit.getMessage(),
          misfit);
    }
  }

  private List<Object[]> decoded(byte[] answer) throws IOException, BadRecordException {
    List<Object[]> decoded = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(answer)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          int start = (int) parser.currentTokenLocation().getByteOffset();
          parser.skipChildren();
          int end = (int) parser.currentLocation().getByteOffset();
          add(answer, start, end - start, decoded);
        }
      } else if (first != null && first != JsonToken.VALUE_NULL) {
        add(answer, 0, answer.length, decoded);
      }
    }
    return decoded;
  }

  /** Answers come from several threads, and a decoder is for one. */
  private void add(byte[] answer, int start, int length, List<Object[]> decoded)
      throws BadRecordException {
    synchronized (rows) {
      Object[] row = rows.decode(answer, start, length);
      if (row != null) {
        decoded.add(row);
      }
    }
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }
}
