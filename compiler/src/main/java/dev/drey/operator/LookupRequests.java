// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.drey.connector.RowLookup;
import dev.drey.operator.LookupRules.Memory;
import dev.drey.row.RowKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one subtask, and what it remembers of their answers. A key for which a request is
 * under way is not asked for again: all who want it wait for that one. A failure is answered after
 * the last attempt, and is remembered by nobody.
 */
final class LookupRequests implements AutoCloseable {
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final RowLookup lookup;
  private final LookupRules rules;
  private final LookupMetrics metrics;
  private final ConcurrentMap<RowKey, Request> underWay = new ConcurrentHashMap<>();
  private final @Nullable Cache<RowKey, LookupAnswer> remembered;
  private final ScheduledExecutorService pauses;

  LookupRequests(RowLookup lookup, LookupRules rules, LookupMetrics metrics, Ticker clock) {
    this.lookup = lookup;
    this.rules = rules;
    this.metrics = metrics;
    this.remembered = rules.memory() == null ? null : memory(rules.memory(), clock);
    this.pauses =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "lookup of " + rules.stream());
              thread.setDaemon(true);
              thread.setContextClassLoader(LookupRequests.class.getClassLoader());
              return thread;
            });
  }

  private static Cache<RowKey, LookupAnswer> memory(Memory memory, Ticker clock) {
    return Caffeine.newBuilder()
        .executor(Runnable::run)
        .ticker(clock)
        .maximumSize(memory.size())
        .expireAfter(
            Expiry.creating(
                (RowKey key, LookupAnswer answer) ->
                    answer.rows().isEmpty() ? memory.negative() : memory.ttl()))
        .build();
  }

  /** The answer, which is there already where it is remembered. It never fails. */
  CompletableFuture<LookupAnswer> ask(RowKey key) {
    LookupAnswer known = known(key);
    if (known == null) {
      Request request = underWay.get(key);
      if (request != null) {
        metrics.shared();
        return request;
      }
      // It may have come just now: an answer is remembered first, and then no longer under way.
      known = known(key);
    }
    if (known != null) {
      metrics.hit();
      return CompletableFuture.completedFuture(known);
    }
    metrics.asked();
    Request request = new Request();
    underWay.put(key, request);
    attempt(key, 1, request);
    return request;
  }

  private @Nullable LookupAnswer known(RowKey key) {
    return remembered == null ? null : remembered.getIfPresent(key);
  }

  private void complete(RowKey key, Request request, LookupAnswer answer) {
    if (remembered != null && answer.failure() == null && underWay.get(key) == request) {
      remembered.put(key, answer);
    }
    underWay.remove(key, request);
    request.complete(answer);
  }

  /**
   * Nobody waits any longer for what is under way: who comes next asks anew.
   *
   * @return why there is no answer yet, as far as that is known
   */
  Optional<String> abandon(RowKey key) {
    Request request = underWay.remove(key);
    return request == null ? Optional.empty() : Optional.ofNullable(request.lastFailure);
  }

  private void attempt(RowKey key, int number, Request answer) {
    long start = System.nanoTime();
    // What comes of it goes to the answer, a failure too.
    CompletableFuture<List<Object[]>> unused =
        rows(key)
            .whenComplete(
                (rows, failure) -> {
                  metrics.answered(System.nanoTime() - start);
                  if (failure == null) {
                    complete(key, answer, LookupAnswer.of(rows));
                  } else {
                    metrics.failed();
                    again(key, number, answer, reason(failure));
                  }
                });
  }

  /** One thread at a time, as the lookup wants it. */
  private synchronized CompletableFuture<List<Object[]>> rows(RowKey key) {
    Object[] values = new Object[key.size()];
    key.copyTo(values);
    try {
      return lookup.rows(values);
    } catch (RuntimeException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  private void again(RowKey key, int number, Request answer, String reason) {
    answer.lastFailure = reason;
    if (number >= rules.attempts()) {
      complete(
          key,
          answer,
          LookupAnswer.failed(
              rules.attempts() == 1 ? reason : reason + ", after " + number + " attempts"));
      return;
    }
    try {
      // Cancelled when the task ends, as are those who wait.
      Future<?> unused =
          pauses.schedule(
              () -> attempt(key, number + 1, answer),
              pause(number).toMillis(),
              TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      complete(key, answer, LookupAnswer.failed(reason));
    }
  }

  private Duration pause(int number) {
    Duration pause = rules.backoff().multipliedBy(1L << Math.min(number - 1, 20));
    return pause.compareTo(LONGEST_PAUSE) > 0 && rules.backoff().compareTo(LONGEST_PAUSE) < 0
        ? LONGEST_PAUSE
        : pause;
  }

  /** What the system said, without what Java wraps around it. */
  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null || message.isEmpty() ? cause.getClass().getSimpleName() : message;
  }

  /** For a metric: the answers that are remembered or under way. */
  long size() {
    return underWay.size() + (remembered == null ? 0 : remembered.estimatedSize());
  }

  @Override
  public void close() {
    pauses.shutdownNow();
  }

  /** An answer under way, which never fails. */
  private static final class Request extends CompletableFuture<LookupAnswer> {
    /** What the last attempt said. */
    private volatile @Nullable String lastFailure;
  }
}
