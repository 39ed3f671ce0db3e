// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.registry;

import dev.drey.text.NoAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;

/**
 * Requests to a registry, made again where it is busy, has a fault or does not answer: at one of
 * its addresses after the other, with a longer pause after each round, until patience ends.
 */
final class RegistryRequests {
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final int BUSY = 429;
  private static final String JSON = "application/vnd.schemaregistry.v1+json";

  private final RegistryAccess access;
  private final HttpClient client;

  RegistryRequests(RegistryAccess access) {
    this.access = access;
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .version(HttpClient.Version.HTTP_1_1);
    access.tls().ifPresent(client::sslContext);
    this.client = client.build();
  }

  RegistryAnswer get(String path) {
    return answer(path, HttpRequest.newBuilder().GET());
  }

  RegistryAnswer post(String path, String body) {
    return answer(
        path,
        HttpRequest.newBuilder()
            .header("Content-Type", JSON)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private RegistryAnswer answer(String path, HttpRequest.Builder request) {
    request.header("Accept", JSON + ", application/json").timeout(ANSWER);
    access.authorize(request);
    long deadline = System.nanoTime() + access.patience().toNanos();
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      RegistryException trouble = null;
      boolean refused = false;
      for (String url : access.urls()) {
        try {
          URI uri = URI.create(url.replaceFirst("/+$", "") + path);
          HttpResponse<String> response =
              client.send(request.uri(uri).build(), HttpResponse.BodyHandlers.ofString());
          if (response.statusCode() / 100 != 5 && response.statusCode() != BUSY) {
            return new RegistryAnswer(response.statusCode(), response.body());
          }
          RegistryAnswer refusal = new RegistryAnswer(response.statusCode(), response.body());
          trouble =
              new RegistryException(
                  access + " answers with status " + refusal.status() + ": " + refusal.message(),
                  null);
        } catch (IOException e) {
          trouble = new RegistryException(NoAnswer.inWords(access.at(url), e), e);
          refused = isDistrust(e);
        } catch (InterruptedException stop) {
          throw interrupted(stop);
        }
      }
      if (trouble != null && (refused || System.nanoTime() + pause * 1_000_000 > deadline)) {
        throw trouble;
      }
      pause(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
  }

  /** Whom one side does not trust now, it does not trust later. */
  private static boolean isDistrust(IOException failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SSLHandshakeException) {
        return true;
      }
    }
    return false;
  }

  private void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stop) {
      throw interrupted(stop);
    }
  }

  private RegistryException interrupted(InterruptedException stop) {
    Thread.currentThread().interrupt();
    return new RegistryException("interrupted while " + access + " was asked", stop);
  }
}
