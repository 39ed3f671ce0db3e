// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Stands before the counterpart of any service of AWS on loopback and answers some requests as the
 * service does when it is busy, does not know who asks or does not like what it gets, in the
 * protocol in which it was asked; the others it passes on as they are.
 */
public final class AwsProxy implements AutoCloseable {
  private static final Set<String> NOT_PASSED =
      Set.of("connection", "content-length", "expect", "host", "http2-settings", "upgrade");
  private static final int FORBIDDEN = 403;
  private static final int BAD = 400;

  private final URI service;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final WireServer server = WireServer.start(this::answer);
  private final Deque<Function<String, WireAnswer>> next = new ArrayDeque<>();
  private final Map<String, Deque<Function<String, WireAnswer>>> nextOf = new HashMap<>();
  private Predicate<String> refused = body -> false;
  private String known = "";
  private int requests;

  /**
   * @param service where requests are passed on to
   */
  public AwsProxy(URI service) {
    this.service = service;
  }

  public URI endpoint() {
    return server.endpoint();
  }

  /** Answers the next request with an error. */
  public synchronized void failNext(int status, String code, String message) {
    next.add(type -> error(type, status, code, message));
  }

  /** Answers the next request of an operation with an error: {@code GetRecords}. */
  public synchronized void failNextOf(String operation, int status, String code, String message) {
    nextOf
        .computeIfAbsent(operation, name -> new ArrayDeque<>())
        .add(type -> error(type, status, code, message));
  }

  /** How many of these errors nobody got. */
  public synchronized int failuresLeft() {
    return next.size() + nextOf.values().stream().mapToInt(Deque::size).sum();
  }

  /** Ends the connection of the next request without an answer. */
  public synchronized void hangUpNext() {
    next.add(type -> WireAnswer.hungUp());
  }

  /** Refuses each request with such a body as one that is not valid. */
  public synchronized void refuseAlways(Predicate<String> body) {
    refused = body;
  }

  /** Knows nobody but who has this access key. */
  public synchronized void answerOnly(String accessKey) {
    known = accessKey;
  }

  /** How many there were. */
  public synchronized int requests() {
    return requests;
  }

  private WireAnswer answer(HttpExchange exchange, byte[] body) throws IOException {
    String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
    String signed = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    synchronized (this) {
      requests++;
      if (!signed.contains("Credential=" + known)) {
        return error(
            type,
            FORBIDDEN,
            "UnrecognizedClientException",
            "The security token included in the request is invalid.");
      }
      if (!next.isEmpty()) {
        return next.remove().apply(type);
      }
      String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
      Deque<Function<String, WireAnswer>> failures =
          nextOf.get(target.substring(target.lastIndexOf('.') + 1));
      if (failures != null && !failures.isEmpty()) {
        return failures.remove().apply(type);
      }
      if (refused.test(new String(body, StandardCharsets.ISO_8859_1))) {
        return error(type, BAD, "ValidationException", "one of them is not valid");
      }
    }
    return passOn(exchange, body);
  }

  private WireAnswer passOn(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_PASSED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      WireAnswer answer = WireAnswer.of(response.statusCode(), response.body());
      response
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (name.toLowerCase(Locale.ROOT).matches("content-type|x-amz.*")) {
                  answer.with(name, values.get(0));
                }
              });
      return answer;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }

  /** In the protocol of a request of this type of content. */
  private static WireAnswer error(String type, int status, String code, String message) {
    if (type.contains("x-www-form-urlencoded")) {
      String xml =
          "<ErrorResponse><Error><Type>Sender</Type><Code>"
              + code
              + "</Code><Message>"
              + message
              + "</Message></Error><RequestId>r</RequestId></ErrorResponse>";
      return WireAnswer.of(status, xml.getBytes(StandardCharsets.UTF_8))
          .with("Content-Type", "text/xml");
    }
    WireAnswer answer =
        type.contains("cbor")
            ? WireAnswer.of(status, cbor("__type", code, "message", message))
                .with("Content-Type", type)
            : WireAnswer.error(status, code, message);
    return answer.with("x-amzn-ErrorType", code);
  }

  /** A map of texts, each of at most 255 bytes (RFC 8949, 3.1). */
  private static byte[] cbor(String... namesAndValues) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0xa0 | namesAndValues.length / 2);
    for (String text : namesAndValues) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      bytes.write(0x78);
      bytes.write(utf8.length);
      bytes.write(utf8, 0, utf8.length);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    server.close();
  }
}
