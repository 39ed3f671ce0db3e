// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.connector.ErrorPolicy;
import dev.drey.connector.RecordReader;
import dev.drey.connector.datagen.DatagenConnector;
import dev.drey.format.BadRecordException;
import dev.drey.row.BadRecord;
import dev.drey.row.RowChange;
import dev.drey.row.RowFunction;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.clock.RelativeClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows are {@code [time, punctuation]} in milliseconds. */
class EventTimeStrategyTest {
  private static final Object[] BAD = BadRecord.wrap(new BadRecord(new Object[] {"no JSON"}));

  private final Outputs outputs = new Outputs();
  private final Tasks task = new Tasks();

  @Test
  void theWatermarkIsThatOfFlinksBoundedOutOfOrderness() throws Exception {
    Outputs flinks = new Outputs();
    WatermarkGenerator<Object[]> flink =
        new BoundedOutOfOrdernessWatermarks<>(Duration.ofMillis(5));
    WatermarkGenerator<Object[]> ours = generator(strategy().outOfOrderness(Duration.ofMillis(5)));
    for (long time : new long[] {Long.MIN_VALUE, 3, 1, -7, 12, 12, 11, 40}) {
      flink.onPeriodicEmit(flinks);
      ours.onPeriodicEmit(outputs);
      flink.onEvent(row(time), time, flinks);
      ours.onEvent(row(time), time, outputs);
    }
    flink.onPeriodicEmit(flinks);
    ours.onPeriodicEmit(outputs);

    assertThat(outputs.events).isEqualTo(flinks.events).endsWith("34");
  }

  @Test
  void rowsSayThemselvesHowFarTimeIs() throws Exception {
    WatermarkGenerator<Object[]> generator =
        generator(strategy().punctuated(Optional.of(new ColumnFunction(1))));
    generator.onEvent(new Object[] {5L, 3L}, 5, outputs);
    generator.onEvent(new Object[] {6L, null}, 6, outputs);
    generator.onPeriodicEmit(outputs);
    generator.onEvent(new Object[] {6L, 2L}, 6, outputs);
    generator.onEvent(new Object[] {7L, 6L}, 7, outputs);

    assertThat(outputs.events).containsExactly("3", "6");
  }

  @Test
  void aTimeTooFarAheadDoesNotMoveTheWatermarkAndIsCounted() throws Exception {
    EventTimeStrategy strategy =
        strategy().maxFutureSkew(Optional.of(Duration.ofMillis(100))).clock(() -> 1000).build();
    WatermarkGenerator<Object[]> first = strategy.createWatermarkGenerator(task);
    WatermarkGenerator<Object[]> second = strategy.createWatermarkGenerator(task);
    first.onEvent(row(50), 50, outputs);
    first.onEvent(row(99_999), 99_999, outputs);
    first.onPeriodicEmit(outputs);
    first.onEvent(row(1100), 1100, outputs);
    first.onPeriodicEmit(outputs);
    first.onEvent(row(1101), 1101, outputs);
    first.onPeriodicEmit(outputs);
    second.onEvent(row(7), 7, outputs);
    second.onEvent(row(5000), 5000, outputs);
    second.onPeriodicEmit(outputs);

    // One less than the greatest time of at most 1000 + 100.
    assertThat(outputs.events).containsExactly("49", "1099", "1099", "6");
    assertThat(task.count("futureTimestamps")).isEqualTo(3);
  }

  @Test
  void neitherDoesOneThatSaysItselfHowFarTimeIs() throws Exception {
    WatermarkGenerator<Object[]> generator =
        strategy()
            .punctuated(Optional.of(new ColumnFunction(1)))
            .maxFutureSkew(Optional.of(Duration.ofMillis(100)))
            .clock(() -> 1000)
            .build()
            .createWatermarkGenerator(task);
    generator.onEvent(new Object[] {5L, 3L}, 5, outputs);
    generator.onEvent(new Object[] {9999L, 9999L}, 9999, outputs);
    generator.onEvent(new Object[] {9999L, 20L}, 9999, outputs);
    generator.onEvent(new Object[] {30L, 9999L}, 30, outputs);
    generator.onEvent(new Object[] {40L, 35L}, 40, outputs);

    assertThat(outputs.events).containsExactly("3", "35");
    assertThat(task.count("futureTimestamps")).isEqualTo(3);
  }

  @Test
  void aTimeThatDoesNotExistMovesNothing() throws Exception {
    WatermarkGenerator<Object[]> generator =
        generator(strategy().punctuated(Optional.of(new ColumnFunction(1))));
    for (long time : new long[] {3, Long.MAX_VALUE, Long.MIN_VALUE, 253_402_300_800_000L, 4, 5}) {
      generator.onEvent(new Object[] {1L, time}, 1, outputs);
    }

    assertThat(outputs.events).containsExactly("3", "4", "5");
  }

