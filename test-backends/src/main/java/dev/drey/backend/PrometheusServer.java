// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Prometheus of this machine that takes remote writes. It comes with the machine or is not there:
 * Maven's registry has none.
 */
public final class PrometheusServer implements AutoCloseable {
  private static final Duration START_AT_MOST = Duration.ofSeconds(30);

  private final ChildProcess process;
  private final URI endpoint;

  private PrometheusServer(ChildProcess process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** The program, where this machine has it. */
  public static Optional<Path> program() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "prometheus"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * @param folder where it keeps what is written
   */
  public static PrometheusServer start(Path folder) throws IOException {
    int port = Loopback.freePort();
    Path configuration = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
    ChildProcess process =
        ChildProcess.start(
            "prometheus",
            List.of(
                program().orElseThrow().toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=" + Loopback.HOST + ":" + port,
                "--web.enable-remote-write-receiver"),
            Map.of());
    PrometheusServer server =
        new PrometheusServer(process, URI.create("http://" + Loopback.HOST + ":" + port + "/"));
    process.awaitReady(START_AT_MOST, () -> server.get("-/ready").statusCode() == 200);
    return server;
  }

  /** Ends with a slash. */
  public URI endpoint() {
    return endpoint;
  }

  /** What it answers to GET of this path. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(endpoint.resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    process.kill();
    process.close();
  }
}
