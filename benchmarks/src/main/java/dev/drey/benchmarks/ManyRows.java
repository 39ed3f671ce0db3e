// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.JobConnector;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SinkRole;
import dev.drey.connector.SourceContext;
import dev.drey.connector.SourceRole;
import dev.drey.shape.Option;
import dev.drey.shape.Shape;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The rows of {@link ManyKeys}: first each key once, then every second one again, within the first
 * ten minutes. Behind them come rows of no key, slowly, so that the job has no end of its own.
 */
final class ManyRows implements JobConnector, SourceRole, SinkRole {
  private static final Option<Long> ROWS =
      Option.integer("rows", "How many rows to make.").required();
  private static final Option<Long> KEYS =
      Option.integer("keys", "How many keys they have.").required();

  private static final int ROWS_BEHIND = 400;
  private static final long SPAN_MILLIS = 600_000;
  private static final long CHECKPOINTED_NANOS = TimeUnit.SECONDS.toNanos(12);

  private static volatile boolean failed;
  private static volatile boolean ended;
  private static volatile long failFrom;
  private static volatile long startNanos;
  private static volatile long resumed = -1;

  /** The job fails once, from this row on, when it has had time for a checkpoint. */
  static void failOnceAfterCheckpoint(long row) {
    failFrom = row;
    startNanos = System.nanoTime();
  }

  /** The row with which the job went on behind its failure. */
  static long resumed() {
    return resumed;
  }

  /** Waits until the job has failed, gone on and read all rows. */
  static void awaitEnd() throws InterruptedException {
    while (!ended) {
      Thread.sleep(10);
    }
  }

  @Override
  public ConnectorDescriptor descriptor() {
    return ConnectorDescriptor.builder()
        .name("many")
        .description("Makes rows of many keys, and checks what was counted of them.")
        .sourceOptions(Shape.object(ROWS, KEYS))
        .sinkOptions(Shape.object())
        .build();
  }

  @Override
  public Optional<SourceRole> asSource() {
    return Optional.of(this);
  }

  @Override
  public Optional<SinkRole> asSink() {
    return Optional.of(this);
  }

  @Override
  public SingleOutputStreamOperator<Object[]> source(SourceContext context) {
    return context
        .environment()
        .fromSource(
            new DataGeneratorSource<>(
                new Rows(context.options().get(ROWS), context.options().get(KEYS)),
                Long.MAX_VALUE,
                context.typeInformation()),
            context.watermarks(),
            context.name());
  }

  @Override
  public DataStreamSink<?> sink(SinkContext context, DataStream<Object[]> rows) {
    if (context.rowType().size() != ManyKeys.COLUMNS) {
      return rows.sinkTo(new DiscardingSink<>());
    }
    return rows.map(
            row -> {
              ManyKeys.result((Long) row[0], (Long) row[2], (Long) row[3], (Long) row[4]);
              return row;
            })
        .returns(rows.getType())
        .sinkTo(new DiscardingSink<>());
  }

  private static final class Rows implements GeneratorFunction<Long, Object[]> {
    private static final long serialVersionUID = 1;
    private final long rows;
    private final long keys;
    private int behind;

    Rows(long rows, long keys) {
      this.rows = rows;
      this.keys = keys;
    }

    @Override
    public Object[] map(Long i) throws InterruptedException {
      if (!failed && i >= failFrom && System.nanoTime() - startNanos > CHECKPOINTED_NANOS) {
        failed = true;
        throw new IllegalStateException("fails, as it was told to");
      }
      if (failed && resumed < 0) {
        resumed = i;
        behind = 0;
      }
      if (i >= rows) {
        // All subtasks run again when some of these have come.
        ended = (failed || failFrom == Long.MAX_VALUE) && ++behind > ROWS_BEHIND;
        Thread.sleep(5);
        return new Object[] {-1L, 0L, ManyKeys.START};
      }
      long key = i < keys ? i : 2 * (i - keys);
      return new Object[] {key, key, ManyKeys.START + i * SPAN_MILLIS / rows};
    }
  }
}
