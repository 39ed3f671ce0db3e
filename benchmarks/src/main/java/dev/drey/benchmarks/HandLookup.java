// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.jspecify.annotations.Nullable;

/** The lookup jobs with Flink's asynchronous function, as the published example has it. */
final class HandLookup {
  private static final int CAPACITY = 100;

  private HandLookup() {}

  static DataStream<Owned> of(
      DataStream<Transaction> transactions, Register.Client client, boolean cached) {
    return AsyncDataStream.orderedWait(
        transactions, new Ask(client, cached), 1, TimeUnit.MINUTES, CAPACITY);
  }

  /** A result of the jobs. */
  public static final class Owned {
    @JsonProperty("tx_id")
    public @Nullable String txId;

    @JsonProperty("card_id")
    public @Nullable String cardId;

    public @Nullable String owner;
  }

  private static final class Ask extends RichAsyncFunction<Transaction, Owned> {
    private static final long serialVersionUID = 1;

    private final Register.Client client;
    private final boolean cached;
    private transient @Nullable Map<String, String> known;

    Ask(Register.Client client, boolean cached) {
      this.client = client;
      this.cached = cached;
    }

    @Override
    public void open(OpenContext context) throws Exception {
      client.open();
      known = new LinkedHashMap<>();
    }

    @Override
    public void asyncInvoke(Transaction transaction, ResultFuture<Owned> result) {
      String card = requireNonNull(transaction.cardId);
      Owned owned = new Owned();
      owned.txId = transaction.txId;
      owned.cardId = card;
      Map<String, String> cache = requireNonNull(known);
      String owner;
      synchronized (cache) {
        owner = cached ? cache.get(card) : null;
      }
      if (owner != null) {
        owned.owner = owner;
        result.complete(List.of(owned));
        return;
      }
      CompletableFuture<Void> ignored =
          client
              .owner(card)
              .handle(
                  (answer, failure) -> {
                    if (failure != null) {
                      result.completeExceptionally(failure);
                      return null;
                    }
                    if (cached) {
                      synchronized (cache) {
                        cache.put(card, answer);
                      }
                    }
                    owned.owner = answer;
                    result.complete(List.of(owned));
                    return null;
                  });
    }

    @Override
    public void close() throws Exception {
      client.close();
    }
  }
}
