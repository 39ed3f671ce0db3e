// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import dev.drey.backend.DynamoDbEmulator;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A table of an emulator in a process of its own; by hand with the SDK's asynchronous client. */
final class DynamoDbRegister implements Register {
  private static final String TABLE = "owners";
  private static final String REGION = "us-east-1";

  /** Of which the service takes so many at once. */
  private static final int AT_ONCE = 25;

  private final DynamoDbEmulator emulator = DynamoDbEmulator.start();

  @Override
  public void fill(List<String> cards) {
    emulator.createTable(TABLE, "card_id:S");
    for (int start = 0; start < cards.size(); start += AT_ONCE) {
      List<WriteRequest> items =
          cards.subList(start, Math.min(cards.size(), start + AT_ONCE)).stream()
              .map(
                  card ->
                      WriteRequest.builder()
                          .putRequest(
                              put ->
                                  put.item(
                                      Map.of(
                                          "card_id", AttributeValue.fromS(card),
                                          "name", AttributeValue.fromS(Owners.name(card)))))
                          .build())
              .collect(Collectors.toList());
      emulator.client().batchWriteItem(request -> request.requestItems(Map.of(TABLE, items)));
    }
  }

  @Override
  public String lookup() {
    return "dynamodb: {table: "
        + TABLE
        + ", region: "
        + REGION
        + ", endpoint: \""
        + emulator.endpoint()
        + "\", credentials: {basic: {accessKey: test, secretKey: test}}}";
  }

  @Override
  public Client byHand() {
    return new Items(emulator.endpoint());
  }

  @Override
  public void close() {
    emulator.close();
  }

  private static final class Items implements Client {
    private static final long serialVersionUID = 1;

    private final URI endpoint;
    private transient @Nullable DynamoDbAsyncClient client;

    Items(URI endpoint) {
      this.endpoint = endpoint;
    }

    @Override
    public void open() {
      client =
          DynamoDbAsyncClient.builder()
              .endpointOverride(endpoint)
              .region(Region.of(REGION))
              .credentialsProvider(
                  StaticCredentialsProvider.create(
                      AwsBasicCredentials.create(
                          DynamoDbEmulator.ANY_KEY, DynamoDbEmulator.ANY_KEY)))
              .build();
    }

    @Override
    public CompletableFuture<String> owner(String card) {
      return Objects.requireNonNull(client, "open() comes first")
          .getItem(
              request ->
                  request.tableName(TABLE).key(Map.of("card_id", AttributeValue.fromS(card))))
          .thenApply(answer -> Objects.requireNonNull(answer.item().get("name")).s());
    }

    @Override
    public void close() {
      Objects.requireNonNull(client, "open() comes first").close();
    }
  }
}