  /** Of a row that ends another there is no more than the key. */
  @Test
  void aDeleteThatHasNotWhatTheWatermarkNeedsMovesNothing() throws Exception {
    WatermarkGenerator<Object[]> generator =
        generator(strategy().punctuated(Optional.of(new Punctuation())));
    generator.onEvent(new Object[] {5L, 3L}, 5, outputs);
    generator.onEvent(RowChange.DELETE.of(new Object[] {6L, null}), 6, outputs);
    generator.onEvent(RowChange.DELETE.of(new Object[] {6L, 4L}), 6, outputs);

    assertThat(outputs.events).containsExactly("3", "4");
    assertThatThrownBy(() -> generator.onEvent(row(7), 7, outputs))
        .hasMessageStartingWith("source `readings`: the watermark of a row cannot be computed: ");
  }

  @Test
  void aRecordWhoseWatermarkCannotBeComputedIsABadOne() throws Exception {
    RecordReader reader = reader();
    reader.requireWatermark(new Punctuation());
    reader.open(new UnregisteredMetricsGroup());

    assertThat(reader.accept(new Object[] {5L, 3L}, key -> null)).isNotNull();
    assertThatThrownBy(() -> reader.accept(row(6), key -> null))
        .isInstanceOf(BadRecordException.class)
        .hasMessageContaining("its watermark cannot be computed: ");
  }

  /** Nobody has looked at a delete before: a key may be any number. */
  @Test
  void aDeleteWhoseTimeDoesNotExistHasNone() {
    TimestampAssigner<Object[]> assigner = strategy().build().createTimestampAssigner(task);
    long year9999 = 253_402_300_799_999L;

    for (long none : new long[] {year9999 + 1, 1_700_000_000_000_000L, Long.MIN_VALUE + 1}) {
      assertThat(assigner.extractTimestamp(RowChange.DELETE.of(row(none)), 77))
          .isEqualTo(TimestampAssigner.NO_TIMESTAMP);
    }
    assertThat(assigner.extractTimestamp(RowChange.DELETE.of(row(year9999)), 77))
        .isEqualTo(year9999);
  }

  @Test
  void badRecordsHaveNoTimeMoveNothingAndWakeNobody() throws Exception {
    EventTimeStrategy strategy = strategy().idleTimeout(Optional.of(Duration.ofMillis(10))).build();
    WatermarkGenerator<Object[]> generator = strategy.createWatermarkGenerator(task);
    TimestampAssigner<Object[]> assigner = strategy.createTimestampAssigner(task);
    generator.onEvent(row(5), 5, outputs);
    generator.onPeriodicEmit(outputs);
    generator.onPeriodicEmit(outputs);
    task.millis = 20;
    generator.onEvent(BAD, TimestampAssigner.NO_TIMESTAMP, outputs);
    generator.onPeriodicEmit(outputs);
    generator.onEvent(row(7), 7, outputs);
    generator.onPeriodicEmit(outputs);

    assertThat(assigner.extractTimestamp(BAD, 77)).isEqualTo(TimestampAssigner.NO_TIMESTAMP);
    assertThat(assigner.extractTimestamp(row(8), 77)).isEqualTo(8);
    assertThat(outputs.events).containsExactly("4", "4", "idle", "6");
  }

  @Test
  void aRowWithoutTimeNamesItsSource() {
    TimestampAssigner<Object[]> assigner = strategy().build().createTimestampAssigner(task);

    assertThatThrownBy(() -> assigner.extractTimestamp(new Object[] {null, null}, 0))
        .hasMessage("source `readings`: a row has no event time");
  }

  @Test
  void aTimeThatTheReaderHasComputedIsNotComputedAgain() throws Exception {
    RecordReader reader = reader();
    EventTimeStrategy strategy =
        EventTimeStrategy.builder("readings", new CountedColumn("emitted"))
            .read(reader.requireEventTime(new CountedColumn("read")))
            .build();
    // As a task gets them: in one piece.
    Object[] copy = InstantiationUtil.clone(new Object[] {reader, strategy});
    RecordReader read = (RecordReader) copy[0];
    read.open(new UnregisteredMetricsGroup());
    TimestampAssigner<Object[]> assigner =
        ((EventTimeStrategy) copy[1]).createTimestampAssigner(task);
    CountedColumn.CALLS.clear();
    for (long time = 0; time < 5; time++) {
      Object[] row = read.accept(row(time), key -> null);
      assertThat(row).isNotNull();
      assertThat(assigner.extractTimestamp(row, 77)).isEqualTo(time);
    }
    assertThat(CountedColumn.CALLS).hasSize(5).containsOnly("read");

    // A row that is no longer the last one, and one that another thread emits.
    Object[] first = read.accept(row(10), key -> null);
    Object[] last = read.accept(row(11), key -> null);
    assertThat(first).isNotNull();
    assertThat(last).isNotNull();
    CountedColumn.CALLS.clear();
    assertThat(assigner.extractTimestamp(first, 77)).isEqualTo(10);
    assertThat(CompletableFuture.supplyAsync(() -> assigner.extractTimestamp(last, 77)).get())
        .isEqualTo(11);
    assertThat(CountedColumn.CALLS).containsExactly("emitted", "emitted");
  }

