// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an {@link HttpWire} was asked. */
public final class WireRequest {
  private final String method;
  private final String target;
  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final byte[] body;

  WireRequest(HttpExchange exchange, byte[] body) {
    this.method = exchange.getRequestMethod();
    this.target = exchange.getRequestURI().toString();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, List.copyOf(values)));
    this.body = body;
  }

  public String method() {
    return method;
  }

  /** Path and query as they were sent, with what is escaped in them. */
  public String target() {
    return target;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(values -> String.join(",", values));
  }

  public byte[] body() {
    return body;
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return method + " " + target + " " + text();
  }
}
