// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * What Firehose answers to {@code PutRecordBatch}, on loopback: within its limits (500 records, 4
 * MiB, 1 000 KiB a record; the quotas of its API reference) it takes what it is not told to refuse.
 */
public final class FirehoseWire implements AutoCloseable {
  private static final String PUT = "Firehose_20150804.PutRecordBatch";
  private static final int MOST_RECORDS = 500;
  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final int MOST_OF_A_RECORD = 1000 * 1024;

  private final ObjectMapper json = new ObjectMapper();
  private final WireServer server = WireServer.start(this::answer);
  private final Set<String> streams = new HashSet<>();
  private final List<String> taken = new ArrayList<>();
  private final Map<String, List<String>> takenByStream = new HashMap<>();
  private final List<Integer> requests = new ArrayList<>();
  private final Deque<WireAnswer> failures = new ArrayDeque<>();
  private final Deque<IntPredicate> partly = new ArrayDeque<>();
  private Predicate<String> poison = text -> false;
  private boolean busy;

  public FirehoseWire(String... streams) {
    this.streams.addAll(Set.of(streams));
  }

  public URI endpoint() {
    return server.endpoint();
  }

  /** Answers the next request so, and takes nothing of it. */
  public synchronized void failNext(int status, String code, String message) {
    failures.add(WireAnswer.error(status, code, message));
  }

  /** Of the next request, does not take the records at these positions. */
  public synchronized void refuseNext(IntPredicate positions) {
    partly.add(positions);
  }

  /** Refuses each request with such a record whole, as one that is no argument. */
  public synchronized void refuseAlways(Predicate<String> text) {
    poison = text;
  }

  /** Whether all is refused for now. */
  public synchronized void busy(boolean now) {
    busy = now;
  }

  /** The texts of what was taken, in order. */
  public synchronized List<String> taken() {
    return List.copyOf(taken);
  }

  /** The texts of what a stream took, in order. */
  public synchronized List<String> taken(String stream) {
    return List.copyOf(takenByStream.getOrDefault(stream, List.of()));
  }

  /** How many records each request had, also of those that failed. */
  public synchronized List<Integer> requests() {
    return List.copyOf(requests);
  }

  private synchronized WireAnswer answer(HttpExchange exchange, byte[] body) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (!PUT.equals(target)) {
      return WireAnswer.error(400, "UnknownOperationException", "no " + target);
    }
    JsonNode request = json.readTree(body);
    List<String> records = new ArrayList<>();
    for (JsonNode record : request.path("Records")) {
      records.add(new String(record.path("Data").binaryValue(), StandardCharsets.UTF_8));
    }
    requests.add(records.size());
    String stream = request.path("DeliveryStreamName").asText();
    if (!streams.contains(stream)) {
      return WireAnswer.error(400, "ResourceNotFoundException", "Firehose not found");
    }
    if (busy) {
      return WireAnswer.error(500, "ServiceUnavailableException", "Slow down.");
    }
    if (!failures.isEmpty()) {
      return failures.remove();
    }
    long bytes = records.stream().mapToLong(FirehoseWire::bytes).sum();
    boolean fits =
        records.size() <= MOST_RECORDS
            && bytes <= MOST_BYTES
            && records.stream().allMatch(record -> bytes(record) <= MOST_OF_A_RECORD);
    if (!fits || records.stream().anyMatch(poison)) {
      return WireAnswer.error(400, "InvalidArgumentException", "records are not as they must be");
    }
    return take(stream, records);
  }

  private static long bytes(String record) {
    return record.getBytes(StandardCharsets.UTF_8).length;
  }

  private WireAnswer take(String stream, List<String> records) {
    IntPredicate refused = partly.isEmpty() ? position -> false : partly.remove();
    ObjectNode answer = json.createObjectNode();
    ArrayNode entries = answer.putArray("RequestResponses");
    int failed = 0;
    for (int i = 0; i < records.size(); i++) {
      ObjectNode entry = entries.addObject();
      if (refused.test(i)) {
        failed++;
        entry.put("ErrorCode", "ServiceUnavailableException").put("ErrorMessage", "Slow down.");
      } else {
        taken.add(records.get(i));
        takenByStream.computeIfAbsent(stream, name -> new ArrayList<>()).add(records.get(i));
        entry.put("RecordId", UUID.randomUUID().toString());
      }
    }
    answer.put("FailedPutCount", failed).put("Encrypted", false);
    return WireAnswer.json(200, answer.toString());
  }

  @Override
  public void close() {
    server.close();
  }
}
