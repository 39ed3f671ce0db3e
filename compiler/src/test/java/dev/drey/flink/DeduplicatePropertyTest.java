// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows out of order and late, with watermarks and checkpoints at random, with much and with no
 * memory, stopped twice and going on at another parallelism, give what the definition gives; and
 * nothing is left of them in the end. Other cases by -Ddrey.seed, more by -Ddrey.slice.cases.
 */
class DeduplicatePropertyTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int CASES = Integer.getInteger("drey.slice.cases", 100);
  private static final long[] CACHES = {0, 3_000, 1L << 20, 1L << 25};
  private static final int RUNS = 3;
  private static final int ROWS = 150;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void onTheHeap(boolean keepsLast) throws Exception {
    System.out.println("DeduplicatePropertyTest: -Ddrey.seed=" + SEED);
    Random seeds = new Random(SEED);
    for (int i = 0; i < (keepsLast ? CASES / 2 : CASES); i++) {
      check(keepsLast, seeds.nextLong(), new HashMapStateBackend());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void inRocksDb(boolean keepsLast) throws Exception {
    Random seeds = new Random(SEED + 1);
    for (int i = 0; i < CASES / 20; i++) {
      check(keepsLast, seeds.nextLong(), new EmbeddedRocksDBStateBackend());
    }
  }

  /** Of rows with the same time one waits in memory and one in state. */
  @Test
  void aTieThatWaitsInTwoPlaces() throws Exception {
    check(false, -1021236266162624576L, new HashMapStateBackend());
  }

  private static void check(boolean keepsLast, long seed, StateBackend backend) throws Exception {
    Random random = new Random(seed);
    long within = 1L + random.nextInt(random.nextInt(4) == 0 ? 1_000 : 60);
    long cache = CACHES[random.nextInt(CACHES.length)];
    DeduplicateModel model = new DeduplicateModel(keepsLast, within);
    Feed feed = new Feed(random, model);
    String what =
        String.format(
            "seed %d, case %d, within %d, cache %d, %d keys", SEED, seed, within, cache, feed.keys);
    List<String> results = new ArrayList<>();
    List<OperatorSubtaskState> savepoint = null;
    for (int run = 1; run <= RUNS; run++) {
      int parallelism = 1 + random.nextInt(3);
      try (DeduplicateOperators operators =
          new DeduplicateOperators(keepsLast, within, cache, backend, parallelism, savepoint)) {
        feed.send(operators, random.nextInt(ROWS));
        savepoint = operators.savepoint();
        if (run == RUNS) {
          // Keys go together with those of an eighth of the while.
          long end = feed.now + within + within / 8;
          operators.watermark(end);
          model.watermark(end);
          assertThat(operators.entries()).as("left in state, %s", what).isZero();
        }
        results.addAll(operators.results());
      }
    }
    assertThat(byKey(results)).as(what).isEqualTo(byKey(model.results));
  }

  /** What is forgotten could be newer: before its sources say a watermark, too. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whatWasTooLateIsTooLateInARestoredJob(int parallelism) throws Exception {
    List<OperatorSubtaskState> savepoint;
    try (DeduplicateOperators operators =
        new DeduplicateOperators(true, 60, new HashMapStateBackend(), 1, null)) {
      operators.row("a", 1, 100);
      operators.watermark(161);
      savepoint = operators.savepoint();
      assertThat(operators.entries()).isZero();
    }
    try (DeduplicateOperators operators =
        new DeduplicateOperators(true, 60, new HashMapStateBackend(), parallelism, savepoint)) {
      operators.row("a", 2, 70);
      operators.row("b", 3, 101);
      operators.row("b", 4, 102);
      operators.row("a", 5, 102);

      assertThat(operators.results())
          .containsExactlyInAnyOrder("[b, 4] @102 PUT", "[a, 5] @102 PUT");
    }
  }

  /** Keys are forgotten by what the run says that is there then. */
  @ParameterizedTest
  @CsvSource({"false, 10, 50", "false, 50, 10", "true, 10, 50", "true, 50, 10"})
  void anotherWhileLeavesNothingBehind(boolean keepsLast, long before, long after)
      throws Exception {
    List<OperatorSubtaskState> savepoint;
    try (DeduplicateOperators operators =
        new DeduplicateOperators(keepsLast, before, new HashMapStateBackend(), 1, null)) {
      operators.row("a", 1, 1);
      operators.watermark(5);
      operators.row("b", 2, 9);
      savepoint = operators.savepoint();
      assertThat(operators.entries()).isPositive();
    }
    try (DeduplicateOperators operators =
        new DeduplicateOperators(keepsLast, after, new HashMapStateBackend(), 2, savepoint)) {
      for (long time = 5; time <= 9 + before + 2 * after; time++) {
        operators.watermark(time);
      }

      assertThat(operators.entries()).isZero();
    }
  }

  /** In state as in memory: no entry for each key, and none where they are forgotten. */
  @ParameterizedTest
  @ValueSource(longs = {2 << 20, 32 << 20})
  void keysThatComeOnceStandTogetherAndGoTogether(long cache) throws Exception {
    int keys = 5_000;
    try (DeduplicateOperators operators =
        new DeduplicateOperators(
            false, 4L * keys, cache, new EmbeddedRocksDBStateBackend(), 1, null)) {
      for (int i = 0; i < keys; i++) {
        operators.row("once-" + i, i, i);
        operators.watermark(i);
      }
      operators.savepoint();

      assertThat(operators.results()).hasSize(keys);
      assertThat(operators.entries()).isBetween(1, keys / 5);

      operators.watermark(6L * keys);

      assertThat(operators.entries()).isZero();
    }
  }

  /** Only the rows of one key are in an order. */
  private static List<String> byKey(List<String> results) {
    return results.stream().sorted((a, b) -> key(a).compareTo(key(b))).collect(Collectors.toList());
  }

  private static String key(String result) {
    return result.substring(0, result.indexOf(','));
  }

  @Test
  void theFirstOnesDoNotDependOnTheOrderInWhichRowsCome() throws Exception {
    Random random = new Random(SEED);
    for (int run = 0; run < 20; run++) {
      long within = 1L + random.nextInt(40);
      List<Integer> times = new ArrayList<>();
      for (int time = 0; time < 200; time += 1 + random.nextInt(3)) {
        times.add(time);
      }
      List<String> inOrder = firsts(times, within);
      Collections.shuffle(times, random);

      assertThat(firsts(times, within)).as("seed %d", SEED).isEqualTo(inOrder);
    }
  }

  private static List<String> firsts(List<Integer> times, long within) throws Exception {
    try (DeduplicateOperators operators =
        new DeduplicateOperators(false, within, new HashMapStateBackend(), 2, null)) {
      for (int time : times) {
        operators.row("k" + time % 4, time, time);
      }
      operators.watermark(Long.MAX_VALUE);
      return byKey(operators.results());
    }
  }

  /** Sends the same rows and watermarks to the operators and to the model. */
  private static final class Feed {
    private final Random random;
    private final DeduplicateModel model;
    private long now = 1000;
    private long watermark = Long.MIN_VALUE;
    private final int keys;
    private int value;

    Feed(Random random, DeduplicateModel model) {
      this.random = random;
      this.model = model;
      this.keys = random.nextBoolean() ? 5 : 1 + random.nextInt(100);
    }

    void send(DeduplicateOperators operators, int rows) throws Exception {
      for (int i = 0; i < rows; i++) {
        now += random.nextInt(4);
        long time = now - random.nextInt(random.nextInt(6) == 0 ? 150 : 12);
        String key = "k" + random.nextInt(keys);
        operators.row(key, value, time);
        model.row(key, value++, time);
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
  }
}
