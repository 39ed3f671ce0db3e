// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.async.http;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.async.Outcome;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Requests that do not wait, to a server that may say when it has time. Redirects are not followed:
 * what a job says to one host it says to no other.
 */
public final class HttpRequests implements Serializable {
  /** Keys and certificates, as they go to tasks. */
  public interface Tls extends Serializable {
    SSLContext context();
  }

  private static final long serialVersionUID = 1;

  private static final Duration CONNECTED_AT_MOST = Duration.ofSeconds(5);
  private static final Duration HOLD_AT_MOST = Duration.ofMinutes(5);
  private static final int THREADS = 2;
  private static final int SHOWN = 300;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;
  private static final Set<Integer> NOT_LET_IN = Set.of(401, 403);

  private final Duration timeout;
  private final int mostBytes;
  private final long pause;
  private final @Nullable Tls tls;
  private transient @Nullable HttpClient client;
  private transient @Nullable ExecutorService threads;
  private transient @Nullable Pace pace;

  private HttpRequests(Duration timeout, int mostBytes, long pause, @Nullable Tls tls) {
    this.timeout = timeout;
    this.mostBytes = mostBytes;
    this.pause = pause;
    this.tls = tls;
  }

  /**
   * @param mostBytes of an answer that are taken
   */
  public static HttpRequests of(Duration timeout, int mostBytes) {
    return new HttpRequests(timeout, mostBytes, 0, null);
  }

  /** These, so many a second at most. */
  public HttpRequests withRate(double rate) {
    return new HttpRequests(timeout, mostBytes, (long) (TimeUnit.SECONDS.toNanos(1) / rate), tls);
  }

  /** These over TLS with other keys and certificates than Java's. */
  public HttpRequests over(Tls keys) {
    return new HttpRequests(timeout, mostBytes, pause, keys);
  }

  /** Called once before the first request. */
  public void open() {
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
    if (tls != null) {
      builder.sslContext(tls.context());
    }
    client = builder.build();
    pace = new Pace(pause);
  }

  public CompletableFuture<HttpResponse<byte[]>> send(HttpRequest.Builder builder) {
    HttpRequest request = builder.timeout(timeout).build();
    HttpClient open = requireNonNull(client, "open() comes first");
    return requireNonNull(pace, "open() comes first")
        .then(() -> open.sendAsync(request, answer -> new CappedBody(mostBytes)))
        .handle(
            (answer, failure) -> {
              if (failure != null) {
                throw inWords(request.uri(), failure);
              }
              return minded(answer);
            });
  }

  private static CompletionException inWords(URI uri, Throwable failure) {
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
          .flatMap(HttpRequests::wait)
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
  public static String inWords(HttpResponse<byte[]> answer) {
    String start =
        new String(answer.body(), 0, Math.min(SHOWN, answer.body().length), StandardCharsets.UTF_8)
            .strip();
    return "HTTP "
        + answer.statusCode()
        + answer.headers().firstValue("Location").map(to -> " to " + to).orElse("")
        + (start.isEmpty() ? "" : ": " + start);
  }

  /**
   * The same; and of a server that does not let the job in, where to look.
   *
   * @param login the options that say who the job is, such as {@code `auth`}
   */
  public static String inWords(HttpResponse<byte[]> answer, String login) {
    return inWords(answer)
        + (NOT_LET_IN.contains(answer.statusCode())
            ? notLetIn(answer.uri().getAuthority(), login)
            : "");
  }

  /** Behind what a server said that does not let the job in. */
  public static String notLetIn(String where, String login) {
    return " (" + where + " does not let the job in: look at " + login + ")";
  }

  /**
   * The outcome where a request failed.
   *
   * @throws CompletionException where that is no matter of the network
   */
  public static Outcome noAnswer(@Nullable Throwable failure) {
    @Nullable Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof IOException) {
      return Outcome.noAnswer((IOException) cause);
    }
    throw new CompletionException(cause);
  }

  public void close() {
    if (threads != null) {
      threads.shutdownNow();
    }
  }
}
