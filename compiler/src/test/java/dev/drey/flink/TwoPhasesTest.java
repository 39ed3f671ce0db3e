// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.aggregate.AggregateCall;
import dev.drey.operator.KeyColumns;
import dev.drey.operator.SaltedKeys;
import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Windows in two phases, without keys and of keys that are spread: beside Flink's window operator
 * with one key for all, which gets the rows one by one. Other cases by -Ddrey.seed, more by
 * -Ddrey.slice.cases.
 */
class TwoPhasesTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int CASES = Integer.getInteger("drey.slice.cases", 100);
  private static final long[] CACHES = {0, 2_000, 1L << 20};
  private static final StateBackend BACKEND = new HashMapStateBackend();
  private static final StateBackend ROCKS = new EmbeddedRocksDBStateBackend();
  private static final Duration NONE = Duration.ZERO;

  @Test
  void givesWhatOneGives() throws Exception {
    System.out.println("TwoPhasesTest: -Ddrey.seed=" + SEED);
    Random seeds = new Random(SEED);
    for (int i = 0; i < CASES; i++) {
      check(seeds.nextLong(), i % 10 == 0 ? ROCKS : BACKEND);
    }
  }

  private static void check(long seed, StateBackend backend) throws Exception {
    Random random = new Random(seed);
    WindowShape shape = shape(random);
    long lateness = random.nextInt(3) * (long) random.nextInt(30);
    boolean salted = random.nextBoolean();
    WindowNode node = node(shape, Duration.ofMillis(lateness), salted, calls(random, salted));
    long cache = CACHES[random.nextInt(CACHES.length)];
    List<Object[]> steps = steps(random);
    int cut = random.nextInt(steps.size());
    int first = 1 + random.nextInt(4);
    int firstAfter = 1 + random.nextInt(4);
    int second = salted ? 1 + random.nextInt(3) : 1;
    int secondAfter = salted ? 1 + random.nextInt(3) : 1;
    OneInputTransformation<Object[], Object[]> ours =
        WindowOperators.operator(WindowPlans.plan(node, cache), node);

    Rows expected = new Rows(node);
    try (WindowOperators flinks =
        new WindowOperators(node, FlinkWindows.operator(node), BACKEND, 1, null)) {
      for (Object[] step : steps) {
        if (step.length == 1) {
          flinks.watermark((Long) step[0]);
        } else {
          flinks.row((Long) step[2], step);
        }
      }
      expected.add(flinks);
    }
    Rows actual = new Rows(node);
    PartialOperators.Savepoint savepoint;
    try (PartialOperators before = new PartialOperators(node, ours, backend, first, second, null)) {
      send(before, steps.subList(0, cut), first, random, node);
      savepoint = before.savepoint();
      if (random.nextInt(3) == 0) {
        savepoint = savepoint.ofOnePhase();
      }
      actual.add(before.second());
    }
    try (PartialOperators after =
        new PartialOperators(node, ours, backend, firstAfter, secondAfter, savepoint)) {
      send(after, steps.subList(cut, steps.size()), firstAfter, random, node);
      actual.add(after.second());
      after.savepoint();
      actual.entries = backend == BACKEND ? after.second().stateEntries() : 0;
    }

    String what =
        String.format(
            "seed %d, case %d, %s, lateness %d, cache %d, salted %s, %s",
            SEED, seed, shape, lateness, cache, salted, node.calls());
    assertThat(expected.results).as(what).isNotEmpty();
    assertThat(actual.results).as(what).isEqualTo(expected.results);
    assertThat(actual.late).as(what).containsExactlyInAnyOrderElementsOf(expected.late);
    assertThat(actual.entries).as("state behind the end, " + what).isZero();
  }

  private static WindowNode node(
      WindowShape shape, Duration lateness, boolean salted, List<AggregateCall> calls) {
    return WindowPlans.window(shape, lateness, salted ? List.of(0) : List.of(), calls).toBuilder()
        .salt(salted ? OptionalInt.of(3) : OptionalInt.empty())
        .build();
  }

  private static List<AggregateCall> calls(Random random, boolean salted) {
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : WindowPlans.CALLS) {
      boolean possible = !call.function().keepsRows() && !(salted && call.function().readsTime());
      if (possible && (calls.isEmpty() || random.nextBoolean())) {
        calls.add(call);
      }
    }
    return calls;
  }

  private static WindowShape shape(Random random) {
    Duration size = Duration.ofMillis(1L + random.nextInt(40));
    Duration every = Duration.ofMillis(1L + random.nextInt((int) size.toMillis()));
    Duration offset = Duration.ofMillis(random.nextInt(100) - 50L);
    switch (random.nextInt(4)) {
      case 0:
        return WindowShape.tumbling(size, offset, false);
      case 1:
        return WindowShape.sliding(size, size.plusMillis(random.nextInt(20)), offset, false);
      case 2:
        return WindowShape.cumulating(size, every, offset, false);
      default:
        return WindowShape.sliding(size, every, offset, false);
    }
  }

  /** Rows of {@link WindowPlans#INPUT}, and watermarks: steps of one value. */
  private static List<Object[]> steps(Random random) {
    List<Object[]> steps = new ArrayList<>();
    int keys = 1 + random.nextInt(5);
    long now = random.nextInt(1000) - 500L;
    long watermark = Long.MIN_VALUE;
    for (int i = 0; i < 300; i++) {
      now += random.nextInt(20) == 0 ? random.nextInt(60) : random.nextInt(3);
      long time = now - random.nextInt(random.nextInt(5) == 0 ? 90 : 12) + random.nextInt(4);
      Object x = random.nextInt(5) == 0 ? null : random.nextInt(9) - 4;
      steps.add(new Object[] {"k" + random.nextInt(keys), x, time});
      if (random.nextInt(6) == 0 && now - 10 > watermark) {
        watermark = Math.max(watermark, now - random.nextInt(20));
        steps.add(new Object[] {watermark});
      }
    }
    steps.add(new Object[] {Long.MAX_VALUE});
    return steps;
  }

  /** All subtasks have one watermark, and nothing waits: so it is sure which rows are late. */
  private static void send(
      PartialOperators to, List<Object[]> steps, int subtasks, Random random, WindowNode node)
      throws Exception {
    SaltedKeys ways = new SaltedKeys(3);
    for (Object[] step : steps) {
      if (step.length == 1) {
        for (int i = 0; i < subtasks; i++) {
          to.watermark(i, (Long) step[0]);
        }
      } else {
        int subtask =
            node.keys().isEmpty()
                ? random.nextInt(subtasks)
                : ways.partition(new KeyColumns(node.keys()).getKey(step), subtasks);
        to.row(subtask, (Long) step[2], step);
      }
      to.arrive();
    }
  }

  /** What came out. */
  private static final class Rows {
    private final int named;
    private final Map<String, List<String>> results = new TreeMap<>();
    private final List<String> late = new ArrayList<>();
    private int entries;

    Rows(WindowNode node) {
      this.named = node.layout().firstCall();
    }

    void add(WindowOperators operators) {
      for (List<Object> values : operators.results()) {
        results
            .computeIfAbsent(values.subList(0, named).toString(), absent -> new ArrayList<>())
            .add(values.subList(named, values.size()).toString());
      }
      operators.late().forEach(row -> late.add(Arrays.toString(row)));
    }
  }

  /**
   * Subtasks at times of their own, ways that are slow, idle ones that go on where the others have
   * been: which rows are late is left to chance, but each is counted once or late.
   */
  @Test
  void losesNothingWhereWaysDiffer() throws Exception {
    Random seeds = new Random(SEED + 2);
    for (int i = 0; i < CASES; i++) {
      loses(seeds.nextLong());
    }
  }

  private static void loses(long seed) throws Exception {
    Random random = new Random(seed);
    boolean salted = random.nextBoolean();
    WindowNode node =
        node(
            WindowShape.tumbling(Duration.ofMillis(10), NONE, false),
            NONE,
            salted,
            WindowPlans.CALLS.subList(0, 1));
    OneInputTransformation<Object[], Object[]> ours =
        WindowOperators.operator(WindowPlans.plan(node, CACHES[random.nextInt(3)]), node);
    int ways = 2 + random.nextInt(3);
    long[] times = new long[ways];
    long[] marks = new long[ways];
    Arrays.fill(marks, Long.MIN_VALUE);
    boolean[] idle = new boolean[ways];
    int sent = 0;
    PartialOperators both = new PartialOperators(node, ours, BACKEND, ways, 1, null);
    long counted = 0;
    List<Object[]> late = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      int way = random.nextInt(ways);
      if (random.nextInt(40) == 0) {
        idle[way] = !idle[way];
        both.idle(way, idle[way]);
      } else if (!idle[way] && random.nextInt(6) == 0) {
        marks[way] = Math.max(marks[way], times[way] - 5);
        both.watermark(way, marks[way]);
      } else if (!idle[way] || random.nextInt(20) == 0) {
        times[way] += random.nextInt(4);
        long time = times[way] - random.nextInt(12);
        both.row(way, time, "k" + random.nextInt(2), 1, time);
        sent++;
      }
      int arriving = random.nextInt(ways);
      if (random.nextInt(3) > 0 && both.waits(arriving)) {
        both.arrive(arriving);
      }
      if (i == 300) {
        PartialOperators.Savepoint savepoint = both.savepoint();
        if (random.nextInt(3) == 0) {
          savepoint = savepoint.ofOnePhase();
        }
        counted += counted(both, node);
        late.addAll(both.second().late());
        both.close();
        both = new PartialOperators(node, ours, BACKEND, ways, 1, savepoint);
        Arrays.fill(idle, false);
        Arrays.fill(marks, Long.MIN_VALUE);
      }
    }
    for (int way = 0; way < ways; way++) {
      both.idle(way, false);
      both.watermark(way, Long.MAX_VALUE);
    }
    both.arrive();
    counted += counted(both, node);
    late.addAll(both.second().late());
    both.close();

    assertThat(counted + late.size()).as("seed %d, case %d", SEED, seed).isEqualTo(sent);
  }

  private static long counted(PartialOperators both, WindowNode node) {
    return both.second().results().stream()
        .mapToLong(values -> (Long) values.get(node.layout().firstCall()))
        .sum();
  }

  private static WindowNode counting() {
    return node(
        WindowShape.tumbling(Duration.ofMillis(10), NONE, false),
        NONE,
        false,
        WindowPlans.CALLS.subList(0, 1));
  }

  private static PartialOperators.Savepoint ofOnePhaseAt(
      long watermark, WindowNode node, OneInputTransformation<Object[], Object[]> ours)
      throws Exception {
    try (PartialOperators before = new PartialOperators(node, ours, BACKEND, 2, 1, null)) {
      before.row(0, 13, "a", 1, 13L);
      before.watermark(0, watermark);
      before.watermark(1, watermark);
      return before.savepoint().ofOnePhase();
    }
  }

  /** The first phase asks how far the one phase was, and adds up what is behind that. */
  @Test
  void goesOnFromOnePhaseAndBack() throws Exception {
    WindowNode node = counting();
    OneInputTransformation<Object[], Object[]> ours =
        WindowOperators.operator(WindowPlans.plan(node), node);
    PartialOperators.Savepoint one = ofOnePhaseAt(12, node, ours);
    try (PartialOperators after = new PartialOperators(node, ours, BACKEND, 2, 1, one)) {
      after.row(0, 3, "a", 1, 3L);
      after.row(1, 14, "a", 1, 14L);
      after.arrive();
      assertThat(after.second().late()).hasSize(1);

      after.watermark(0, 1);
      after.watermark(1, 1);
      after.arrive();
      after.row(0, 4, "a", 1, 4L);
      assertThat(after.waits(0)).as("what is late goes on by itself").isTrue();
      after.arrive();
      after.row(0, 15, "a", 1, 15L);
      after.row(0, 16, "a", 1, 16L);
      assertThat(after.waits(0)).as("what is not is added up").isFalse();
      after.watermark(0, 20);
      after.watermark(1, 20);
      after.arrive();

      assertThat(after.second().results()).containsExactly(List.of(10L, 20L, 4L, 19L));
      assertThat(after.second().late()).extracting(row -> row[2]).containsExactly(3L, 4L);
    }
    try (WindowOperators flinksKind = new WindowOperators(node, ours, BACKEND, 1, one.second())) {
      flinksKind.row(16, row("a", 1, 16L));
      flinksKind.watermark(19);

      assertThat(flinksKind.results()).containsExactly(List.of(10L, 20L, 2L, 19L));
    }
  }

  /** What was saved before the first phase had its answer does not pass for one. */
  @Test
  void asksAgainAfterASecondRestart() throws Exception {
    WindowNode node = counting();
    OneInputTransformation<Object[], Object[]> ours =
        WindowOperators.operator(WindowPlans.plan(node), node);
    PartialOperators.Savepoint soon;
    try (PartialOperators after =
        new PartialOperators(node, ours, BACKEND, 2, 1, ofOnePhaseAt(12, node, ours))) {
      soon = after.savepoint();
    }
    try (PartialOperators again = new PartialOperators(node, ours, BACKEND, 1, 1, soon)) {
      again.row(0, 3, "a", 1, 3L);
      again.watermark(0, 5);
      again.row(0, 4, "a", 1, 4L);
      again.arrive();

      assertThat(again.second().late()).extracting(row -> row[2]).containsExactly(3L, 4L);
    }
  }

  /** What is late goes nowhere there, and stays out of what is added up all the same. */
  @Test
  void addsNothingLateUpWhereLateRowsGoNowhere() throws Exception {
    WindowNode node = counting().toBuilder().emitsLate(false).build();
    OneInputTransformation<Object[], Object[]> ours =
        WindowOperators.operator(WindowPlans.plan(node), node);
    try (PartialOperators after =
        new PartialOperators(node, ours, BACKEND, 1, 1, ofOnePhaseAt(12, node, ours))) {
      after.row(0, 3, "a", 1, 3L);
      after.watermark(0, 1);
      after.arrive();
      after.row(0, 15, "a", 1, 15L);
      after.row(0, 16, "a", 1, 16L);
      assertThat(after.waits(0)).isFalse();
      after.watermark(0, 20);
      after.arrive();

      assertThat(after.second().late()).isEmpty();
      assertThat(after.second().results()).containsExactly(List.of(10L, 20L, 3L, 19L));
    }
  }

  private static Object[] row(@Nullable Object... values) {
    return Arrays.copyOf(values, WindowPlans.INPUT.size() + 2);
  }

  @Test
  void oneWhereTheOrderOfAllRowsCounts() {
    WindowShape tumbling = WindowShape.tumbling(Duration.ofMillis(10), NONE, false);
    WindowShape clock = WindowShape.tumbling(Duration.ofMillis(10), NONE, true);
    List<AggregateCall> count = WindowPlans.CALLS.subList(0, 1);
    List<AggregateCall> collect = named("COLLECT");
    List<AggregateCall> last = named("LAST_VALUE");

    assertThat(phases(node(tumbling, NONE, false, count))).isEqualTo(2);
    assertThat(phases(node(tumbling, NONE, true, count))).isEqualTo(2);
    assertThat(phases(node(tumbling, NONE, false, last))).isEqualTo(2);
    assertThat(phases(node(tumbling, NONE, true, last))).isEqualTo(1);
    assertThat(phases(node(tumbling, NONE, false, collect))).isEqualTo(1);
    assertThat(phases(node(clock, NONE, false, count))).isEqualTo(1);
    assertThat(phases(node(WindowShape.session(Duration.ofMillis(5), false), NONE, false, count)))
        .isEqualTo(1);
    assertThat(phases(WindowPlans.window(tumbling, NONE, count))).isEqualTo(1);
  }

  private static List<AggregateCall> named(String function) {
    return WindowPlans.CALLS.stream()
        .filter(call -> call.function().name().equals(function))
        .collect(Collectors.toList());
  }

  private static int phases(WindowNode node) {
    String name =
        PartialOperators.input(WindowOperators.operator(WindowPlans.plan(node), node)).getUid();
    return "w.window.partial".equals(name) ? 2 : 1;
  }
}
