// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.plan.JoinNode;
import dev.drey.plan.JoinType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows with what holds at their time, out of order and late, deletes, also without a time, and keys
 * that are NULL among them, with watermarks and checkpoints at random, with much and with no
 * memory, stopped twice and going on at another parallelism, are those of the definition; no result
 * is late; and in the end one right row is left of each key, or with {@code ttl} none. Other cases
 * by -Ddrey.seed, more by -Ddrey.slice.cases.
 */
class AsOfPropertyTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int CASES = Integer.getInteger("drey.slice.cases", 100);
  private static final long[] CACHES = {0, 3_000, 1L << 20, 1L << 25};
  private static final int RUNS = 3;
  private static final int ROWS = 150;

  /** Of a delete that has no more than its key. */
  private static final long NO_TIME = Long.MIN_VALUE;

  @ParameterizedTest
  @ValueSource(strings = {"INNER", "LEFT"})
  void onTheHeap(JoinType type) throws Exception {
    System.out.println("AsOfPropertyTest: -Ddrey.seed=" + SEED);
    Random seeds = new Random(SEED + type.text().length());
    for (int i = 0; i < CASES; i++) {
      check(type, seeds.nextLong(), new HashMapStateBackend());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INNER", "LEFT"})
  void inRocksDb(JoinType type) throws Exception {
    Random seeds = new Random(SEED + 10 + type.text().length());
    for (int i = 0; i < CASES / 20; i++) {
      check(type, seeds.nextLong(), new EmbeddedRocksDBStateBackend());
    }
  }

  private static void check(JoinType type, long seed, StateBackend backend) throws Exception {
    Random random = new Random(seed);
    long cache = CACHES[random.nextInt(CACHES.length)];
    int keys = random.nextBoolean() ? 2 : 1 + random.nextInt(40);
    int deletes = random.nextBoolean() ? 3 : 10;
    long ttl = random.nextBoolean() ? 0 : 1 + random.nextInt(200);
    JoinNode node = JoinOperators.asOf(type, ttl);
    Model model = new Model(type, ttl == 0 ? Long.MAX_VALUE : ttl);
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
          String key = random.nextInt(12) == 0 ? null : "k" + random.nextInt(keys);
          if (random.nextInt(3) > 0) {
            operators.row(true, key, i, time);
            model.left(key, i, time);
          } else {
            boolean deleted = random.nextInt(deletes) == 0;
            long its = deleted && random.nextInt(3) == 0 ? NO_TIME : time;
            operators.version(key, deleted ? null : i, its);
            model.right(key, deleted ? null : i, its);
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
        savepoint = operators.savepoint();
        if (run == RUNS) {
          // Keys are looked at together with those of a part of the time.
          watermark = now + 2 * ttl + 50;
          operators.watermark(watermark);
          model.watermark(watermark);
          operators.savepoint();
          assertThat(operators.versions())
              .as("left in state, %s", what)
              .isEqualTo(ttl == 0 ? model.keys() : 0);
        }
        assertThat(operators.late()).as("late, %s", what).isZero();
        results.addAll(operators.results());
      }
    }
    assertThat(results).as(what).containsExactlyInAnyOrderElementsOf(model.results);
  }

  /** Straight from the definition and slow: keeps every row, and looks through all. */
  private static final class Model {
    private final JoinType type;
    private final long ttl;
    private final List<Row> waiting = new ArrayList<>();
    private final List<Row> versions = new ArrayList<>();
    private final List<String> results = new ArrayList<>();
    private long watermark = Long.MIN_VALUE;

    Model(JoinType type, long ttl) {
      this.type = type;
      this.ttl = ttl;
    }

    private static final class Row {
      private final @Nullable String key;
      private final @Nullable Integer value;
      private final long time;

      Row(@Nullable String key, @Nullable Integer value, long time) {
        this.key = key;
        this.value = value;
        this.time = time;
      }
    }

    void left(@Nullable String key, int value, long time) {
      if (time > watermark) {
        Row row = new Row(key, value, time);
        if (key == null) {
          pass(row);
        } else {
          waiting.add(row);
        }
      }
    }

    void right(@Nullable String key, @Nullable Integer value, long time) {
      if (key == null) {
        return;
      }
      long last =
          versions.stream()
              .filter(row -> key.equals(row.key))
              .mapToLong(row -> row.time)
              .max()
              .orElse(NO_TIME);
      if (time != NO_TIME) {
        versions.add(new Row(key, value, time));
      } else if (last != NO_TIME && (watermark < last || watermark + 1 - last < ttl)) {
        versions.add(new Row(key, value, Math.max(last, watermark)));
      }
    }

    void watermark(long to) {
      watermark = Math.max(watermark, to);
      List<Row> ready =
          waiting.stream().filter(row -> row.time <= watermark).collect(Collectors.toList());
      waiting.removeAll(ready);
      ready.forEach(this::pass);
    }

    private void pass(Row row) {
      Integer version = row.key == null ? null : at(row.key, row.time);
      if (version != null || type == JoinType.LEFT) {
        results.add(row.time + " [" + row.key + ", " + row.value + ", " + version + "]");
      }
    }

    /** The last one up to a time, of equal ones the last that came. */
    private @Nullable Integer at(String key, long time) {
      Row last = null;
      for (Row row : versions) {
        if (key.equals(row.key) && row.time <= time && (last == null || row.time >= last.time)) {
          last = row;
        }
      }
      return last == null || time - last.time >= ttl ? null : last.value;
    }

    /** How many there are of right rows. */
    long keys() {
      return versions.stream().map(row -> row.key).distinct().count();
    }
  }
}
