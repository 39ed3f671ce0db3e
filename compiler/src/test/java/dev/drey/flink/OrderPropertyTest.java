// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.plan.OrderNode;
import dev.drey.plan.Port;
import dev.drey.plan.TopOrder;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Rows out of order and late, with watermarks and checkpoints at random, with much and with no
 * memory, stopped twice and going on at another parallelism, come out as the definition says: at
 * each watermark those up to it, by their times, their values and the order in which they came; and
 * nothing is left of them in the end. Other cases by -Ddrey.seed, more by -Ddrey.slice.cases.
 */
class OrderPropertyTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int CASES = Integer.getInteger("drey.slice.cases", 200);
  private static final long[] CACHES = {0, 3_000, 1L << 20, 1L << 25};
  private static final int RUNS = 3;
  private static final int ROWS = 200;
  private static final RowType ROW =
      RowType.of(
          Field.of("k", DataType.string().notNull()),
          Field.of("v", DataType.of(TypeKind.INT)),
          Field.of("n", DataType.of(TypeKind.INT).notNull()));

  /** A row that waits: its columns and its time. */
  private static final class Waiting {
    private final Object[] row;
    private final long time;

    Waiting(Object[] row, long time) {
      this.row = row;
      this.time = time;
    }
  }

  @Test
  void onTheHeap() throws Exception {
    System.out.println("OrderPropertyTest: -Ddrey.seed=" + SEED);
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
    int spread = random.nextBoolean() ? 3 : 60;
    boolean tied = random.nextBoolean();
    OrderNode node = node(tied ? List.of(TopOrder.of(1, true, false)) : List.of());
    // A NULL is less than all values, so it is the last.
    Comparator<Waiting> order = Comparator.comparingLong(waiting -> waiting.time);
    if (tied) {
      order =
          order.thenComparing(
              waiting -> (Integer) waiting.row[1],
              Comparator.nullsLast(Comparator.<Integer>reverseOrder()));
    }
    String what = String.format("seed %d, case %d, cache %d, tied %s", SEED, seed, cache, tied);
    List<Waiting> waiting = new ArrayList<>();
    Map<String, List<String>> expected = new TreeMap<>();
    Map<String, List<String>> found = new TreeMap<>();
    List<OperatorSubtaskState> savepoint = null;
    long now = 1000;
    long watermark = Long.MIN_VALUE;
    int number = 0;
    for (int run = 1; run <= RUNS; run++) {
      try (KeyedOperators operators =
          operators(node, cache, backend, 1 + random.nextInt(3), savepoint)) {
        for (int i = random.nextInt(ROWS); i > 0; i--) {
          now += random.nextInt(3);
          long time = now - random.nextInt(spread);
          Integer value = random.nextInt(8) == 0 ? null : random.nextInt(5);
          Object[] row = {"k" + random.nextInt(keys), value, number++};
          operators.row(row, time);
          if (time > watermark) {
            waiting.add(new Waiting(row, time));
          }
          if (random.nextInt(9) == 0) {
            watermark = Math.max(watermark, now - random.nextInt(40));
            operators.watermark(watermark);
            give(waiting, watermark, order, expected);
          }
          if (random.nextInt(30) == 0) {
            operators.savepoint();
          }
        }
        savepoint = operators.savepoint();
        if (run == RUNS) {
          operators.watermark(now);
          give(waiting, now, order, expected);
          assertThat(operators.entries(List.of("waiting"))).as("left in state, %s", what).isZero();
        }
        for (StreamRecord<? extends Object[]> record : operators.results()) {
          add(found, record.getValue(), record.getTimestamp());
        }
      }
    }
    assertThat(found).as(what).isEqualTo(expected);
  }

  private static void give(
      List<Waiting> waiting,
      long watermark,
      Comparator<Waiting> order,
      Map<String, List<String>> expected) {
    waiting.stream()
        .filter(each -> each.time <= watermark)
        .sorted(order)
        .forEach(each -> add(expected, each.row, each.time));
    waiting.removeIf(each -> each.time <= watermark);
  }

  /** Only the rows of one key are in an order. */
  private static void add(Map<String, List<String>> rows, Object[] row, long time) {
    rows.computeIfAbsent((String) row[0], first -> new ArrayList<>())
        .add(time + " " + Arrays.toString(row));
  }

  /** A row of the watermark's own millisecond is late, and each late one is dropped. */
  @Test
  void theWatermarksMillisecondIsOverAndTheOneBehindItIsNot() throws Exception {
    try (KeyedOperators operators =
        operators(node(List.of()), 1 << 20, new HashMapStateBackend(), 1, null)) {
      operators.row(new Object[] {"a", 1, 1}, 10);
      operators.watermark(9);
      assertThat(operators.results()).isEmpty();
      operators.watermark(10);
      operators.row(new Object[] {"a", 1, 2}, 10);
      operators.row(new Object[] {"a", 1, 3}, 11);
      operators.watermark(11);

      assertThat(operators.results())
          .extracting(record -> record.getTimestamp() + " " + Arrays.toString(record.getValue()))
          .containsExactly("10 [a, 1, 1]", "11 [a, 1, 3]");
    }
  }

  static OrderNode node(List<TopOrder> ties) {
    return OrderNode.builder()
        .id("t.orderBy")
        .name("t")
        .input(Port.out("in"))
        .groups(List.of(0))
        .ties(ties)
        .rowType(ROW)
        .emitsLate(false)
        .lateColumns(List.of())
        .lateType(
            RowType.of(
                Field.of("late_by", DataType.of(TypeKind.BIGINT).notNull()),
                Field.of("watermark", DataType.timestampLtz().notNull())))
        .build();
  }

  static KeyedOperators operators(
      OrderNode node,
      long cache,
      StateBackend backend,
      int parallelism,
      @Nullable List<OperatorSubtaskState> savepoint)
      throws Exception {
    return new KeyedOperators(
        node, ROW, new Object[] {"", 0, 0}, node.groups(), cache, backend, parallelism, savepoint);
  }
}
