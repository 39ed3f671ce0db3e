// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.http;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.tls.KeyMaterial;
import dev.drey.shape.OptionValues;
import dev.drey.text.NoAnswer;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A use's way to its server, as tasks need it. Redirects are not followed: what the job says to one
 * host it says to no other.
 */
final class HttpAccess implements Serializable {
  private static final long serialVersionUID = 1;

  private static final Duration CONNECTED_AT_MOST = Duration.ofSeconds(5);
  private static final Duration HOLD_AT_MOST = Duration.ofMinutes(5);
  private static final int THREADS = 2;
  private static final int SHOWN = 300;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;

  private final LinkedHashMap<String, String> headers = new LinkedHashMap<>();
  private final @Nullable KeyMaterial keys;
  private final Duration timeout;
  private final int mostBytes;
  private final long pause;
  private transient @Nullable HttpClient client;
  private transient @Nullable ExecutorService threads;
  private transient @Nullable Pace pace;

  /**
   * @param whose as messages call whose way it is
   * @param mostBytes of an answer that are taken
   */
  HttpAccess(OptionValues options, String whose, Duration timeout, int mostBytes) {
    this.keys = KeyMaterial.find(options, whose).orElse(null);
    this.timeout = timeout;
    this.mostBytes = mostBytes;
    this.pause = options.find(HttpOptions.RATE).map(HttpAccess::pause).orElse(0L);
    options.get(HttpOptions.HEADERS).forEach((name, value) -> headers.put(name, (String) value));
    options.find(HttpOptions.AUTH).ifPresent(this::putAuth);
  }

  private static long pause(double rate) {
    return (long) (TimeUnit.SECONDS.toNanos(1) / rate);
  }

  private void putAuth(OptionValues auth) {
    String value =
        auth.find(HttpOptions.SCHEME).map(scheme -> scheme + " ").orElse("")
            + auth.get(HttpOptions.VALUE).strip();
    headers.put(auth.get(HttpOptions.HEADER), value);
  }

  void open() {
    // Java would show it.
    if (!headers.values().stream().allMatch(value -> value.matches("[ -~]*"))) {
      throw new ConnectorException("the value of a header has characters that none can have");
    }
    threads =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "http");
              thread.setDaemon(true);
              return thread;
            });
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(CONNECTED_AT_MOST)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(threads);
    if (keys != null) {
      builder.sslContext(keys.context());
    }
    client = builder.build();
    pace = new Pace(pause);
  }

  CompletableFuture<HttpResponse<byte[]>> get(URI uri) {
    return send(HttpRequest.newBuilder(uri).GET().header("Accept", "application/json"));
  }

  CompletableFuture<HttpResponse<byte[]>> send(
      String method, URI uri, String contentType, byte[] body) {
    return send(
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .header("Content-Type", contentType));
  }

  private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest.Builder builder) {
    headers.forEach(builder::setHeader);
    HttpRequest request = builder.timeout(timeout).build();
    HttpClient open = requireNonNull(client, "open() comes first");
    return requireNonNull(pace, "open() comes first")
        .then(() -> open.sendAsync(request, answer -> new CappedBody(mostBytes)))
        .handle(
            (answer, failure) -> {
              if (failure != null) {
                throw noAnswer(request.uri(), failure);
              }
              return minded(answer);
            });
  }

  private static CompletionException noAnswer(URI uri, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return new CompletionException(
        cause instanceof IOException
            ? new IOException(NoAnswer.inWords(uri.getAuthority(), cause), cause)
            : cause);
  }

  /** Does as a server says that has no time. */
  private HttpResponse<byte[]> minded(HttpResponse<byte[]> answer) {
    if (answer.statusCode() == TOO_MANY || answer.statusCode() == UNAVAILABLE) {
      answer
          .headers()
          .firstValue("Retry-After")
          .flatMap(HttpAccess::wait)
          .map(wait -> wait.compareTo(HOLD_AT_MOST) > 0 ? HOLD_AT_MOST : wait)
          .filter(wait -> !wait.isNegative())
          .ifPresent(wait -> requireNonNull(pace, "open() comes first").hold(wait.toNanos()));
    }
    return answer;
  }

  /** Seconds, or the time itself. */
  private static Optional<Duration> wait(String text) {
    try {
      return Optional.of(
          text.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(text))
              : Duration.between(
                  Instant.now(),
                  ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()));
    } catch (DateTimeParseException neither) {
      return Optional.empty();
    }
  }

  /** The status, whither a redirect would go, and how the answer begins. */
  static String inWords(HttpResponse<byte[]> answer) {
    String start =
        new String(answer.body(), 0, Math.min(SHOWN, answer.body().length), StandardCharsets.UTF_8)
            .strip();
    return "HTTP "
        + answer.statusCode()
        + answer.headers().firstValue("Location").map(to -> " to " + to).orElse("")
        + (start.isEmpty() ? "" : ": " + start);
  }

  void close() {
    if (threads != null) {
      threads.shutdownNow();
    }
  }
}
