// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Stands before a {@link SearchNode} on loopback and injects what a busy one answers: whole bulk
 * requests that are refused, and documents of one for which a queue has no room.
 */
public final class SearchProxy implements AutoCloseable {
  private static final int BUSY = 429;

  private final ObjectMapper json = new ObjectMapper();
  private final SearchNode node;
  private final HttpWire wire = new HttpWire(this::answer);
  private final Deque<IntPredicate> busy = new ArrayDeque<>();
  private final List<Integer> requests = new ArrayList<>();

  public SearchProxy(SearchNode node) {
    this.node = node;
  }

  public URI endpoint() {
    return wire.endpoint();
  }

  /** Answers the next request so, and passes nothing on. */
  public void failNext(int status, String reason) {
    wire.answerNext(
        WireAnswer.of(status, ("{\"error\":\"" + reason + "\"}").getBytes(StandardCharsets.UTF_8)));
  }

  /** Of the next request, does not pass on the documents at these positions. */
  public synchronized void busyForNext(IntPredicate positions) {
    busy.add(positions);
  }

  /** How many documents each request had that was not refused as a whole. */
  public synchronized List<Integer> requests() {
    return List.copyOf(requests);
  }

  private synchronized WireAnswer answer(WireRequest request) throws IOException {
    List<String> writes = writes(request.text());
    requests.add(writes.size());
    IntPredicate refused = busy.isEmpty() ? position -> false : busy.remove();
    StringBuilder rest = new StringBuilder();
    for (int i = 0; i < writes.size(); i++) {
      if (!refused.test(i)) {
        rest.append(writes.get(i));
      }
    }
    JsonNode taken =
        rest.length() == 0
            ? json.createObjectNode()
            : node.request("POST", "_bulk", rest.toString());
    ObjectNode answer = json.createObjectNode();
    answer.put("took", 1).put("errors", true);
    ArrayNode items = answer.putArray("items");
    var passed = taken.path("items").iterator();
    for (int i = 0; i < writes.size(); i++) {
      if (refused.test(i)) {
        items
            .addObject()
            .putObject("index")
            .put("status", BUSY)
            .putObject("error")
            .put("type", "rejected_execution_exception")
            .put("reason", "rejected execution of coordinating operation");
      } else {
        items.add(passed.next());
      }
    }
    return WireAnswer.json(200, answer.toString());
  }

  /** Each with its document, if it has one. */
  private List<String> writes(String body) throws IOException {
    List<String> writes = new ArrayList<>();
    String[] lines = body.split("\n", -1);
    for (int i = 0; i < lines.length - 1; i++) {
      boolean deletes = json.readTree(lines[i]).has("delete");
      writes.add(lines[i] + "\n" + (deletes ? "" : lines[++i] + "\n"));
    }
    return writes;
  }

  @Override
  public void close() {
    wire.close();
  }
}
