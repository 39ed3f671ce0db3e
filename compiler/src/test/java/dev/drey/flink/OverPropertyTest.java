// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.aggregate.AggregateCall;
import dev.drey.plan.OverNode;
import dev.drey.plan.OverRange;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

/**
 * Rows out of order and late, with watermarks and checkpoints at random, with much and with no
 * memory, stopped twice and going on at another parallelism, come out with the values that the
 * definition gives, and nothing is left of them in the end. Other cases by -Ddrey.seed, more by
 * -Ddrey.slice.cases.
 */
class OverPropertyTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int CASES = Integer.getInteger("drey.slice.cases", 200);
  private static final long[] CACHES = {0, 3_000, 1L << 20, 1L << 25};
  private static final List<String> STATES = List.of("waiting", "over", "rows", "due");
  private static final int RUNS = 3;
  private static final int ROWS = 200;

  @Test
  void onTheHeap() throws Exception {
    System.out.println("OverPropertyTest: -Ddrey.seed=" + SEED);
    Random seeds = new Random(SEED);
    for (int i = 0; i < CASES; i++) {
      check(seeds.nextLong(), new HashMapStateBackend());
    }
  }

  @Test
  void inRocksDb() throws Exception {
    Random seeds = new Random(SEED + 1);
    for (int i = 0; i < CASES / 20; i++) {
      check(seeds.nextLong(), new EmbeddedRocksDBStateBackend());
    }
  }

  private static void check(long seed, StateBackend backend) throws Exception {
    Random random = new Random(seed);
    long cache = CACHES[random.nextInt(CACHES.length)];
    int keys = random.nextBoolean() ? 2 : 1 + random.nextInt(40);
    int step = random.nextBoolean() ? 2 : 12;
    int spread = random.nextBoolean() ? 3 : 60;
    long length = 1L + random.nextInt(random.nextBoolean() ? 20 : 300);
    int most = random.nextBoolean() ? 0 : 2 + random.nextInt(8);
    boolean growing = random.nextInt(3) == 0;
    OverNode node = OverOperators.node(range(most, length), OverOperators.calls(growing, most));
    OverModel model = new OverModel(most, length, growing);
    String what = String.format("seed %d, case %d, cache %d, %s", SEED, seed, cache, node.range());
    Map<String, List<String>> found = new TreeMap<>();
    List<OperatorSubtaskState> savepoint = null;
    long now = 1000;
    long watermark = Long.MIN_VALUE;
    int number = 0;
    for (int run = 1; run <= RUNS; run++) {
      try (KeyedOperators operators =
          OverOperators.of(node, cache, backend, 1 + random.nextInt(3), savepoint)) {
        for (int i = random.nextInt(ROWS); i > 0; i--) {
          now += random.nextInt(step);
          long time = now - random.nextInt(spread);
          Integer value = random.nextInt(8) == 0 ? null : random.nextInt(9) - 3;
          Object[] row = {"k" + random.nextInt(keys), value, number++};
          operators.row(row, time);
          if (time > watermark) {
            model.row(row, time);
          }
          if (random.nextInt(9) == 0) {
            watermark = Math.max(watermark, now - random.nextInt(40));
            operators.watermark(watermark);
            model.watermark(watermark);
          }
          if (random.nextInt(30) == 0) {
            operators.savepoint();
          }
        }
        savepoint = operators.savepoint();
        if (run == RUNS) {
          // Keys are looked at together with those of a part of the time.
          operators.watermark(now + 2 * length + 50);
          model.watermark(now);
          assertThat(operators.entries(STATES)).as("left in state, %s", what).isZero();
        }
        for (StreamRecord<? extends Object[]> record : operators.results()) {
          Object[] row = record.getValue();
          found
              .computeIfAbsent((String) row[0], first -> new ArrayList<>())
              .add(record.getTimestamp() + " " + Arrays.toString(row));
        }
      }
    }
    assertThat(found).as(what).isEqualTo(model.results());
  }

  private static OverRange range(int most, long length) {
    Duration duration = Duration.ofMillis(length);
    return most == 0 ? OverRange.last(duration) : OverRange.rows(most, duration);
  }

  /** A key whose rows have long been behind takes no state, also where no row of it comes again. */
  @Test
  void whatCountsNoMoreIsFreedWhenTheWatermarkIsTheLengthAhead() throws Exception {
    OverNode node = OverOperators.node(range(0, 100), OverOperators.calls(false, 0));
    for (long cache : CACHES) {
      try (KeyedOperators operators =
          OverOperators.of(node, cache, new HashMapStateBackend(), 1, null)) {
        for (int i = 0; i < 50; i++) {
          operators.row(new Object[] {"k" + i, i, i}, 1000);
        }
        operators.watermark(1000);
        operators.savepoint();
        assertThat(operators.entries(List.of("over"))).isEqualTo(50);
        operators.watermark(1099);
        operators.savepoint();
        assertThat(operators.entries(List.of("over"))).isEqualTo(50);
        operators.watermark(1102);
        assertThat(operators.entries(STATES)).isZero();
      }
    }
  }

  /** As in SQL: with the same time, rows of a range count for each other, and of so many do not. */
  @Test
  void rowsOfOneTimeAreTogetherInARangeAndOneByOneInRows() throws Exception {
    assertThat(ofOneTime(range(0, 100)))
        .containsExactly("[k, 5, 0, 2, null]", "[k, 6, 1, 2, 5]", "[k, 7, 2, 3, 6]");
    assertThat(ofOneTime(range(5, 100)))
        .containsExactly("[k, 5, 0, 1, null]", "[k, 6, 1, 2, 5]", "[k, 7, 2, 3, 6]");
  }

  private static List<String> ofOneTime(OverRange range) throws Exception {
    List<AggregateCall> calls =
        List.of(
            OverOperators.call("COUNT", DataType.of(TypeKind.BIGINT).notNull()),
            OverOperators.previous(1, 1));
    List<String> found = new ArrayList<>();
    try (KeyedOperators operators =
        OverOperators.of(
            OverOperators.node(range, calls), 1 << 20, new HashMapStateBackend(), 1, null)) {
      operators.row(new Object[] {"k", 5, 0}, 10);
      operators.row(new Object[] {"k", 6, 1}, 10);
      operators.row(new Object[] {"k", 7, 2}, 11);
      operators.watermark(11);
      operators.results().forEach(record -> found.add(Arrays.toString(record.getValue())));
    }
    return found;
  }
}
