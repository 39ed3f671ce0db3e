// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Stands before a {@link DynamoDbEmulator} on loopback and injects what a busy service answers:
 * whole requests that are throttled, and items and keys that are not processed.
 */
public final class DynamoDbProxy implements AutoCloseable {
  private static final String TARGET = "X-Amz-Target";

  private final URI emulator;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final WireServer server;
  private final Deque<WireAnswer> failures = new ArrayDeque<>();
  private final Deque<Integer> processed = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();

  public DynamoDbProxy(DynamoDbEmulator emulator) {
    this.emulator = emulator.endpoint();
    this.server = WireServer.start(this::answer);
  }

  public URI endpoint() {
    return server.endpoint();
  }

  /** Answers the next request so, and passes nothing on. */
  public synchronized void failNext(int status, String code, String message) {
    failures.add(WireAnswer.error(status, code, message));
  }

  /** Of the items or keys of the next batch, passes on this many, and says so of the others. */
  public synchronized void processOfNext(int most) {
    processed.add(most);
  }

  /** What was asked, each with the number of its items or keys: {@code BatchGetItem 3}. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  private WireAnswer answer(HttpExchange exchange, byte[] body) throws IOException {
    JsonNode request = json.readTree(body);
    String action = exchange.getRequestHeaders().getFirst(TARGET).replaceFirst(".*\\.", "");
    ObjectNode left = json.createObjectNode();
    synchronized (this) {
      ArrayNode parts = parts(request);
      requests.add(action + " " + parts.size());
      if (!failures.isEmpty()) {
        return failures.remove();
      }
      if (parts.size() > 0 && !processed.isEmpty()) {
        left = leave(request, parts, processed.remove());
      }
    }
    return passOn(exchange, request, left, action);
  }

  /** The writes or keys of a batch of one table. */
  private ArrayNode parts(JsonNode request) {
    JsonNode table = request.path("RequestItems").path(table(request));
    JsonNode parts = table.isArray() ? table : table.path("Keys");
    return parts.isArray() ? (ArrayNode) parts : json.createArrayNode();
  }

  private static String table(JsonNode request) {
    var names = request.path("RequestItems").fieldNames();
    return names.hasNext() ? names.next() : "";
  }

  /** Takes the parts behind the first ones away; they, as an answer gives them back. */
  private ObjectNode leave(JsonNode request, ArrayNode parts, int most) {
    ObjectNode left = json.createObjectNode();
    ArrayNode rest = json.createArrayNode();
    while (parts.size() > most) {
      rest.add(parts.remove(most));
    }
    JsonNode table = request.path("RequestItems").path(table(request));
    if (table.isArray()) {
      left.set(table(request), rest);
    } else {
      ObjectNode keys = table.deepCopy();
      keys.set("Keys", rest);
      left.set(table(request), keys);
    }
    return left;
  }

  private WireAnswer passOn(HttpExchange exchange, JsonNode request, ObjectNode left, String action)
      throws IOException {
    String unprocessed = action.equals("BatchGetItem") ? "UnprocessedKeys" : "UnprocessedItems";
    if (left.size() > 0 && parts(request).isEmpty()) {
      ObjectNode answer = json.createObjectNode();
      answer.putObject("Responses");
      answer.set(unprocessed, left);
      return WireAnswer.json(200, answer.toString());
    }
    HttpRequest.Builder next =
        HttpRequest.newBuilder(emulator)
            .POST(HttpRequest.BodyPublishers.ofString(request.toString()));
    for (String header : List.of(TARGET, "Authorization", "X-Amz-Date", "Content-Type")) {
      next.header(header, exchange.getRequestHeaders().getFirst(header));
    }
    try {
      HttpResponse<String> answer = client.send(next.build(), HttpResponse.BodyHandlers.ofString());
      if (left.size() == 0) {
        return WireAnswer.json(answer.statusCode(), answer.body());
      }
      ObjectNode changed = (ObjectNode) json.readTree(answer.body());
      changed.set(unprocessed, left);
      return WireAnswer.json(answer.statusCode(), changed.toString());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
