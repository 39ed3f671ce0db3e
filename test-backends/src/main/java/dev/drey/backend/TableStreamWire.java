// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A stream of DynamoDB on loopback: shards with parents, of which {@code DescribeStream} tells two
 * at a time, iterators that can expire, and records in the order in which they were written.
 */
public final class TableStreamWire implements AutoCloseable {
  private static final String API = "DynamoDBStreams_20120810.";
  private static final int SHARDS_A_PAGE = 2;

  private final ObjectMapper json = new ObjectMapper();
  private final WireServer server = WireServer.start(this::answer);
  private final String arn;
  private final Map<String, Shard> shards = new TreeMap<>();
  private final Deque<WireAnswer> failures = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();
  private long nextNumber = 100_000_000_000_000_000L;
  private int age;
  private String accessKey = "";

  private static final class Shard {
    private final String parent;
    private final long first;
    private final List<ObjectNode> records = new ArrayList<>();
    private int kept;
    private boolean closed;

    Shard(String parent, long first) {
      this.parent = parent;
      this.first = first;
    }
  }

  public TableStreamWire(String arn) {
    this.arn = arn;
  }

  public URI endpoint() {
    return server.endpoint();
  }

  /**
   * Adds a shard.
   *
   * @param parent the one that it takes over from; empty for none
   */
  public synchronized void open(String shard, String parent) {
    shards.put(shard, new Shard(parent, nextNumber++));
  }

  public synchronized void close(String shard) {
    get(shard).closed = true;
  }

  /**
   * Writes a record.
   *
   * @param images what stands under {@code dynamodb} of {@code Keys}, {@code NewImage} and {@code
   *     OldImage}, as JSON
   */
  public synchronized void write(String shard, String event, String images) throws IOException {
    ObjectNode record = json.createObjectNode();
    long number = nextNumber++;
    record
        .put("eventID", "e" + number)
        .put("eventName", event)
        .put("eventVersion", "1.1")
        .put("eventSource", "aws:dynamodb")
        .put("awsRegion", "eu-central-1");
    ObjectNode change = (ObjectNode) json.readTree(images);
    change
        .put("ApproximateCreationDateTime", 1_767_225_600)
        .put("SequenceNumber", Long.toString(number))
        .put("SizeBytes", 26)
        .put("StreamViewType", "NEW_AND_OLD_IMAGES");
    record.set("dynamodb", change);
    get(shard).records.add(record);
  }

  /** The first records of a shard are kept no longer. */
  public synchronized void trim(String shard, int records) {
    get(shard).kept = records;
  }

  /** A shard is kept no longer. */
  public synchronized void forget(String shard) {
    shards.remove(shard);
  }

  /** Nobody else is answered. */
  public synchronized void answerOnly(String theirAccessKey) {
    accessKey = theirAccessKey;
  }

  /** Answers the next read so. */
  public synchronized void failNextRead(int status, String code, String message) {
    failures.add(WireAnswer.error(status, code, message));
  }

  /** No iterator that was given so far is of use any more. */
  public synchronized void expireIterators() {
    age++;
  }

