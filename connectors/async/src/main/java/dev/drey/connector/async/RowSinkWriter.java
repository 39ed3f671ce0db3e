// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.async;

import dev.drey.connector.ConnectorException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * Flink's asynchronous writer, which buffers, cuts batches and holds up what is before it. Behind
 * it a batch is on its way until each row is taken or refused: what is refused for now is sent
 * again from here, with growing pauses, so that rows of one key keep their order. All of this runs
 * in the task's thread.
 */
final class RowSinkWriter<R> extends AsyncSinkWriter<SentRow<R>, SentRow<R>> {
  private static final long AT_FIRST_AT_MOST = Duration.ofSeconds(10).toMillis();
  private static final int GROWTH = 100;
  private static final long NO_TIMEOUT = Duration.ofDays(1000).toMillis();

  /** What becomes of a row that is refused for good. */
  interface Refused {
    void row(Object[] row, String reason);
  }

  private final String sink;
  private final RecordSender<R> sender;
  private final SendingSettings settings;
  private final WriterInitContext context;
  private final Refused refused;
  private final KeyOrder<R> order = new KeyOrder<>();
  private final Counter retried;
  private final Counter skipped;
  private final AtomicInteger onTheirWay = new AtomicInteger();
  private final AtomicInteger heldRecords = new AtomicInteger();
  private final AtomicLong heldBytes = new AtomicLong();

  // Read by the thread that reports metrics.
  private volatile long lastProgress = now();

  /** Whether anybody ever answered. */
  private boolean reached;

  /** When nobody answered for the first time; 0 before that. */
  private long unreachableSince;

  RowSinkWriter(
      String sink,
      RecordSender<R> sender,
      SendingSettings settings,
      WriterInitContext context,
      Refused refused) {
    super(
        (row, ignored) -> row,
        context,
        AsyncSinkWriterConfiguration.builder()
            .setMaxBatchSize(settings.batchSize())
            .setMaxBatchSizeInBytes(settings.batchBytes())
            .setMaxInFlightRequests(settings.inFlight())
            .setMaxBufferedRequests(settings.maxBuffered())
            .setMaxTimeInBufferMS(settings.linger())
            .setMaxRecordSizeInBytes(settings.recordBytes())
            .setRateLimitingStrategy(new InFlightLimit(settings.inFlight(), settings.batchSize()))
            // Flink would send a batch again that is still on its way here.
            .setRequestTimeoutMS(NO_TIMEOUT)
            .build(),
        Collections.emptyList());
    this.sink = sink;
    this.sender = sender;
    this.settings = settings;
    this.context = context;
    this.refused = refused;
    MetricGroup metrics = context.metricGroup();
    this.retried = metrics.counter("retriedRecords");
    this.skipped = metrics.counter("skippedRecords");
    metrics.gauge("stalledMillis", this::stalledMillis);
    metrics.gauge("heldRecords", heldRecords::get);
    metrics.gauge("heldBytes", heldBytes::get);
  }

  private static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  /** For how long nothing was taken although something waits for an answer. */
  private long stalledMillis() {
    return onTheirWay.get() == 0 ? 0 : now() - lastProgress;
  }

  /**
   * Flink's writer counts records alone, of which each may be large: with as many bytes as all
   * requests may have together, and one more, the next waits too. So many are never without a
   * request that is on its way, whose answer makes room.
   */
  @Override
  public void write(SentRow<R> row, Context unused) throws IOException, InterruptedException {
    while (heldBytes.get() >= settings.batchBytes() * (settings.inFlight() + 1)) {
      context.getMailboxExecutor().yield();
    }
    heldRecords.incrementAndGet();
    heldBytes.addAndGet(row.bytes);
    super.write(row, unused);
  }

  private void letGo(List<SentRow<R>> rows) {
    heldRecords.addAndGet(-rows.size());
    rows.forEach(row -> heldBytes.addAndGet(-row.bytes));
  }

  @Override
  protected long getSizeInBytes(SentRow<R> row) {
    return row.bytes;
  }

  @Override
  protected void submitRequestEntries(List<SentRow<R>> rows, ResultHandler<SentRow<R>> handler) {
    Set<Object> keys = new HashSet<>();
    for (SentRow<R> row : rows) {
      Object key = sender.key(row.record);
      if (key != null) {
        keys.add(key);
      }
    }
    if (onTheirWay.getAndIncrement() == 0) {
      lastProgress = now();
    }
    List<SentRow<R>> all = List.copyOf(rows);
    Batch<R> batch =
        new Batch<>(
            all,
            keys,
            () -> {
              letGo(all);
              handler.complete();
            });
    if (order.mayStart(batch)) {
      send(batch);
    }
  }

