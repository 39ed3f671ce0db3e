// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.connector.RowLookup;
import dev.drey.connector.Unanswered;
import dev.drey.expression.Expressions;
import dev.drey.plan.LookupNode;
import dev.drey.plan.Port;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Shows;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Rows at random ask a system that answers late, in another order, with failures, and go on from
 * savepoints at other parallelisms with rows that still wait: what comes out is what a join with
 * the system's table gives, no row passes a watermark, and with {@code ordered} none passes
 * another.
 */
@Timeout(300)
class LookupPropertyTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int CASES = Integer.getInteger("drey.lookup.cases", 60);
  private static final int KEYS = 30;
  private static final int ATTEMPTS = 3;

  private static final RowType ASKING =
      RowType.of(
          Field.of("n", DataType.of(TypeKind.BIGINT).notNull()),
          Field.of("k", DataType.of(TypeKind.INT)));
  private static final RowType ANSWERS =
      RowType.of(
          Field.of("id", DataType.of(TypeKind.INT).notNull()), Field.of("v", DataType.string()));

  /** What the system holds: by the number of a key nothing, one row, two or three. */
  private static List<String> values(int key) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < key % 4; i++) {
      values.add("v" + key + "." + i);
    }
    return values;
  }

  /** Whether the system never answers for a key. */
  private static boolean isBroken(int key) {
    return key % 9 == 5;
  }

  /** Late answers from other threads; what is not broken fails less often than it is tried. */
  private static final class Slow implements RowLookup {
    private static final long serialVersionUID = 1;

    private final long seed;
    private transient Random random = new Random();
    private transient Map<Integer, Integer> failed = new HashMap<>();
    private transient ScheduledExecutorService threads = Executors.newScheduledThreadPool(1);

    Slow(long seed) {
      this.seed = seed;
      threads.shutdown();
    }

    @Override
    public void open() {
      random = new Random(seed);
      failed = new HashMap<>();
      threads = Executors.newScheduledThreadPool(2);
    }

    @Override
    public CompletableFuture<List<Object[]>> rows(Object[] key) {
      int id = (Integer) key[0];
      boolean fails = isBroken(id) || failsNow(id);
      int delay = random.nextInt(4);
      if (delay == 0) {
        return answer(id, fails);
      }
      CompletableFuture<List<Object[]>> answer = new CompletableFuture<>();
      Future<?> unused =
          threads.schedule(() -> say(answer, id, fails), delay * 300L, TimeUnit.MICROSECONDS);
      return answer;
    }

    private static void say(CompletableFuture<List<Object[]>> answer, int id, boolean fails) {
      if (fails) {
        answer.completeExceptionally(new IllegalStateException("out of order"));
      } else {
        answer.complete(answer(id, false).join());
      }
    }

    private boolean failsNow(int id) {
      int before = failed.getOrDefault(id, 0);
      boolean fails = before < ATTEMPTS - 1 && random.nextInt(5) == 0;
      failed.put(id, fails ? before + 1 : 0);
      return fails;
    }

    private static CompletableFuture<List<Object[]>> answer(int id, boolean fails) {
      if (fails) {
        return CompletableFuture.failedFuture(new IllegalStateException("out of order"));
      }
      List<Object[]> rows = new ArrayList<>();
      values(id).forEach(value -> rows.add(new Object[] {id, value}));
      return CompletableFuture.completedFuture(rows);
    }

    @Override
    public void close() {
      threads.shutdownNow();
    }
  }

  private static LookupNode node(Random random, boolean ordered) {
    Unanswered[] missing = {Unanswered.KEEP, Unanswered.DROP, Unanswered.ASIDE};
    Unanswered[] errors = {Unanswered.KEEP, Unanswered.ASIDE};
    List<Field> fields = new ArrayList<>(ASKING.fields());
    fields.add(Field.of("found", DataType.row(ANSWERS)));
    Optional<LookupNode.Cache> cache =
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(
                LookupNode.Cache.of(
                    1 + random.nextInt(KEYS),
                    Duration.ofMillis(1 + random.nextInt(1000)),
                    Duration.ofMillis(random.nextInt(3))));
    return LookupNode.builder()
        .id("l.lookup")
        .name("l")
        .input(Port.out("in"))
        .connector("test")
        .options(OptionValues.empty())
        .format(Optional.empty())
        .keys(Map.of("id", Expressions.standard().column(ASKING, 1)))
        .answers(ANSWERS)
        .cache(cache)
        .timeout(Duration.ofDays(1))
        .capacity(1 + random.nextInt(20))
        .ordered(ordered)
        .attempts(ATTEMPTS)
        .backoff(Duration.ofMillis(random.nextInt(3)))
        .onMissing(missing[random.nextInt(missing.length)])
        .onError(errors[random.nextInt(errors.length)])
        .rowType(RowType.of(fields))
        .build();
  }

  @Test
  @Shows(role = Kind.LOOKUP, contract = Contract.RESTART)
  void isAJoinWithWhatTheSystemHolds() throws Exception {
    Random seeds = new Random(SEED);
    for (int i = 0; i < CASES; i++) {
      check(seeds.nextLong(), i % 2 == 0);
    }
  }

  private static void check(long seed, boolean ordered) throws Exception {
    Random random = new Random(seed);
    LookupNode node = node(random, ordered);
    String what = "seed " + SEED + ", case " + seed + ", " + node;
    List<OperatorSubtaskState> savepoint = null;
    Map<String, Integer> expected = new TreeMap<>();
    Map<String, Integer> results = new TreeMap<>();
    long next = 0;
    for (int part = 0; part < 3; part++) {
      int parallelism = 1 + random.nextInt(3);
      try (LookupOperators operators =
          new LookupOperators(node, new Slow(random.nextLong()), parallelism, savepoint)) {
        long first = 10 * next;
        int rows = 5 + random.nextInt(40);
        for (int i = 0; i < rows; i++) {
          long number = next++;
          @Nullable Integer key = random.nextInt(20) == 0 ? null : random.nextInt(KEYS);
          operators.row(
              random.nextInt(parallelism), 10 * number, new @Nullable Object[] {number, key});
          join(node, number, key).forEach(row -> expected.merge(row, 1, Integer::sum));
          if (random.nextInt(6) == 0) {
            operators.watermark(10 * number + 5);
          }
        }
        if (part == 2) {
          operators.end();
        } else {
          savepoint = operators.savepoint();
        }
        for (int subtask = 0; subtask < parallelism; subtask++) {
          List<Object> sent = operators.sent(subtask);
          checkOrder(sent, ordered, first, what);
          sent.stream()
              .filter(StreamRecord.class::isInstance)
              .forEach(each -> results.merge(text((StreamRecord<?>) each), 1, Integer::sum));
        }
      }
    }

    assertThat(results).as(what).isEqualTo(expected);
  }

  /**
   * No row comes before a watermark that came before it, or behind one that came behind it. Rows
   * that waited at the savepoint, in several subtasks, have no order among each other.
   *
   * @param first the time of the first row that came since
   */
  private static void checkOrder(List<Object> sent, boolean ordered, long first, String what) {
    long watermark = Long.MIN_VALUE;
    long last = Long.MIN_VALUE;
    long latest = Long.MIN_VALUE;
    for (Object each : sent) {
      if (each instanceof Watermark) {
        watermark = ((Watermark) each).getTimestamp();
        assertThat(latest).as("rows before a watermark, %s", what).isLessThan(watermark);
      } else {
        long time = ((StreamRecord<?>) each).getTimestamp();
        assertThat(time).as("a row behind a watermark, %s", what).isGreaterThan(watermark);
        latest = Math.max(latest, time);
        if (ordered) {
          assertThat(Math.max(time, first - 1))
              .as("rows in order, %s", what)
              .isGreaterThanOrEqualTo(last);
        }
        last = Math.max(time, first - 1);
      }
    }
  }

  /** What a join with the table gives for a row, as {@link #text} writes it. */
  private static List<String> join(LookupNode node, long number, @Nullable Integer key) {
    String row = number + " " + key + " @" + 10 * number;
    List<String> joined = new ArrayList<>();
    boolean broken = key != null && isBroken(key);
    if (broken) {
      joined.add(
          row
              + (node.onError() == Unanswered.ASIDE
                  ? " failed: out of order, after 3 attempts"
                  : " null"));
      return joined;
    }
    List<String> values = key == null ? List.of() : values(key);
    values.forEach(value -> joined.add(row + " " + key + "/" + value));
    if (values.isEmpty() && node.onMissing() != Unanswered.DROP) {
      joined.add(row + (node.onMissing() == Unanswered.ASIDE ? " missing" : " null"));
    }
    return joined;
  }

  private static String text(StreamRecord<?> record) {
    Object[] row = (Object[]) record.getValue();
    String text = row[0] + " " + row[1] + " @" + record.getTimestamp();
    Object reason = row.length > 3 ? row[3] : null;
    if (reason != null) {
      return text + (reason.equals("") ? " missing" : " failed: " + reason);
    }
    Object[] found = (Object[]) row[2];
    return text + " " + (found == null ? "null" : found[0] + "/" + Arrays.asList(found).get(1));
  }
}
