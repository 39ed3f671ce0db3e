// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Refusal;
import dev.drey.connector.SinkContext;
import dev.drey.row.RowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Poll;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A source that is fast before a system that does not answer: what a sink holds has an end. */
@Timeout(120)
final class SilentSystemTest {
  private static final RowType TYPE =
      RowType.of(Field.of("number", DataType.of(TypeKind.BIGINT).notNull()));

  private static final int ROWS = 5_000;
  private static final int BATCH = 10;
  private static final int BATCH_BYTES = 1_000_000;
  private static final SendingOptions OPTIONS =
      SendingOptions.of(SendingLimits.of("it", BATCH, BATCH_BYTES, BATCH_BYTES));

  private static final AtomicInteger MADE = new AtomicInteger();
  private static final AtomicInteger TAKEN = new AtomicInteger();
  private static final AtomicInteger MOST_HELD = new AtomicInteger();
  private static final BlockingQueue<Request> UNANSWERED = new LinkedBlockingQueue<>();

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  @BeforeEach
  void reset() {
    MADE.set(0);
    TAKEN.set(0);
    MOST_HELD.set(0);
    UNANSWERED.clear();
  }

  @Test
  void asManyRecordsAreHeldAsAreOnTheirWayAndMaxBuffered() throws Exception {
    // 2 requests of 10 records, 50 behind them, and the one that finds no room.
    checkHeld(1, 2 * BATCH + 50 + 1);
  }

  @Test
  void largeRecordsAreCountedByTheirBytes() throws Exception {
    // 2 requests and one more of 1 MB, in records of 250 kB, and the one that finds no room.
    checkHeld(250_000, 3 * 4 + 1);
  }

  /** Of a job whose system answers only when the sink holds as many records as it may. */
  private static void checkHeld(int bytes, int most) throws Exception {
    StreamExecutionEnvironment environment = CLUSTER.environment(1);
    DataStream<Object[]> rows =
        environment
            .fromSequence(0, ROWS - 1)
            .map(number -> new Object[] {number})
            .returns(RowTypeInformation.of(TYPE));
    OptionValues options = OptionValues.of(Map.of("inFlight", 2L, "maxBuffered", 50L));
    RowSink.add(
            SinkContext.builder()
                .name("out")
                .options(options)
                .rowType(TYPE)
                .refusal(Refusal.FAIL)
                .build(),
            rows,
            new Silent(bytes),
            OPTIONS.settings(options))
        .uid("out");
    JobClient job = environment.executeAsync();

    Poll.until(most + " records held", Duration.ofMinutes(1), () -> MADE.get() >= most);
    CompletableFuture<?> end = job.getJobExecutionResult();
    while (!end.isDone()) {
      Request request = UNANSWERED.poll(10, TimeUnit.MILLISECONDS);
      if (request != null) {
        request.answer();
      }
    }
    end.get();
    assertThat(TAKEN).hasValue(ROWS);
    assertThat(MOST_HELD).hasValue(most);
  }

  /** Records that wait for the test. */
  private static final class Request {
    private final int records;
    private final CompletableFuture<List<Outcome>> answer = new CompletableFuture<>();

    Request(int records) {
      this.records = records;
    }

    void answer() {
      TAKEN.addAndGet(records);
      answer.complete(Collections.nCopies(records, Outcome.taken()));
    }
  }

  private static final class Silent implements RecordSender<Long> {
    private static final long serialVersionUID = 1;

    private final int bytes;

    Silent(int bytes) {
      this.bytes = bytes;
    }

    @Override
    public void open() {}

    @Override
    public Long record(Object[] row) {
      int held = MADE.incrementAndGet() - TAKEN.get();
      MOST_HELD.accumulateAndGet(held, Math::max);
      return (Long) row[0];
    }

    @Override
    public long bytes(Long record) {
      return bytes;
    }

    @Override
    public CompletableFuture<List<Outcome>> send(List<Long> records) {
      Request request = new Request(records.size());
      UNANSWERED.add(request);
      return request.answer;
    }

    @Override
    public void close() {}
  }
}
