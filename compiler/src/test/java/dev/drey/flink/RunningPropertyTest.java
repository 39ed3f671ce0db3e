// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.plan.RunningNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows that come and are taken back, out of order and late, with watermarks and checkpoints at
 * random, with much and with no memory, stopped twice and going on at another parallelism, give
 * what the definition gives; and nothing is left of them in the end. Other cases by -Ddrey.seed,
 * more by -Ddrey.slice.cases.
 */
class RunningPropertyTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int CASES = Integer.getInteger("drey.slice.cases", 100);
  private static final long[] CACHES = {0, 3_000, 1L << 20, 1L << 25};
  private static final int RUNS = 3;
  private static final int ROWS = 150;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void onTheHeap(boolean takesBack) throws Exception {
    System.out.println("RunningPropertyTest: -Ddrey.seed=" + SEED);
    Random seeds = new Random(SEED);
    for (int i = 0; i < CASES; i++) {
      check(takesBack, seeds.nextLong(), new HashMapStateBackend());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void inRocksDb(boolean takesBack) throws Exception {
    Random seeds = new Random(SEED + 1);
    for (int i = 0; i < CASES / 20; i++) {
      check(takesBack, seeds.nextLong(), new EmbeddedRocksDBStateBackend());
    }
  }

  private static void check(boolean takesBack, long seed, StateBackend backend) throws Exception {
    Random random = new Random(seed);
    long ttl = 1L + random.nextInt(random.nextInt(3) == 0 ? 1_000 : 80);
    long every = random.nextBoolean() ? 0 : 1L + random.nextInt(40);
    boolean odd = random.nextInt(3) == 0;
    long cache = CACHES[random.nextInt(CACHES.length)];
    RunningModel model = new RunningModel(takesBack, ttl, every, rows -> !odd || rows % 2 == 1);
    Feed feed = new Feed(random, model, takesBack);
    String what =
        String.format(
            "seed %d, case %d, ttl %d, every %d, odd %s, cache %d, %d keys",
            SEED, seed, ttl, every, odd, cache, feed.keys);
    RunningNode node =
        RunningOperators.node(
            takesBack, ttl, every, odd ? Optional.of("MOD(c0, 2) = 1") : Optional.empty());
    List<String> results = new ArrayList<>();
    List<OperatorSubtaskState> savepoint = null;
    for (int run = 1; run <= RUNS; run++) {
      int parallelism = 1 + random.nextInt(3);
      try (RunningOperators operators =
          new RunningOperators(node, cache, backend, parallelism, savepoint)) {
        feed.send(operators, random.nextInt(ROWS));
        savepoint = operators.savepoint();
        if (run == RUNS) {
          // Keys are looked at together with those of a part of the time.
          long end = feed.now + 2 * ttl + 50;
          operators.watermark(end);
          model.watermark(end);
          assertThat(operators.entries()).as("left in state, %s", what).isZero();
        }
        results.addAll(operators.results());
      }
    }
    assertThat(byKey(results)).as(what).isEqualTo(byKey(model.results));
  }

  /** Only the rows of one key are in an order. */
  private static List<String> byKey(List<String> results) {
    return results.stream().sorted((a, b) -> key(a).compareTo(key(b))).collect(Collectors.toList());
  }

  private static String key(String result) {
    return result.substring(0, result.indexOf(','));
  }

  /** Sends the same rows and watermarks to the operators and to the model. */
  private static final class Feed {
    private final Random random;
    private final RunningModel model;
    private final boolean takesBack;
    private final int keys;
    private final List<Object[]> sent = new ArrayList<>();
    private long now = 1000;
    private long watermark = Long.MIN_VALUE;

    Feed(Random random, RunningModel model, boolean takesBack) {
      this.random = random;
      this.model = model;
      this.takesBack = takesBack;
      this.keys = random.nextBoolean() ? 5 : 1 + random.nextInt(100);
    }

    void send(RunningOperators operators, int rows) throws Exception {
      for (int i = 0; i < rows; i++) {
        now += random.nextInt(4);
        long time = now - random.nextInt(random.nextInt(6) == 0 ? 150 : 12);
        if (takesBack && !sent.isEmpty() && random.nextInt(3) == 0) {
          Object[] row = sent.remove(random.nextInt(sent.size()));
          back(operators, (String) row[0], (Integer) row[1], time);
        } else {
          String key = "k" + random.nextInt(keys);
          Integer value = random.nextInt(5) == 0 ? null : random.nextInt(7) - 3;
          operators.put(key, value, time);
          model.row(key, value, time, false);
          sent.add(new Object[] {key, value});
        }
        if (random.nextInt(6) == 0) {
          watermark = Math.max(watermark, now - random.nextInt(20));
          operators.watermark(watermark);
          model.watermark(watermark);
        }
        if (random.nextInt(40) == 0) {
          operators.savepoint();
        }
      }
    }

    private void back(RunningOperators operators, String key, @Nullable Integer value, long time)
        throws Exception {
      operators.back(key, value, time);
      model.row(key, value, time, true);
    }
  }

  /** Keys are forgotten by what the run says that is there then. */
  @ParameterizedTest
  @CsvSource({"10, 50", "50, 10"})
  void anotherTimeLeavesNothingBehind(long before, long after) throws Exception {
    List<OperatorSubtaskState> savepoint;
    try (RunningOperators operators = onHeap(node(before, 0), 1, null)) {
      operators.put("a", 1, 1);
      operators.watermark(5);
      operators.put("b", 2, 9);
      savepoint = operators.savepoint();
      assertThat(operators.entries()).isPositive();
    }
    try (RunningOperators operators = onHeap(node(after, 0), 2, savepoint)) {
      for (long time = 5; time <= 9 + before + 2 * after; time++) {
        operators.watermark(time);
      }

      assertThat(operators.entries()).isZero();
    }
  }

  /** What waited is given where the next run lets nothing wait, or by another time. */
  @Test
  void resultsThatWaitedAreGivenUnderAnotherRule() throws Exception {
    RunningNode byClock = node(1000, 20).toBuilder().everyByClock(true).build();
    for (RunningNode next : Arrays.asList(node(1000, 0), node(1000, 35), byClock)) {
      List<OperatorSubtaskState> savepoint;
      try (RunningOperators operators = onHeap(node(1000, 20), 2, null)) {
        operators.put("a", 1, 1);
        operators.put("a", 2, 3);
        savepoint = operators.savepoint();
        assertThat(operators.results()).isEmpty();
      }
      try (RunningOperators operators = onHeap(next, 1, savepoint)) {
        operators.watermark(18);
        assertThat(operators.results()).isEmpty();
        operators.watermark(19);

        assertThat(operators.results()).containsExactly("[a, 2, 2, 3, 1, 1, 2, 2] @3");
      }
    }
  }

  @Test
  void byTheClockResultsComeAndKeysGo() throws Exception {
    RunningNode node = node(60, 10).toBuilder().processingTime(true).build();
    try (RunningOperators operators = onHeap(node, 2, null)) {
      operators.clock(1003);
      operators.put("a", 1, 77);
      operators.put("a", 5, 7);
      operators.clock(1008);
      assertThat(operators.results()).isEmpty();
      operators.clock(1010);
      assertThat(operators.results()).containsExactly("[a, 2, 2, 6, 3, 1, 5, 2]");

      operators.clock(1063);
      operators.clock(1064);
      operators.savepoint();
      assertThat(operators.entries()).isZero();
      operators.put("a", 4, 7);
      operators.watermark(Long.MAX_VALUE);

      assertThat(operators.results())
          .containsExactly("[a, 2, 2, 6, 3, 1, 5, 2]", "[a, 1, 1, 4, 4, 4, 4, 1]");
    }
  }

  /** A hot key is one row in each interval, and the input's end gives what waits for the clock. */
  @Test
  void aKeyThatIsHotIsWrittenOnceInEachInterval() throws Exception {
    RunningNode node = node(100_000, 10).toBuilder().everyByClock(true).build();
    try (RunningOperators operators = onHeap(node, 1, null)) {
      for (int i = 0; i < 1000; i++) {
        operators.clock(i / 10);
        operators.put("hot", 1, i);
      }
      assertThat(operators.results()).hasSize(10);
      operators.watermark(Long.MAX_VALUE);

      assertThat(operators.results())
          .hasSize(11)
          .last()
          .isEqualTo("[hot, 1000, 1000, 1000, 1, 1, 1, 1] @999");
      assertThat(operators.entries()).isZero();
    }
  }

  private static RunningNode node(long ttl, long every) {
    return RunningOperators.node(false, ttl, every, Optional.empty());
  }

  private static RunningOperators onHeap(
      RunningNode node, int parallelism, @Nullable List<OperatorSubtaskState> savepoint)
      throws Exception {
    return new RunningOperators(node, 1L << 20, new HashMapStateBackend(), parallelism, savepoint);
  }
}
