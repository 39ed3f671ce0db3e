// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.backend.HttpWire;
import dev.drey.backend.WireAnswer;
import dev.drey.backend.WireRequest;
import dev.drey.benchmarks.HandWritten.Fee;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;

/** An HTTP server in this JVM that takes lists of JSON objects, at the end of a job. */
final class HttpEnd implements Target {
  private @Nullable HttpWire server;

  private HttpWire server() {
    return Objects.requireNonNull(server, "empty() comes first");
  }

  private URI endpoint() {
    return server().endpoint().resolve("fees");
  }

  @Override
  public void empty() {
    stop();
    server = new HttpWire(request -> WireAnswer.json(200, ""));
  }

  @Override
  public String sink() {
    return "http: {url: \"" + endpoint() + "\", list: true}";
  }

  @Override
  public void byHand(DataStream<Fee> fees) {
    fees.sinkTo(new HandHttpSink(endpoint()));
  }

  @Override
  public List<byte[]> written() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<byte[]> rows = new ArrayList<>();
    for (WireRequest request : server().requests()) {
      for (JsonNode row : json.readTree(request.text())) {
        rows.add(json.writeValueAsBytes(row));
      }
    }
    return rows;
  }

  private void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