  /** The operations that were asked, in order. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  private Shard get(String shard) {
    return Optional.ofNullable(shards.get(shard))
        .orElseThrow(() -> new IllegalArgumentException("no shard " + shard));
  }

  private synchronized WireAnswer answer(HttpExchange exchange, byte[] body) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    JsonNode request = json.readTree(body);
    String operation = target.startsWith(API) ? target.substring(API.length()) : target;
    requests.add(operation);
    String signed = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    if (!signed.contains("Credential=" + accessKey)) {
      return WireAnswer.error(
          400,
          "UnrecognizedClientException",
          "The security token included in the request is invalid.");
    }
    if (request.has("StreamArn") && !request.path("StreamArn").asText().equals(arn)) {
      return WireAnswer.error(400, "ResourceNotFoundException", "Requested resource not found");
    }
    switch (operation) {
      case "DescribeStream":
        return describe(request);
      case "GetShardIterator":
        return iterator(request);
      case "GetRecords":
        return failures.isEmpty() ? records(request) : failures.remove();
      default:
        return WireAnswer.error(400, "UnknownOperationException", "no " + target);
    }
  }

  private WireAnswer describe(JsonNode request) throws IOException {
    ObjectNode answer = json.createObjectNode();
    ObjectNode stream = answer.putObject("StreamDescription");
    stream
        .put("StreamArn", arn)
        .put("StreamStatus", "ENABLED")
        .put("StreamViewType", "NEW_AND_OLD_IMAGES")
        .put("TableName", "cards");
    ArrayNode page = stream.putArray("Shards");
    String after = request.path("ExclusiveStartShardId").asText("");
    boolean begun = after.isEmpty();
    for (Map.Entry<String, Shard> entry : shards.entrySet()) {
      if (begun && page.size() == SHARDS_A_PAGE) {
        stream.put("LastEvaluatedShardId", page.get(page.size() - 1).path("ShardId").asText());
        break;
      }
      if (begun) {
        ObjectNode shard = page.addObject().put("ShardId", entry.getKey());
        if (!entry.getValue().parent.isEmpty()) {
          shard.put("ParentShardId", entry.getValue().parent);
        }
        ObjectNode range = shard.putObject("SequenceNumberRange");
        range.put("StartingSequenceNumber", Long.toString(entry.getValue().first));
        if (entry.getValue().closed) {
          range.put("EndingSequenceNumber", Long.toString(nextNumber));
        }
      }
      begun |= entry.getKey().equals(after);
    }
    return WireAnswer.json(200, json.writeValueAsString(answer));
  }

  private WireAnswer iterator(JsonNode request) throws IOException {
    String id = request.path("ShardId").asText();
    Shard shard = get(id);
    List<ObjectNode> records = shard.records;
    String number = request.path("SequenceNumber").asText();
    int at = shard.kept;
    switch (request.path("ShardIteratorType").asText()) {
      case "LATEST":
        at = records.size();
        break;
      case "AT_SEQUENCE_NUMBER":
      case "AFTER_SEQUENCE_NUMBER":
        at = 0;
        while (at < records.size()
            && !records.get(at).path("dynamodb").path("SequenceNumber").asText().equals(number)) {
          at++;
        }
        if (at < shard.kept) {
          return WireAnswer.error(
              400, "TrimmedDataAccessException", "Attempt to access trimmed data " + number);
        }
        at += request.path("ShardIteratorType").asText().startsWith("AFTER") ? 1 : 0;
        break;
      default:
    }
    ObjectNode answer = json.createObjectNode().put("ShardIterator", token(id, at));
    return WireAnswer.json(200, json.writeValueAsString(answer));
  }

  private String token(String shard, int at) {
    return arn + "|" + shard + "|" + at + "|" + age;
  }

  private WireAnswer records(JsonNode request) throws IOException {
    String[] token = request.path("ShardIterator").asText().split("\\|", -1);
    if (Integer.parseInt(token[3]) != age) {
      return WireAnswer.error(400, "ExpiredIteratorException", "Iterator expired.");
    }
    Shard shard = get(token[1]);
    int at = Integer.parseInt(token[2]);
    ObjectNode answer = json.createObjectNode();
    ArrayNode page = answer.putArray("Records");
    int end = Math.min(shard.records.size(), at + Math.min(3, request.path("Limit").asInt(1000)));
    shard.records.subList(Math.min(at, end), end).forEach(page::add);
    if (!shard.closed || end < shard.records.size()) {
      answer.put("NextShardIterator", token(token[1], Math.max(at, end)));
    }
    return WireAnswer.json(200, json.writeValueAsString(answer));
  }

  @Override
  public void close() {
    server.close();
  }
}
