// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.aws.AwsAccess;
import dev.drey.connector.aws.AwsClient;
import dev.drey.connector.aws.AwsFailures;
import dev.drey.format.registry.RegistryException;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.glue.GlueAsyncClient;
import software.amazon.awssdk.services.glue.model.GlueException;

/**
 * Requests to Glue, made again where it is busy, has a fault or does not answer, with a longer
 * pause each time, until patience ends.
 */
final class GlueRequests implements Serializable {
  private static final long serialVersionUID = 1;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  /** An answer has a third of the patience, within these bounds. */
  private static final Duration SHORTEST_ANSWER = Duration.ofSeconds(1);

  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);

  private static final int ANSWERS = 3;

  private final AwsAccess access;
  private final Duration patience;
  private transient @Nullable AwsClient<GlueAsyncClient> client;

  GlueRequests(AwsAccess access, Duration patience) {
    this.access = access;
    this.patience = patience;
  }

  void open() {
    client = access.client(GlueAsyncClient.builder());
  }

  /** Until when what is asked now is asked again, by the clock of {@link System#nanoTime}. */
  long deadline() {
    return System.nanoTime() + patience.toNanos();
  }

  /**
   * @throws GlueException where the service answers that it does not do it
   * @throws RegistryException where it does not answer, or lets nobody in
   */
  <T> T answer(Function<GlueAsyncClient, CompletableFuture<T>> request) {
    long deadline = deadline();
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      CompletableFuture<T> answer =
          request.apply(requireNonNull(client, "open() comes first").get());
      try {
        return answer.get(answerAtMost().toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // Its connection is the only one: what is asked next would wait for it.
        answer.cancel(true);
        if (System.nanoTime() + pause * 1_000_000 > deadline) {
          throw new RegistryException(
              "Glue's schema registry does not answer: nothing came within "
                  + answerAtMost().toMillis()
                  + " ms",
              e);
        }
      } catch (ExecutionException e) {
        Throwable cause = AwsFailures.cause(e.getCause() == null ? e : e.getCause());
        if (!isForNow(cause)) {
          throw refused(cause);
        }
        if (System.nanoTime() + pause * 1_000_000 > deadline) {
          throw new RegistryException(
              "Glue's schema registry does not answer: " + cause.getMessage(), cause);
        }
      } catch (InterruptedException stop) {
        throw interrupted(stop);
      }
      pause(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
  }

  private Duration answerAtMost() {
    Duration part = patience.dividedBy(ANSWERS);
    Duration most = part.compareTo(LONGEST_ANSWER) < 0 ? part : LONGEST_ANSWER;
    return most.compareTo(SHORTEST_ANSWER) > 0 ? most : SHORTEST_ANSWER;
  }

  private static boolean isForNow(Throwable cause) {
    if (cause instanceof AwsServiceException) {
      AwsServiceException answer = (AwsServiceException) cause;
      String code = answer.awsErrorDetails() == null ? "" : answer.awsErrorDetails().errorCode();
      return answer.isThrottlingException()
          || answer.statusCode() >= 500
          // Somebody else is changing the same schema.
          || "ConcurrentModificationException".equals(code);
    }
    return cause instanceof SdkClientException;
  }

  private static RuntimeException refused(Throwable cause) {
    if (cause instanceof AwsServiceException) {
      AwsServiceException answer = (AwsServiceException) cause;
      String code = answer.awsErrorDetails() == null ? "" : answer.awsErrorDetails().errorCode();
      if (!"EntityNotFoundException".equals(code) && !"AlreadyExistsException".equals(code)) {
        return new RegistryException(
            "Glue's schema registry refuses: " + answer.getMessage(), answer);
      }
    }
    return cause instanceof RuntimeException
        ? (RuntimeException) cause
        : new RegistryException("Glue's schema registry cannot be asked: " + cause, cause);
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stop) {
      throw interrupted(stop);
    }
  }

  private static RegistryException interrupted(InterruptedException stop) {
    Thread.currentThread().interrupt();
    return new RegistryException("interrupted while Glue's schema registry was asked", stop);
  }
}
