// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What Lambda answers to {@code Invoke}, on loopback: 200 with what the function returns, 202 for
 * an event, and 200 with {@code X-Amz-Function-Error} where the function fails.
 */
public final class LambdaWire implements AutoCloseable {
  private static final String PATH = "/2015-03-31/functions/";
  private static final int ACCEPTED = 202;

  private final String name;
  private final Function<String, String> function;
  private final WireServer server = WireServer.start(this::answer);
  private final List<String> invocations = new ArrayList<>();
  private final Deque<WireAnswer> failures = new ArrayDeque<>();
  private Predicate<String> fault = payload -> false;

  /**
   * @param function from payload to answer, both JSON
   */
  public LambdaWire(String name, Function<String, String> function) {
    this.name = name;
    this.function = function;
  }

  public URI endpoint() {
    return server.endpoint();
  }

  /** Answers the next request so, without an invocation. */
  public synchronized void failNext(int status, String code, String message) {
    failures.add(
        WireAnswer.json(status, "{\"Reason\":\"" + code + "\",\"message\":\"" + message + "\"}")
            .with("x-amzn-ErrorType", code));
  }

  /** The function fails on such payloads. */
  public synchronized void failsOn(Predicate<String> payload) {
    fault = payload;
  }

  /** The payloads that the function was run with, each behind its type: {@code Event [...]}. */
  public synchronized List<String> invocations() {
    return List.copyOf(invocations);
  }

  private synchronized WireAnswer answer(HttpExchange exchange, byte[] body) {
    if (!exchange.getRequestURI().getPath().equals(PATH + name + "/invocations")) {
      return WireAnswer.json(404, "{\"Type\":\"User\",\"Message\":\"Function not found\"}")
          .with("x-amzn-ErrorType", "ResourceNotFoundException");
    }
    if (!failures.isEmpty()) {
      return failures.remove();
    }
    String payload = new String(body, StandardCharsets.UTF_8);
    String type = exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type");
    if ("Event".equals(type)) {
      invocations.add(type + " " + payload);
      return WireAnswer.of(ACCEPTED, new byte[0]);
    }
    if (fault.test(payload)) {
      return WireAnswer.json(200, "{\"errorMessage\":\"no\",\"errorType\":\"Error\"}")
          .with("X-Amz-Function-Error", "Unhandled");
    }
    invocations.add("RequestResponse " + payload);
    return WireAnswer.json(200, function.apply(payload));
  }

  @Override
  public void close() {
    server.close();
  }
}
