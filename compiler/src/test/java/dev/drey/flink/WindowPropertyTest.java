// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;

/**
 * Windows over rows out of order, with watermarks at random, stopped at a savepoint and going on at
 * another parallelism, give what the definition gives.
 */
class WindowPropertyTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());

  @Test
  void windowsOnTheHeapGiveWhatTheDefinitionGives() throws Exception {
    Random seeds = new Random(SEED);
    for (int i = 0; i < 60; i++) {
      check(seeds.nextLong(), new HashMapStateBackend());
    }
  }

  @Test
  void windowsInRocksDbGiveWhatTheDefinitionGives() throws Exception {
    Random seeds = new Random(SEED);
    for (int i = 0; i < 60; i++) {
      check(seeds.nextLong(), new EmbeddedRocksDBStateBackend());
    }
  }

  private static void check(long seed, StateBackend backend) throws Exception {
    Random random = new Random(seed);
    WindowShape shape = shape(random);
    long lateness = random.nextInt(3) * 7L;
    WindowNode node = WindowPlans.window(shape, Duration.ofMillis(lateness), WindowPlans.CALLS);
    WindowModel model = new WindowModel(shape, lateness);
    int parallelism = 1 + random.nextInt(2);

    Map<String, List<String>> results = new TreeMap<>();
    List<String> late = new ArrayList<>();
    List<OperatorSubtaskState> savepoint;
    Feed feed = new Feed(random, model);
    try (WindowOperators before = new WindowOperators(node, backend, parallelism, null)) {
      feed.send(before, 150);
      savepoint = before.savepoint();
      add(before, results, late);
    }
    try (WindowOperators after = new WindowOperators(node, backend, 3 - parallelism, savepoint)) {
      // The harness starts without a watermark, where a job's sources would have gone on.
      after.watermark(feed.watermark);
      feed.send(after, 150);
      feed.end(after);
      add(after, results, late);
    }

    String what = "seed " + SEED + ", case " + seed + ", " + shape + ", lateness " + lateness;
    assertThat(results).as(what).isNotEmpty().isEqualTo(model.results);
    assertThat(late)
        .as(what)
        .containsExactlyInAnyOrderElementsOf(
            model.late.stream()
                .map(WindowPropertyTest::withoutWatermark)
                .collect(Collectors.toList()));
  }

  private static String withoutWatermark(String late) {
    String[] parts = late.split(" ");
    return parts[0] + " " + parts[1] + " " + parts[2];
  }

  private static void add(
      WindowOperators operators, Map<String, List<String>> results, List<String> late) {
    operators
        .resultsByWindow()
        .forEach((window, fired) -> results.merge(window, fired, WindowPropertyTest::joined));
    operators.late().forEach(row -> late.add(row[0] + " " + row[1] + " " + row[2]));
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> joined = new ArrayList<>(first);
    joined.addAll(second);
    return joined;
  }

  private static WindowShape shape(Random random) {
    Duration size = Duration.ofMillis(5 + random.nextInt(30));
    Duration offset = Duration.ofMillis(random.nextInt(40) - 20);
    switch (random.nextInt(3)) {
      case 0:
        return WindowShape.tumbling(size, offset, false);
      case 1:
        Duration every = Duration.ofMillis(1 + random.nextInt((int) size.toMillis()));
        return WindowShape.sliding(size, every, offset, false);
      default:
        return WindowShape.session(size, false);
    }
  }

  /** Sends the same rows and watermarks to the operators and to the model. */
  private static final class Feed {
    private final Random random;
    private final WindowModel model;
    private long now = 1000;
    private long watermark = Long.MIN_VALUE;

    Feed(Random random, WindowModel model) {
      this.random = random;
      this.model = model;
    }

    void send(WindowOperators operators, int rows) throws Exception {
      for (int i = 0; i < rows; i++) {
        now += random.nextInt(4);
        long time = now - random.nextInt(random.nextInt(5) == 0 ? 80 : 12);
        String key = "k" + random.nextInt(5);
        Object[] row = {key, random.nextInt(5) == 0 ? null : random.nextInt(9) - 4, time};
        operators.row(time, row);
        model.row(time, row);
        if (random.nextInt(6) == 0) {
          watermark = Math.max(watermark, now - random.nextInt(20));
          operators.watermark(watermark);
          model.watermark(watermark);
        }
      }
    }

    void end(WindowOperators operators) throws Exception {
      operators.watermark(Long.MAX_VALUE);
      model.watermark(Long.MAX_VALUE);
    }
  }
}
