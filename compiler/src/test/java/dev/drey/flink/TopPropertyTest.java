// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.plan.TopNode;
import dev.drey.plan.TopOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The first rows of all so far, out of order and late, with watermarks and checkpoints at random,
 * with much and with no memory, stopped twice and going on at another parallelism, are those of the
 * definition; and nothing is left of them in the end. Other cases by -Ddrey.seed, more by
 * -Ddrey.slice.cases.
 */
class TopPropertyTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int CASES = Integer.getInteger("drey.slice.cases", 100);
  private static final long[] CACHES = {0, 3_000, 1L << 20, 1L << 25};
  private static final int RUNS = 3;
  private static final int ROWS = 150;
  private static final int VALUE = 1;
  private static final int OTHER = 2;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void onTheHeap(boolean ranked) throws Exception {
    System.out.println("TopPropertyTest: -Ddrey.seed=" + SEED);
    Random seeds = new Random(SEED);
    for (int i = 0; i < CASES; i++) {
      check(ranked, seeds.nextLong(), new HashMapStateBackend());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void inRocksDb(boolean ranked) throws Exception {
    Random seeds = new Random(SEED + 1);
    for (int i = 0; i < CASES / 20; i++) {
      check(ranked, seeds.nextLong(), new EmbeddedRocksDBStateBackend());
    }
  }

  private static void check(boolean ranked, long seed, StateBackend backend) throws Exception {
    Random random = new Random(seed);
    long ttl = 1L + random.nextInt(random.nextInt(3) == 0 ? 1_000 : 80);
    int most = 1 + random.nextInt(6);
    long cache = CACHES[random.nextInt(CACHES.length)];
    int keys = random.nextBoolean() ? 3 : 1 + random.nextInt(60);
    boolean descending = random.nextBoolean();
    boolean nullsFirst = random.nextBoolean();
    boolean byOther = random.nextBoolean();
    List<TopOrder> order = new ArrayList<>();
    order.add(TopOrder.of(VALUE, descending, nullsFirst));
    Comparator<Integer> values = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
    Comparator<TopModel.Row> rows =
        Comparator.comparing(
            row -> row.value,
            nullsFirst ? Comparator.nullsFirst(values) : Comparator.nullsLast(values));
    if (byOther) {
      order.add(TopOrder.of(OTHER, false, true));
      rows =
          rows.thenComparing(
              row -> row.other, Comparator.nullsFirst(Comparator.<String>naturalOrder()));
    }
    TopNode node = TopOperators.ofAll(most, ranked, ttl, order.toArray(new TopOrder[0]));
    TopModel model = new TopModel(most, ranked, ttl, rows);
    String what = String.format("seed %d, case %d, %s, cache %d", SEED, seed, node, cache);
    List<String> results = new ArrayList<>();
    List<OperatorSubtaskState> savepoint = null;
    long now = 1000;
    long watermark = Long.MIN_VALUE;
    for (int run = 1; run <= RUNS; run++) {
      try (TopOperators operators =
          new TopOperators(node, cache, backend, 1 + random.nextInt(3), savepoint)) {
        for (int i = random.nextInt(ROWS); i > 0; i--) {
          now += random.nextInt(4);
          long time = now - random.nextInt(random.nextInt(6) == 0 ? 150 : 12);
          TopModel.Row row =
              new TopModel.Row(
                  "k" + random.nextInt(keys),
                  random.nextInt(8) == 0 ? null : random.nextInt(12),
                  random.nextInt(8) == 0 ? null : "w" + random.nextInt(3));
          operators.row(row.key, row.value, row.other, time);
          model.row(row, time);
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
          // Groups are looked at together with those of a part of the time.
          operators.watermark(now + 2 * ttl + 50);
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
    return result.substring(result.indexOf('['), result.indexOf(','));
  }

  /** Rows that are equal in the order go by the others, so arrival and restarts decide nothing. */
  @Test
  void ofAWindowTheRowsAreTheSameInWhateverOrderTheyCome() throws Exception {
    Random random = new Random(SEED);
    List<TopModel.Row> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      rows.add(
          new TopModel.Row("k" + random.nextInt(4), random.nextInt(5), "w" + random.nextInt(40)));
    }
    List<String> once = ofWindow(rows, false);
    assertThat(once).hasSize(4 * 3);
    for (int i = 0; i < 5; i++) {
      Collections.shuffle(rows, random);
      assertThat(ofWindow(rows, true)).as("seed %d", SEED).isEqualTo(once);
    }
    List<String> expected =
        rows.stream()
            .filter(row -> row.key.equals("k0"))
            .sorted(
                Comparator.<TopModel.Row, Integer>comparing(row -> -requireNonNull(row.value))
                    .thenComparing(row -> row.other))
            .limit(3)
            .map(row -> "100 " + row)
            .collect(Collectors.toList());
    assertThat(once.stream().filter(row -> row.contains("k0")))
        .extracting(row -> row.substring(0, row.length() - 2))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static List<String> ofWindow(List<TopModel.Row> rows, boolean restarts) throws Exception {
    TopNode node = TopOperators.ofWindows(3, true, TopOrder.of(VALUE, true, false));
    List<OperatorSubtaskState> savepoint = null;
    List<String> results = new ArrayList<>();
    for (int part = 0; part < 2; part++) {
      try (TopOperators operators =
          new TopOperators(node, 3_000, new HashMapStateBackend(), restarts ? 2 : 1, savepoint)) {
        for (TopModel.Row row : rows.subList(part * 100, part * 100 + 100)) {
          operators.row(row.key, row.value, row.other, 0, 100);
        }
        operators.watermark(98);
        assertThat(operators.results()).isEmpty();
        savepoint = operators.savepoint();
        if (part == 1) {
          operators.watermark(99);
          results.addAll(operators.results());
          assertThat(operators.entries()).isZero();
          // The window has been given.
          operators.row("k0", 99, "w", 0, 100);
          operators.watermark(200);
          assertThat(operators.results()).hasSameSizeAs(results);
        }
      }
    }
    Collections.sort(results);
    return results;
  }

  @Test
  void byTheClockAGroupIsForgotten() throws Exception {
    TopNode node =
        TopOperators.ofAll(1, true, 60, TopOrder.of(VALUE, true, false)).toBuilder()
            .processingTime(true)
            .build();
    try (TopOperators operators =
        new TopOperators(node, 1 << 20, new HashMapStateBackend(), 2, null)) {
      operators.clock(1000);
      operators.row("a", 5, "x", 77);
      operators.clock(1059);
      operators.row("a", 4, "x", 7);
      operators.clock(1118);
      operators.row("a", 3, "x", 7);
      assertThat(operators.results()).containsExactly("+ [a, 5, x] 1");
      operators.clock(1178);
      operators.row("a", 2, "x", 7);

      assertThat(operators.results()).containsExactly("+ [a, 5, x] 1", "+ [a, 2, x] 1");
    }
  }
}
