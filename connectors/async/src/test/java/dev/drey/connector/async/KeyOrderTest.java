// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testkit.SeedFor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Batches that share a key go one behind the other, and all others at once. */
final class KeyOrderTest {
  private static final int BATCHES = 400;

  @Test
  void aBatchOfAnotherKeyPassesOneThatWaits() {
    KeyOrder<String> order = new KeyOrder<>();
    Batch<String> first = batch("a");
    Batch<String> second = batch("a", "b");
    Batch<String> third = batch("b");
    Batch<String> free = batch("c");

    assertThat(order.mayStart(first)).isTrue();
    assertThat(order.mayStart(second)).isFalse();
    assertThat(order.mayStart(third)).as("behind one that waits").isFalse();
    assertThat(order.mayStart(free)).isTrue();
    assertThat(order.mayStart(batch())).as("about nothing").isTrue();

    assertThat(order.done(first)).containsExactly(second);
    assertThat(order.done(second)).containsExactly(third);
    assertThat(order.done(third)).isEmpty();
  }

  /** Whatever the order of the answers, batches of a key start in the order in which they came. */
  @Test
  void atRandomEachKeyKeepsItsOrder() {
    long seed = SeedFor.test("KeyOrderTest");
    Random random = new Random(seed);
    KeyOrder<String> order = new KeyOrder<>();
    List<Batch<String>> running = new ArrayList<>();
    Map<Batch<String>, Integer> numbers = new HashMap<>();
    Map<Object, Integer> lastStarted = new HashMap<>();
    int given = 0;
    while (given < BATCHES || !running.isEmpty()) {
      List<Batch<String>> started = new ArrayList<>();
      if (given < BATCHES && (running.isEmpty() || random.nextInt(3) > 0)) {
        Batch<String> next = batch("k" + random.nextInt(9), "k" + random.nextInt(9));
        numbers.put(next, given++);
        if (order.mayStart(next)) {
          started.add(next);
        }
      } else {
        started.addAll(order.done(running.remove(random.nextInt(running.size()))));
      }
      for (Batch<String> each : started) {
        for (Object key : each.keys) {
          assertThat(running).as("seed %d, key %s", seed, key).noneMatch(b -> b.keys.contains(key));
          assertThat(lastStarted.getOrDefault(key, -1)).isLessThan(numbers.get(each));
          lastStarted.put(key, numbers.get(each));
        }
        running.add(each);
      }
    }
    assertThat(numbers).hasSize(BATCHES);
    assertThat(new HashSet<>(lastStarted.values())).isNotEmpty();
  }

  private static Batch<String> batch(String... keys) {
    return new Batch<>(new ArrayList<>(), new HashSet<>(Arrays.asList((Object[]) keys)), () -> {});
  }
}
