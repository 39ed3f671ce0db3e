// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A node of OpenSearch 2.19.1 in a process of its own on loopback, its documents in a temporary
 * folder. They and the port survive {@link #kill} and {@link #restart}; {@link #close} removes
 * them.
 */
public final class SearchNode implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);
  private static final int MOST_DOCUMENTS = 10_000;
  private static final int SUCCESS = 200;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final int port = Loopback.freePort();
  private ChildProcess process;

  private SearchNode(Path folder) {
    this.folder = folder;
    this.process = process();
  }

  /** A node without an index. */
  public static SearchNode start() {
    try {
      SearchNode node = new SearchNode(Files.createTempDirectory("drey-search-"));
      node.await();
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for a node", e);
    }
  }

  private ChildProcess process() {
    return ChildJvm.ofJars("search", BackendFolder.resolve("opensearch-server/target/lib"))
        .flags("-Dlog4j2.disable.jmx=true")
        .start(
            BackendFolder.resolve("opensearch-server/SearchNode.java").toString(),
            Integer.toString(port),
            folder.toString());
  }

  private void await() {
    process.awaitReady(
        START,
        () ->
            Loopback.accepts(port)
                && request("GET", "_cluster/health", "")
                    .path("status")
                    .asText()
                    .matches("green|yellow"));
  }

  /** With a slash at its end. */
  public URI endpoint() {
    return URI.create("http://" + Loopback.HOST + ":" + port + "/");
  }

  /** Ends it as a crash of its machine does. */
  public void kill() {
    process.kill();
  }

  /** Starts it again with what it has on its disk. */
  public void restart() {
    process = process();
    await();
  }

  /** Makes an index with such fields: {@code {"n": {"type": "long"}}}. */
  public void createIndex(String index, String fields) {
    request(
        "PUT",
        index,
        "{\"settings\": {\"number_of_shards\": 1, \"number_of_replicas\": 0}, \"mappings\":"
            + " {\"dynamic\": \"strict\", \"properties\": "
            + fields
            + "}}");
  }

  /** All documents of an index, or of those of a pattern, by id. */
  public Map<String, JsonNode> documents(String index) {
    request("POST", index + "/_refresh", "");
    Map<String, JsonNode> documents = new TreeMap<>();
    for (JsonNode hit :
        request("GET", index + "/_search?size=" + MOST_DOCUMENTS, "").path("hits").path("hits")) {
      documents.put(hit.path("_id").asText(), hit.path("_source"));
    }
    return documents;
  }

  /**
   * Asks the API.
   *
   * @param path without the slash it begins with
   * @throws AssertionError where it refuses
   */
  public JsonNode request(String method, String path, String body) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(endpoint().resolve(path))
              .header("Content-Type", "application/json")
              .method(
                  method,
                  body.isEmpty()
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(body));
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 * 100 != SUCCESS) {
        throw new AssertionError(method + " " + path + ": " + answer.body());
      }
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", stop);
    }
  }

  @Override
  public void close() {
    process.kill();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    }
  }

  @Override
  public String toString() {
    return "node of OpenSearch at " + endpoint() + " (" + process + ")";
  }
}
