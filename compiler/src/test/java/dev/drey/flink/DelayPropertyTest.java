// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.plan.DelayNode;
import dev.drey.plan.Port;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows that wait, with watermarks, a clock and checkpoints at random, stopped twice and going on at
 * another parallelism, come out with their own times when the definition says: by event time at the
 * first watermark that is the delay ahead, by the clock so long after they came; and nothing is
 * left of them in the end. Other cases by -Ddrey.seed, more by -Ddrey.slice.cases.
 */
class DelayPropertyTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int CASES = Integer.getInteger("drey.slice.cases", 100);
  private static final long[] CACHES = {0, 3_000, 1L << 20, 1L << 25};
  private static final int RUNS = 3;
  private static final int ROWS = 150;
  private static final RowType ROW =
      RowType.of(
          Field.of("k", DataType.string().notNull()),
          Field.of("n", DataType.of(TypeKind.INT).notNull()));

  /** A row that waits: what is written of it, and the time by which it does. */
  private static final class Waiting {
    private final String key;
    private final String text;
    private final long from;

    Waiting(String key, String text, long from) {
      this.key = key;
      this.text = text;
      this.from = from;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void onTheHeap(boolean byClock) throws Exception {
    System.out.println("DelayPropertyTest: -Ddrey.seed=" + SEED);
    Random seeds = new Random(SEED);
    for (int i = 0; i < CASES; i++) {
      check(byClock, seeds.nextLong(), new HashMapStateBackend());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void inRocksDb(boolean byClock) throws Exception {
    Random seeds = new Random(SEED + 1);
    for (int i = 0; i < CASES / 20; i++) {
      check(byClock, seeds.nextLong(), new EmbeddedRocksDBStateBackend());
    }
  }

  private static void check(boolean byClock, long seed, StateBackend backend) throws Exception {
    Random random = new Random(seed);
    long by = 1L + random.nextInt(random.nextBoolean() ? 20 : 500);
    long cache = CACHES[random.nextInt(CACHES.length)];
    int keys = 1 + random.nextInt(30);
    DelayNode node = node(by, byClock);
    String what = String.format("seed %d, case %d, by %d, cache %d", SEED, seed, by, cache);
    List<Waiting> waiting = new ArrayList<>();
    Map<String, List<String>> expected = new TreeMap<>();
    Map<String, List<String>> found = new TreeMap<>();
    List<OperatorSubtaskState> savepoint = null;
    long now = 1000;
    long reached = byClock ? now : Long.MIN_VALUE / 2;
    int number = 0;
    for (int run = 1; run <= RUNS; run++) {
      try (KeyedOperators operators =
          operators(node, cache, backend, 1 + random.nextInt(3), savepoint)) {
        if (byClock) {
          operators.clock(reached);
        }
        for (int i = random.nextInt(ROWS); i > 0; i--) {
          now += random.nextInt(3);
          if (byClock && now > reached) {
            reached = now;
            operators.clock(reached);
            give(waiting, reached - by, expected);
          }
          long time = now - random.nextInt(60);
          Object[] row = {"k" + random.nextInt(keys), number++};
          operators.row(row, time);
          waiting.add(
              new Waiting(
                  (String) row[0], time + " " + Arrays.toString(row), byClock ? now : time));
          if (!byClock) {
            give(waiting, reached - by, expected);
          }
          if (!byClock && random.nextInt(9) == 0) {
            reached = Math.max(reached, now - random.nextInt(40));
            operators.watermark(reached);
            give(waiting, reached - by, expected);
          }
          if (random.nextInt(30) == 0) {
            operators.savepoint();
          }
        }
        savepoint = operators.savepoint();
        if (run == RUNS) {
          if (byClock) {
            operators.clock(now + by + 1);
          } else {
            operators.watermark(now + by);
          }
          give(waiting, now + 1, expected);
          assertThat(operators.entries(List.of("waiting"))).as("left in state, %s", what).isZero();
        }
        for (StreamRecord<? extends Object[]> record : operators.results()) {
          Object[] row = record.getValue();
          found
              .computeIfAbsent((String) row[0], first -> new ArrayList<>())
              .add(record.getTimestamp() + " " + Arrays.toString(row));
        }
      }
    }
    assertThat(found).as(what).isEqualTo(expected);
  }

  private static void give(List<Waiting> waiting, long upTo, Map<String, List<String>> expected) {
    waiting.stream()
        .filter(each -> each.from <= upTo)
        .sorted(Comparator.comparingLong(each -> each.from))
        .forEach(
            each -> expected.computeIfAbsent(each.key, first -> new ArrayList<>()).add(each.text));
    waiting.removeIf(each -> each.from <= upTo);
  }

  @Test
  void aWatermarkStaysTheDelayBehindSoThatRowsAreInTime() throws Exception {
    try (KeyedOperators operators =
        operators(node(10, false), 1 << 20, new HashMapStateBackend(), 1, null)) {
      operators.row(new Object[] {"a", 1}, 100);
      operators.watermark(105);
      // Late for the watermark by less than the delay.
      operators.row(new Object[] {"a", 2}, 101);
      operators.watermark(110);
      operators.watermark(Long.MAX_VALUE);

      assertThat(texts(operators)).containsExactly("w 95", "1 at 100", "w 100", "2 at 101", "end");
    }
  }

  @Test
  void byTheClockWatermarksAndIdlenessComeBehindTheRowsThatTheyCameBehind() throws Exception {
    try (KeyedOperators operators =
        operators(node(50, true), 1 << 20, new HashMapStateBackend(), 1, null)) {
      operators.clock(1000);
      operators.row(new Object[] {"a", 1}, 100);
      operators.watermark(99);
      operators.clock(1010);
      operators.row(new Object[] {"a", 2}, 103);
      operators.watermark(102);
      operators.status(WatermarkStatus.IDLE);
      operators.clock(1049);
      assertThat(operators.outputs()).isEmpty();
      operators.clock(1059);
      assertThat(texts(operators)).containsExactly("1 at 100", "w 99");
      operators.status(WatermarkStatus.ACTIVE);
      operators.row(new Object[] {"a", 3}, 104);
      operators.clock(1060);
      assertThat(texts(operators)).containsExactly("1 at 100", "w 99", "2 at 103", "w 102", "idle");
      operators.watermark(Long.MAX_VALUE);
      assertThat(texts(operators))
          .containsExactly(
              "1 at 100", "w 99", "2 at 103", "w 102", "idle", "3 at 104", "active", "end");
    }
  }

  /** What is kept is when rows came, so that a spec with another delay goes on with them. */
  @Test
  void aRestoredJobGoesByItsOwnDelay() throws Exception {
    List<OperatorSubtaskState> savepoint;
    try (KeyedOperators operators =
        operators(node(10, false), 1 << 20, new HashMapStateBackend(), 2, null)) {
      operators.row(new Object[] {"a", 1}, 100);
      operators.row(new Object[] {"b", 2}, 120);
      operators.watermark(105);
      savepoint = operators.savepoint();
    }
    try (KeyedOperators operators =
        operators(node(30, false), 1 << 20, new HashMapStateBackend(), 1, savepoint)) {
      operators.watermark(129);
      assertThat(operators.results()).isEmpty();
      operators.watermark(130);
      assertThat(texts(operators)).containsSubsequence("1 at 100", "w 100");
      operators.watermark(150);
      assertThat(texts(operators)).endsWith("2 at 120", "w 120");
    }
  }

  private static List<String> texts(KeyedOperators operators) {
    return operators.outputs().stream().map(DelayPropertyTest::text).collect(Collectors.toList());
  }

  private static String text(Object output) {
    if (output instanceof Watermark) {
      long time = ((Watermark) output).getTimestamp();
      return time == Long.MAX_VALUE ? "end" : "w " + time;
    }
    if (output instanceof WatermarkStatus) {
      return ((WatermarkStatus) output).isIdle() ? "idle" : "active";
    }
    StreamRecord<?> record = (StreamRecord<?>) output;
    return ((Object[]) record.getValue())[1] + " at " + record.getTimestamp();
  }

  private static DelayNode node(long by, boolean byClock) {
    return DelayNode.builder()
        .id("t.delay")
        .name("t")
        .input(Port.out("in"))
        .groups(List.of(0))
        .by(Duration.ofMillis(by))
        .processingTime(byClock)
        .rowType(ROW)
        .build();
  }

  private static KeyedOperators operators(
      DelayNode node,
      long cache,
      StateBackend backend,
      int parallelism,
      @Nullable List<OperatorSubtaskState> savepoint)
      throws Exception {
    return new KeyedOperators(
        node, ROW, new Object[] {"", 0}, node.groups(), cache, backend, parallelism, savepoint);
  }
}
