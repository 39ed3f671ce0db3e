// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What Confluent's Schema Registry answers, on loopback: schemas by number, versions of subjects,
 * and its errors with their codes, as its API reference has them.
 */
public final class RegistryWire implements AutoCloseable {
  private static final String SUBJECTS = "/subjects/";
  private static final String IDS = "/schemas/ids/";

  private final ObjectMapper json = new ObjectMapper();
  private final WireServer server;
  private final List<ObjectNode> schemas = new ArrayList<>();
  private final Map<String, List<Integer>> subjects = new LinkedHashMap<>();
  private final List<String> requests = new ArrayList<>();
  private final Deque<WireAnswer> failures = new ArrayDeque<>();
  private BiPredicate<String, String> compatible = (older, newer) -> true;
  private @Nullable String authorization;

  public RegistryWire() {
    server = WireServer.start(this::answer);
  }

  /** One over TLS that has this key, and talks with its holders alone. */
  public RegistryWire(KafkaSecurity security) {
    server = WireServer.startMutualTls(this::answer, security.context());
  }

  public URI endpoint() {
    return server.endpoint();
  }

  /** Registers a schema of Avro, and gives its number. */
  public synchronized int add(String subject, String schema) {
    return add(subject, json.createObjectNode().put("schema", schema));
  }

  /**
   * As above.
   *
   * @param body with {@code schema}, {@code schemaType} and {@code references}, as a client sends
   *     it
   */
  public synchronized int add(String subject, ObjectNode body) {
    for (int id = 1; id <= schemas.size(); id++) {
      if (schemas.get(id - 1).equals(body)) {
        List<Integer> versions = subjects.computeIfAbsent(subject, name -> new ArrayList<>());
        if (!versions.contains(id)) {
          versions.add(id);
        }
        return id;
      }
    }
    schemas.add(body);
    subjects.computeIfAbsent(subject, name -> new ArrayList<>()).add(schemas.size());
    return schemas.size();
  }

  /** Whether a schema may follow the last one of a subject; all may unless it is said. */
  public synchronized void compatible(BiPredicate<String, String> olderAndNewer) {
    compatible = olderAndNewer;
  }

  /** Lets nobody in without this header. */
  public synchronized void asksFor(String authorizationHeader) {
    authorization = authorizationHeader;
  }

  /** Answers the next request so. */
  public synchronized void failNext(int status, int code, String message) {
    failures.add(error(status, code, message));
  }

  /** Method and path of each request, in order. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  private synchronized WireAnswer answer(HttpExchange exchange, byte[] body) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    requests.add(exchange.getRequestMethod() + " " + path);
    if (!failures.isEmpty()) {
      return failures.remove();
    }
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization != null && !authorization.equals(given)) {
      return error(401, 401, "Unauthorized");
    }
    if (path.startsWith(IDS)) {
      return byId(path.substring(IDS.length()));
    }
    String[] parts = path.substring(SUBJECTS.length()).split("/", -1);
    String subject = URI.create(parts[0]).getPath();
    if (exchange.getRequestMethod().equals("GET")) {
      return version(subject, Integer.parseInt(parts[2]));
    }
    ObjectNode schema = (ObjectNode) json.readTree(body);
    return parts.length == 1 ? found(subject, schema) : registered(subject, schema);
  }

  private WireAnswer byId(String text) {
    long id = Long.parseLong(text);
    return id >= 1 && id <= schemas.size()
        ? WireAnswer.json(200, schemas.get((int) id - 1).toString())
        : error(404, 40403, "Schema " + id + " not found");
  }

  private WireAnswer version(String subject, int version) {
    List<Integer> ids = subjects.getOrDefault(subject, List.of());
    if (version < 1 || version > ids.size()) {
      return error(404, 40402, "Version " + version + " not found.");
    }
    int id = ids.get(version - 1);
    ObjectNode answer = schemas.get(id - 1).deepCopy();
    return WireAnswer.json(
        200, answer.put("subject", subject).put("version", version).put("id", id).toString());
  }

  private WireAnswer found(String subject, ObjectNode schema) {
    if (!subjects.containsKey(subject)) {
      return error(404, 40401, "Subject '" + subject + "' not found.");
    }
    for (int id : subjects.get(subject)) {
      if (schemas.get(id - 1).equals(schema)) {
        return WireAnswer.json(200, json.createObjectNode().put("id", id).toString());
      }
    }
    return error(404, 40403, "Schema not found");
  }

  private WireAnswer registered(String subject, ObjectNode schema) {
    List<Integer> versions = subjects.getOrDefault(subject, List.of());
    JsonNode last = versions.isEmpty() ? null : schemas.get(versions.get(versions.size() - 1) - 1);
    if (last != null
        && !compatible.test(last.path("schema").asText(), schema.path("schema").asText())) {
      return error(
          409,
          409,
          "Schema being registered is incompatible with an earlier schema for subject \""
              + subject
              + "\"");
    }
    return WireAnswer.json(200, json.createObjectNode().put("id", add(subject, schema)).toString());
  }

  private WireAnswer error(int status, int code, String message) {
    return WireAnswer.json(
        status, json.createObjectNode().put("error_code", code).put("message", message).toString());
  }

  @Override
  public void close() {
    server.close();
  }
}
