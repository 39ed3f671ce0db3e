// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.backend.HttpWire;
import dev.drey.backend.WireAnswer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An HTTP server in this JVM that answers in JSON; by hand with the JDK's client and Jackson. */
final class HttpRegister implements Register {
  private static final String PATH = "/owners/";

  private final HttpWire server =
      new HttpWire(
          request ->
              WireAnswer.json(
                  200,
                  "{\"name\":\"" + Owners.name(request.target().substring(PATH.length())) + "\"}"));

  @Override
  public void fill(List<String> cards) {}

  @Override
  public String lookup() {
    return "http: {url: \"" + server.endpoint().resolve(PATH) + "{card_id}\"}";
  }

  @Override
  public Client byHand() {
    return new Gets(server.endpoint().resolve(PATH));
  }

  @Override
  public void close() {
    server.close();
  }

  private static final class Gets implements Client {
    private static final long serialVersionUID = 1;

    private static final int ATTEMPTS = 3;

    private final URI owners;
    private transient @Nullable HttpClient client;
    private transient @Nullable ObjectMapper json;

    Gets(URI owners) {
      this.owners = owners;
    }

    @Override
    public void open() {
      client = HttpClient.newHttpClient();
      json = new ObjectMapper();
    }

    @Override
    public CompletableFuture<String> owner(String card) {
      CompletableFuture<String> owner = new CompletableFuture<>();
      ask(card, ATTEMPTS, owner);
      return owner;
    }

    /** Asks again where the connection was one that the server had just closed. */
    private void ask(String card, int attempts, CompletableFuture<String> owner) {
      CompletableFuture<Void> ignored =
          Objects.requireNonNull(client, "open() comes first")
              .sendAsync(
                  HttpRequest.newBuilder(owners.resolve(card)).build(), BodyHandlers.ofString())
              .thenApply(answer -> name(answer.body()))
              .handle(
                  (name, failure) -> {
                    if (failure == null) {
                      owner.complete(name);
                    } else if (attempts > 1) {
                      ask(card, attempts - 1, owner);
                    } else {
                      owner.completeExceptionally(failure);
                    }
                    return null;
                  });
    }

    private String name(String answer) {
      try {
        return Objects.requireNonNull(json, "open() comes first")
            .readTree(answer)
            .path("name")
            .asText();
      } catch (JsonProcessingException noJson) {
        throw new UncheckedIOException(noJson);
      }
    }
  }
}
