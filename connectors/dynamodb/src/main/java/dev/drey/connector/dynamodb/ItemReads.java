// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import dev.drey.connector.aws.AwsFailures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Questions for items by their keys, put together by BatchGetItem, at most a hundred in a request.
 * The first ones go at once; what comes while {@link #REQUESTS} are on their way goes together when
 * one of them is answered: so few questions wait for nobody, and many go together. Keys for which
 * DynamoDB had no time are asked again, with growing pauses; a request that fails fails its
 * questions. One key is asked once at a time. For any thread.
 */
final class ItemReads {
  /** The most requests on their way. */
  static final int REQUESTS = 8;

  private static final int MOST_KEYS = 100;
  private static final int MOST_ROUNDS = 10;
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final DynamoDbAsyncClient client;
  private final String table;
  private final boolean consistent;
  private final Map<String, String> names = new LinkedHashMap<>();

  /** What was asked and is not on its way yet, by key. */
  private final Map<Map<String, AttributeValue>, CompletableFuture<Map<String, AttributeValue>>>
      waiting = new LinkedHashMap<>();

  private int onTheirWay;

  /**
   * @param columns the attributes that are wanted, among them those of the key
   */
  ItemReads(DynamoDbAsyncClient client, String table, boolean consistent, List<String> columns) {
    this.client = client;
    this.table = table;
    this.consistent = consistent;
    // By aliases: many names of attributes are reserved words.
    for (String column : columns) {
      names.put("#c" + names.size(), column);
    }
  }

  /** The item of the key; empty where there is none. */
  CompletableFuture<Map<String, AttributeValue>> item(Map<String, AttributeValue> key) {
    CompletableFuture<Map<String, AttributeValue>> answer;
    synchronized (this) {
      answer = waiting.computeIfAbsent(key, asked -> new CompletableFuture<>());
    }
    sendWhatMay();
    return answer;
  }

  private void sendWhatMay() {
    Batch batch;
    synchronized (this) {
      if (waiting.isEmpty() || onTheirWay >= REQUESTS) {
        return;
      }
      onTheirWay++;
      batch = new Batch();
      for (Map<String, AttributeValue> key : new ArrayList<>(waiting.keySet())) {
        if (batch.open.size() < MOST_KEYS) {
          batch.open.put(key, waiting.remove(key));
        }
      }
    }
    batch.ask();
  }

  private void done() {
    synchronized (this) {
      onTheirWay--;
    }
    sendWhatMay();
  }

  /** The questions of one request, and of those that ask again. */
  private final class Batch {
    final Map<Map<String, AttributeValue>, CompletableFuture<Map<String, AttributeValue>>> open =
        new LinkedHashMap<>();
    private int rounds;

    void ask() {
      rounds++;
      KeysAndAttributes wanted =
          KeysAndAttributes.builder()
              .keys(new ArrayList<>(open.keySet()))
              .consistentRead(consistent)
              .projectionExpression(String.join(", ", names.keySet()))
              .expressionAttributeNames(names)
              .build();
      Future<?> unused =
          client
              .batchGetItem(request -> request.requestItems(Map.of(table, wanted)))
              .whenComplete(
                  (response, failure) -> {
                    if (failure == null) {
                      answered(response);
                    } else {
                      fail(AwsFailures.told(AwsFailures.cause(failure)));
                    }
                  });
    }

    private void answered(BatchGetItemResponse response) {
      Set<Map<String, AttributeValue>> unprocessed = new HashSet<>();
      if (response.unprocessedKeys().containsKey(table)) {
        response.unprocessedKeys().get(table).keys().forEach(key -> unprocessed.add(keyOf(key)));
      }
      Map<Map<String, AttributeValue>, Map<String, AttributeValue>> found = new LinkedHashMap<>();
      for (Map<String, AttributeValue> item :
          response.responses().getOrDefault(table, List.<Map<String, AttributeValue>>of())) {
        found.put(keyOf(item), item);
      }
      for (Map<String, AttributeValue> key : new ArrayList<>(open.keySet())) {
        if (!unprocessed.contains(key)) {
          CompletableFuture<Map<String, AttributeValue>> answer = open.remove(key);
          if (answer != null) {
            answer.complete(found.getOrDefault(key, Map.of()));
          }
        }
      }
      if (open.isEmpty()) {
        done();
      } else if (rounds < MOST_ROUNDS) {
        pause().execute(this::ask);
      } else {
        fail(new IllegalStateException("DynamoDB had no time for " + open.size() + " keys"));
      }
    }

    private Executor pause() {
      return CompletableFuture.delayedExecutor(
          PAUSE.toMillis() << (rounds - 1), TimeUnit.MILLISECONDS);
    }

    private Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
      return ItemKey.from(item, open.keySet().iterator().next().keySet());
    }

    private void fail(Throwable failure) {
      List<CompletableFuture<Map<String, AttributeValue>>> failed = new ArrayList<>(open.values());
      open.clear();
      failed.forEach(answer -> answer.completeExceptionally(failure));
      done();
    }
  }
}