  @Test
  void rowsThatAnotherThreadEmitsHaveTheirOwnTimes() throws Exception {
    RecordReader reader = reader();
    TimestampAssigner<Object[]> assigner =
        EventTimeStrategy.builder("readings", new ColumnFunction(0))
            .read(reader.requireEventTime(new ColumnFunction(0)))
            .build()
            .createTimestampAssigner(task);
    reader.open(new UnregisteredMetricsGroup());
    BlockingQueue<Object[]> rows = new ArrayBlockingQueue<>(3);
    CompletableFuture<Void> reading =
        CompletableFuture.runAsync(
            () -> {
              try {
                for (long time = 0; time < 50_000; time++) {
                  rows.put(requireNonNull(reader.accept(row(time), key -> null)));
                }
              } catch (InterruptedException | BadRecordException e) {
                throw new IllegalStateException(e);
              }
            });
    for (long time = 0; time < 50_000; time++) {
      assertThat(assigner.extractTimestamp(rows.take(), 77)).isEqualTo(time);
    }
    reading.get();
  }

  private static RecordReader reader() {
    RowType type =
        RowType.of(
            Field.of("t", DataType.of(TypeKind.BIGINT)),
            Field.of("w", DataType.of(TypeKind.BIGINT)));
    return new RecordReader(
        "readings",
        new DatagenConnector().descriptor(),
        null,
        ErrorPolicy.FAIL,
        type,
        new @Nullable String[] {null, null});
  }

  /** The first column, with a note that somebody asked. */
  private static final class CountedColumn implements RowFunction {
    private static final long serialVersionUID = 1;
    private static final List<String> CALLS = Collections.synchronizedList(new ArrayList<>());

    private final String who;

    CountedColumn(String who) {
      this.who = who;
    }

    @Override
    public @Nullable Object apply(Object[] row) {
      CALLS.add(who);
      return row[0];
    }
  }

  /** The second column, which must not be NULL. */
  private static final class Punctuation implements RowFunction {
    private static final long serialVersionUID = 1;

    @Override
    public Object apply(Object[] row) {
      return requireNonNull(row[1]);
    }
  }

  private static EventTimeStrategy.Builder strategy() {
    return EventTimeStrategy.builder("readings", new ColumnFunction(0));
  }

  /** From a strategy that went to a task. */
  private WatermarkGenerator<Object[]> generator(EventTimeStrategy.Builder builder)
      throws Exception {
    return InstantiationUtil.clone(builder.build()).createWatermarkGenerator(task);
  }

  private static Object[] row(long time) {
    return new Object[] {time, null};
  }

  /** Keeps what a generator says. */
  private static final class Outputs implements WatermarkOutput {
    private final List<String> events = new ArrayList<>();

    @Override
    public void emitWatermark(Watermark watermark) {
      events.add(String.valueOf(watermark.getTimestamp()));
    }

    @Override
    public void markIdle() {
      events.add("idle");
    }

    @Override
    public void markActive() {
      events.add("active");
    }
  }

  /** A task with a clock that the test moves and metrics that it can read. */
  private static final class Tasks
      implements WatermarkGeneratorSupplier.Context, TimestampAssignerSupplier.Context {
    private final Map<String, Counter> counters = new HashMap<>();
    private long millis = 1;

    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup() {
        @Override
        public Counter counter(String name) {
          assertThat(counters).doesNotContainKey(name);
          return counters.computeIfAbsent(name, key -> new SimpleCounter());
        }
      };
    }

    @Override
    public RelativeClock getInputActivityClock() {
      return new RelativeClock() {
        @Override
        public long relativeTimeMillis() {
          return millis;
        }

        @Override
        public long relativeTimeNanos() {
          return Duration.ofMillis(millis).toNanos();
        }
      };
    }

    long count(String name) {
      @Nullable Counter counter = counters.get(name);
      return counter == null ? 0 : counter.getCount();
    }
  }
}
