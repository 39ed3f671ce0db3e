// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.plan.JoinNode;
import dev.drey.plan.JoinType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Pairs of rows of two sides, out of order and late, keys that are NULL among them, with watermarks
 * and checkpoints at random, with much and with no memory, stopped twice and going on at another
 * parallelism, are those of the definition; no result is late; and nothing is left of the rows in
 * the end. Other cases by -Ddrey.seed, more by -Ddrey.slice.cases.
 */
class JoinPropertyTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int CASES = Integer.getInteger("drey.slice.cases", 100);
  private static final long[] CACHES = {0, 3_000, 1L << 20, 1L << 25};
  private static final int RUNS = 3;
  private static final int ROWS = 150;

  @ParameterizedTest
  @EnumSource
  void onTheHeap(JoinType type) throws Exception {
    System.out.println("JoinPropertyTest: -Ddrey.seed=" + SEED);
    Random seeds = new Random(SEED + type.text().length());
    for (int i = 0; i < CASES; i++) {
      check(type, seeds.nextLong(), new HashMapStateBackend());
    }
  }

  @ParameterizedTest
  @EnumSource
  void inRocksDb(JoinType type) throws Exception {
    Random seeds = new Random(SEED + 10 + type.text().length());
    for (int i = 0; i < CASES / 20; i++) {
      check(type, seeds.nextLong(), new EmbeddedRocksDBStateBackend());
    }
  }

  private static void check(JoinType type, long seed, StateBackend backend) throws Exception {
    Random random = new Random(seed);
    long before = random.nextInt(3) == 0 ? 0 : random.nextInt(60);
    long after = random.nextInt(3) == 0 ? 0 : random.nextInt(random.nextInt(4) == 0 ? 400 : 60);
    long cache = CACHES[random.nextInt(CACHES.length)];
    int keys = random.nextBoolean() ? 2 : 1 + random.nextInt(40);
    JoinNode node = JoinOperators.node(type, before, after);
    JoinModel model = new JoinModel(type, before, after);
    String what = String.format("seed %d, case %d, %s, cache %d", SEED, seed, node, cache);
    List<String> results = new ArrayList<>();
    List<OperatorSubtaskState> savepoint = null;
    long now = 1000;
    long watermark = Long.MIN_VALUE;
    for (int run = 1; run <= RUNS; run++) {
      try (JoinOperators operators =
          new JoinOperators(node, cache, backend, 1 + random.nextInt(3), savepoint)) {
        for (int i = random.nextInt(ROWS); i > 0; i--) {
          now += random.nextInt(4);
          long time = now - random.nextInt(random.nextInt(6) == 0 ? 150 : 12);
          boolean isLeft = random.nextInt(3) == 0;
          String key = random.nextInt(12) == 0 ? null : "k" + random.nextInt(keys);
          operators.row(isLeft, key, i, time);
          model.row(isLeft, key, i, time);
          if (random.nextInt(6) == 0) {
            watermark = Math.max(watermark, now - random.nextInt(20));
            operators.watermark(watermark);
            model.watermark(watermark);
          }
          if (random.nextInt(40) == 0) {
            operators.savepoint();
          }
        }
        savepoint = operators.savepoint();
        if (run == RUNS) {
          // Rows are looked at together with those of a part of the time.
          watermark = now + 2 * (before + after) + 50;
          operators.watermark(random.nextBoolean() ? watermark : Long.MAX_VALUE);
          model.watermark(watermark);
          assertThat(operators.entries()).as("left in state, %s", what).isZero();
        }
        assertThat(operators.late()).as("late, %s", what).isZero();
        results.addAll(operators.results());
      }
    }
    assertThat(results).as(what).containsExactlyInAnyOrderElementsOf(model.results);
  }

  /** What waits is what the watermark lets wait, whatever comes: one key that never rests. */
  @Test
  void aBusyKeyKeepsNoMoreThanItsInterval() throws Exception {
    JoinNode node = JoinOperators.node(JoinType.FULL, 50, 100);
    try (JoinOperators operators =
        new JoinOperators(node, 1 << 20, new HashMapStateBackend(), 1, null)) {
      long most = 0;
      for (int i = 1; i <= 20_000; i++) {
        operators.row(i % 2 == 0, "k", i, i);
        operators.watermark(i);
        if (i % 1000 == 0) {
          most = Math.max(most, bytes(operators.savepoint()));
        }
      }
      // 75 left and 25 right rows at a time; 20,000 would be 400 kB.
      assertThat(most).isLessThan(8_000);
    }
  }

  private static long bytes(List<OperatorSubtaskState> savepoint) {
    return savepoint.stream().mapToLong(OperatorSubtaskState::getStateSize).sum();
  }
}
