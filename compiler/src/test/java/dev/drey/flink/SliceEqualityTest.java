// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.aggregate.AggregateCall;
import dev.drey.operator.ClockTrigger;
import dev.drey.operator.GroupAggregator;
import dev.drey.operator.KeyColumns;
import dev.drey.operator.WindowAggregation;
import dev.drey.plan.WindowLayout;
import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowShape;
import dev.drey.plan.WindowShape.Kind;
import dev.drey.row.RowKey;
import dev.drey.row.RowKeyTypeInformation;
import dev.drey.row.RowTypeInformation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.datastream.WindowedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.SlidingProcessingTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingProcessingTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.triggers.EventTimeTrigger;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Windows by slices beside Flink's own window operator: random windows, aggregates, rows,
 * watermarks and bounds of memory. Ours is stopped at a savepoint and goes on at another
 * parallelism, as if it had not been. Other cases by -Ddrey.seed, more by -Ddrey.slice.cases.
 */
class SliceEqualityTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int CASES = Integer.getInteger("drey.slice.cases", 100);
  private static final long[] CACHES = {0, 3_000, 1L << 20};

  @Test
  void onTheHeap() throws Exception {
    System.out.println("SliceEqualityTest: -Ddrey.seed=" + SEED);
    Random seeds = new Random(SEED);
    for (int i = 0; i < CASES; i++) {
      check(seeds.nextLong(), new HashMapStateBackend());
    }
  }

  @Test
  void inRocksDb() throws Exception {
    Random seeds = new Random(SEED + 1);
    for (int i = 0; i < CASES / 10; i++) {
      check(seeds.nextLong(), new EmbeddedRocksDBStateBackend());
    }
  }

  private static void check(long seed, StateBackend backend) throws Exception {
    Random random = new Random(seed);
    WindowShape shape = shape(random);
    long lateness = shape.processingTime() ? 0 : random.nextInt(3) * (long) random.nextInt(30);
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : WindowPlans.CALLS) {
      boolean ordered = call.function().keepsRows();
      if (calls.isEmpty() || random.nextInt(ordered ? 4 : 2) == 0) {
        calls.add(call);
      }
    }
    WindowNode node = WindowPlans.window(shape, Duration.ofMillis(lateness), calls);
    long cache = CACHES[random.nextInt(CACHES.length)];
    OneInputTransformation<Object[], Object[]> ours =
        WindowOperators.operator(WindowPlans.plan(node, cache), node);
    OneInputTransformation<Object[], Object[]> flinks = flinks(node);
    int parallelism = 1 + random.nextInt(3);
    int rescaled = 1 + random.nextInt(3);
    List<Step> steps = steps(random, shape.processingTime());
    int cut = random.nextInt(steps.size());

    Rows expected = run(node, flinks, backend, parallelism, steps);
    Rows actual = run(node, ours, backend, parallelism, rescaled, steps, cut);

    String what =
        String.format(
            "seed %d, case %d, %s, lateness %d, cache %d, %s",
            SEED, seed, shape, lateness, cache, calls);
    assertThat(expected.results).as(what).isNotEmpty();
    assertThat(actual.results).as(what).isEqualTo(expected.results);
    assertThat(actual.late).as(what).containsExactlyInAnyOrderElementsOf(expected.late);
    assertThat(actual.entries).as("state behind the end, " + what).isZero();
  }

  private static WindowShape shape(Random random) {
    // A clock by hand can show a row behind the firing of its last millisecond, which a real one
    // does not: here rows have even times, and the last milliseconds are odd.
    boolean clock = random.nextInt(5) == 0;
    long unit = clock ? 2 : 1;
    int size = 1 + random.nextInt(40);
    int every = 1 + random.nextInt(random.nextBoolean() ? size : 1 + size / 4);
    Duration length = Duration.ofMillis(unit * size);
    Duration step = Duration.ofMillis(unit * Math.min(every, size));
    Duration offset = Duration.ofMillis(unit * (random.nextInt(100) - 50));
    switch (random.nextInt(8)) {
      case 0:
      case 1:
        return WindowShape.tumbling(length, offset, clock);
      case 2:
        Duration gaps = Duration.ofMillis(unit * (size + random.nextInt(20)));
        return WindowShape.sliding(length, gaps, offset, clock);
      case 3:
      case 4:
        return WindowShape.cumulating(length, step, offset, clock);
      default:
        return WindowShape.sliding(length, step, offset, clock);
    }
  }

  /** A row, or where there is none a time: a watermark, or the clock's. */
  private static final class Step {
    private final Object @Nullable [] row;
    private final long time;

    Step(Object @Nullable [] row, long time) {
      this.row = row;
      this.time = time;
    }
  }

  private static List<Step> steps(Random random, boolean clock) {
    List<Step> steps = new ArrayList<>();
    int keys = random.nextInt(4) == 0 ? 60 : 1 + random.nextInt(5);
    int gaps = random.nextInt(3) == 0 ? 200 : 4;
    long now = clock ? 0 : random.nextInt(1000) - 500;
    long watermark = Long.MIN_VALUE;
    for (int i = 0; i < 300; i++) {
      now +=
          (clock ? 2L : 1L) * (random.nextInt(20) == 0 ? random.nextInt(gaps) : random.nextInt(3));
      long time =
          clock ? now : now - random.nextInt(random.nextInt(5) == 0 ? 90 : 12) + random.nextInt(4);
      Object x = random.nextInt(5) == 0 ? null : random.nextInt(9) - 4;
      if (clock) {
        steps.add(new Step(null, now));
      }
      Object[] row = {"k" + random.nextInt(keys), x, time};
      steps.add(new Step(row, time));
      if (random.nextInt(10) == 0) {
        steps.add(new Step(row, time));
      }
      if (!clock && random.nextInt(6) == 0 && now - 10 > watermark) {
        watermark = Math.max(watermark, now - random.nextInt(20));
        steps.add(new Step(null, watermark));
      }
    }
    return steps;
  }

  /** What came out. */
  private static final class Rows {
    private final Map<String, List<String>> results = new TreeMap<>();
    private final List<String> late = new ArrayList<>();
    private int entries;

    void add(WindowOperators operators) {
      for (List<Object> values : operators.results()) {
        results
            .computeIfAbsent(
                values.get(0) + " " + values.get(1) + " " + values.get(2),
                absent -> new ArrayList<>())
            .add(values.subList(3, values.size()).toString());
      }
      operators.late().forEach(row -> late.add(Arrays.toString(row)));
    }
  }

  /** Without a stop. */
  private static Rows run(
      WindowNode node,
      OneInputTransformation<Object[], Object[]> operator,
      StateBackend backend,
      int parallelism,
      List<Step> steps)
      throws Exception {
    Rows rows = new Rows();
    try (WindowOperators operators =
        new WindowOperators(node, operator, backend, parallelism, null)) {
      long time = send(operators, steps, node.shape().processingTime(), Long.MIN_VALUE);
      assertThat(time).isLessThan(Long.MAX_VALUE);
      operators.watermark(Long.MAX_VALUE);
      rows.add(operators);
    }
    return rows;
  }

  /** Stopped at a savepoint, and gone on from it before a watermark has come. */
  private static Rows run(
      WindowNode node,
      OneInputTransformation<Object[], Object[]> operator,
      StateBackend backend,
      int parallelism,
      int rescaled,
      List<Step> steps,
      int cut)
      throws Exception {
    Rows rows = new Rows();
    boolean clock = node.shape().processingTime();
    List<OperatorSubtaskState> savepoint;
    long time = Long.MIN_VALUE;
    try (WindowOperators before = new WindowOperators(node, operator, backend, parallelism, null)) {
      time = send(before, steps.subList(0, cut), clock, time);
      before.savepoint();
      savepoint = before.savepoint();
      rows.add(before);
    }
    try (WindowOperators after =
        new WindowOperators(node, operator, backend, rescaled, savepoint)) {
      if (clock && time > Long.MIN_VALUE) {
        advance(after, true, time);
      }
      send(after, steps.subList(cut, steps.size()), clock, time);
      after.watermark(Long.MAX_VALUE);
      after.savepoint();
      rows.entries = backend instanceof HashMapStateBackend ? after.stateEntries() : 0;
      rows.add(after);
    }
    return rows;
  }

  private static long send(WindowOperators to, List<Step> steps, boolean clock, long known)
      throws Exception {
    long time = known;
    for (Step step : steps) {
      Object[] row = step.row;
      if (row == null) {
        time = step.time;
        advance(to, clock, time);
      } else {
        to.row(step.time, row);
      }
    }
    return time;
  }

  private static void advance(WindowOperators to, boolean clock, long time) throws Exception {
    if (clock) {
      to.processingTime(time);
    } else {
      to.watermark(time);
    }
  }

  @SuppressWarnings("unchecked") // the stream is of rows
  private static OneInputTransformation<Object[], Object[]> flinks(WindowNode node) {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    GroupAggregator aggregator =
        GroupAggregator.of(node.calls(), WindowPlans.INPUT, node.shape().processingTime() ? -1 : 2);
    WindowedStream<Object[], RowKey, TimeWindow> windows =
        environment
            .fromData(
                List.<Object[]>of(new Object[] {"", 0, 0L}),
                RowTypeInformation.of(WindowPlans.INPUT))
            .keyBy(
                new KeyColumns(node.keys()),
                RowKeyTypeInformation.of(WindowPlans.INPUT.project(node.keys())))
            .window(assigner(node.shape()));
    windows =
        node.shape().processingTime()
            ? windows.trigger(new ClockTrigger())
            : windows.allowedLateness(node.allowedLateness());
    WindowLayout layout = node.layout();
    WindowAggregation aggregation = new WindowAggregation(aggregator);
    SingleOutputStreamOperator<Object[]> results =
        windows
            .sideOutputLateData(
                new OutputTag<>(WindowNode.LATE, RowTypeInformation.of(WindowPlans.INPUT)))
            .aggregate(
                aggregation,
                aggregation.results(
                    layout.start(), layout.end(), layout.firstCall(), layout.size()),
                RowTypeInformation.of(aggregator.accumulatorType()),
                RowTypeInformation.of(node.rowType()));
    return (OneInputTransformation<Object[], Object[]>) results.getTransformation();
  }

  /** By the definition: from the last start on to each later step, and to the next start. */
  private static final class GrowingWindows extends WindowAssigner<Object, TimeWindow> {
    private static final long serialVersionUID = 1;

    private final boolean clock;
    private final long size;
    private final long every;
    private final long offset;

    GrowingWindows(WindowShape shape) {
      this.clock = shape.processingTime();
      this.size = shape.size().toMillis();
      this.every = shape.every().toMillis();
      this.offset = shape.offset().toMillis();
    }

    @Override
    public Collection<TimeWindow> assignWindows(
        Object row, long timestamp, WindowAssignerContext context) {
      long time = clock ? context.getCurrentProcessingTime() : timestamp;
      long start = time - Math.floorMod(time - offset, size);
      List<TimeWindow> windows = new ArrayList<>();
      for (long step = 1; ; step++) {
        long end = Math.min(start + step * every, start + size);
        if (end > time) {
          windows.add(new TimeWindow(start, end));
        }
        if (end == start + size) {
          return windows;
        }
      }
    }

    @Override
    @SuppressWarnings({"unchecked", "deprecation"}) // rows of any kind have a time; Flink asks it
    public Trigger<Object, TimeWindow> getDefaultTrigger(StreamExecutionEnvironment environment) {
      return (Trigger<Object, TimeWindow>) (Trigger<?, ?>) EventTimeTrigger.create();
    }

    @Override
    public TypeSerializer<TimeWindow> getWindowSerializer(ExecutionConfig config) {
      return new TimeWindow.Serializer();
    }

    @Override
    public boolean isEventTime() {
      return !clock;
    }
  }

  private static WindowAssigner<Object, TimeWindow> assigner(WindowShape shape) {
    Duration offset =
        Duration.ofMillis(Math.floorMod(shape.offset().toMillis(), shape.every().toMillis()));
    if (shape.kind() == Kind.TUMBLING) {
      return shape.processingTime()
          ? TumblingProcessingTimeWindows.of(shape.size(), offset)
          : TumblingEventTimeWindows.of(shape.size(), offset);
    }
    if (shape.kind() == Kind.CUMULATING) {
      return new GrowingWindows(shape);
    }
    return shape.processingTime()
        ? SlidingProcessingTimeWindows.of(shape.size(), shape.every(), offset)
        : SlidingEventTimeWindows.of(shape.size(), shape.every(), offset);
  }
}
