// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What tests ask of a Flink cluster's REST interface. */
public final class FlinkRest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;

  FlinkRest(int port) {
    this.base = "http://" + Loopback.HOST + ":" + port;
  }

  /** An answer that is not a success: what a user of the interface is shown. */
  public static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String body) {
      super(body);
    }
  }

  /** Slots of all registered task managers. */
  int slots() throws IOException {
    return get("/overview").path("slots-total").asInt();
  }

  /** Uploads a JAR and gives its id. */
  public String upload(Path jar) throws IOException {
    String boundary = "drey-boundary";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        ("--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                + jar.getFileName()
                + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(Files.readAllBytes(jar));
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        request("/jars/upload")
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build();
    String filename = send(request).path("filename").asText();
    return filename.substring(filename.lastIndexOf('/') + 1);
  }

  /**
   * Runs the JAR's main class and gives the job's id.
   *
   * @throws RefusedException with what {@code main} failed with
   */
  public String run(String jarId, List<String> arguments) throws IOException {
    ObjectNode body = mapper.createObjectNode();
    ArrayNode list = body.putArray("programArgsList");
    arguments.forEach(list::add);
    return send(request("/jars/" + jarId + "/run")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build())
        .path("jobid")
        .asText();
  }

  /** Such as {@code RUNNING}. */
  public String jobState(String job) throws IOException {
    return get("/jobs/" + job).path("state").asText();
  }

  public int completedCheckpoints(String job) throws IOException {
    return get("/jobs/" + job + "/checkpoints").path("counts").path("completed").asInt();
  }

  /** How often the job was restored from a checkpoint. */
  public int restores(String job) throws IOException {
    return get("/jobs/" + job + "/checkpoints").path("counts").path("restored").asInt();
  }

  public void cancel(String job) throws IOException {
    send(request("/jobs/" + job).method("PATCH", HttpRequest.BodyPublishers.noBody()).build());
  }

  private JsonNode get(String path) throws IOException {
    return send(request(path).GET().build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT);
  }

  private JsonNode send(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new RefusedException(response.body());
      }
      return mapper.readTree(response.body().isEmpty() ? "{}" : response.body());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted during " + request, stop);
    }
  }
}