  private void send(Batch<R> batch) {
    List<SentRow<R>> rows = batch.next();
    List<R> records = rows.stream().map(row -> row.record).collect(Collectors.toList());
    // A task that ends takes no more answers.
    Future<?> unused =
        answer(records)
            .whenComplete(
                (outcomes, failure) ->
                    context
                        .getMailboxExecutor()
                        .execute(
                            () -> answered(batch, rows, outcomes, failure),
                            "answer to sink %s",
                            sink));
  }

  private CompletableFuture<List<Outcome>> answer(List<R> records) {
    try {
      return sender.send(records);
    } catch (RuntimeException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  private void answered(
      Batch<R> batch,
      List<SentRow<R>> rows,
      @Nullable List<Outcome> outcomes,
      @Nullable Throwable failure) {
    if (failure != null || outcomes == null) {
      throw fatal(failure);
    }
    if (outcomes.size() != rows.size()) {
      throw new IllegalStateException(
          outcomes.size() + " outcomes of " + rows.size() + " records in sink " + sink);
    }
    batch.answered();
    boolean together = false;
    for (int i = 0; i < rows.size(); i++) {
      together |= isRefusedTogether(outcomes.get(i)) && rows.size() > 1;
      if (!together) {
        take(batch, rows.get(i), outcomes.get(i));
      }
    }
    if (together) {
      reached = true;
      batch.halve(rows);
    }
    goOn(batch);
  }

  private boolean isRefusedTogether(Outcome outcome) {
    return outcome.kind() == Outcome.Kind.TOGETHER
        && !settings.retriedCodes().contains(outcome.code());
  }

  private void take(Batch<R> batch, SentRow<R> row, Outcome outcome) {
    row.attempts++;
    switch (outcome.kind()) {
      case TAKEN:
        reached = true;
        lastProgress = now();
        return;
      case SKIPPED:
        reached = true;
        lastProgress = now();
        skipped.inc();
        return;
      case UNREACHABLE:
        checkReached(outcome);
        sendAgain(batch, row, outcome);
        return;
      case AGAIN:
        reached = true;
        sendAgain(batch, row, outcome);
        return;
      default:
        reached = true;
        if (settings.retriedCodes().contains(outcome.code())) {
          sendAgain(batch, row, outcome);
        } else {
          refuse(row, outcome.text());
        }
    }
  }

  /** An address where nobody ever answered is not that of a system that is away for a while. */
  private void checkReached(Outcome outcome) {
    unreachableSince = unreachableSince == 0 ? now() : unreachableSince;
    if (!reached && now() - unreachableSince > AT_FIRST_AT_MOST) {
      throw new ConnectorException("sink `" + sink + "` reaches nobody: " + outcome.text());
    }
  }

  private void sendAgain(Batch<R> batch, SentRow<R> row, Outcome outcome) {
    if (settings.attempts() > 0 && row.attempts >= settings.attempts()) {
      refuse(row, "sent " + row.attempts + " times without success, at last: " + outcome.text());
      return;
    }
    retried.inc();
    batch.sendAgain(row);
  }

  private void refuse(SentRow<R> row, String reason) {
    lastProgress = now();
    refused.row(row.row, reason);
  }

  private void goOn(Batch<R> batch) {
    if (batch.hasNext()) {
      send(batch);
    } else if (batch.nextRound()) {
      Future<?> unused =
          context
              .getProcessingTimeService()
              .registerTimer(
                  context.getProcessingTimeService().getCurrentProcessingTime()
                      + pause(batch.rounds()),
                  time -> send(batch));
    } else {
      onTheirWay.decrementAndGet();
      batch.done.run();
      order.done(batch).forEach(this::send);
    }
  }

  /** Doubled each time, up to a hundredfold, and somewhere in the upper half of that. */
  private long pause(int round) {
    long most =
        Math.min(settings.backoff() * GROWTH, settings.backoff() << Math.min(round - 1, 30));
    return most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
  }

  private ConnectorException fatal(@Nullable Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return new ConnectorException(
        "sink `" + sink + "` cannot write: " + (cause == null ? "no answer" : cause.getMessage()),
        cause == null ? new IllegalStateException() : cause);
  }
}
