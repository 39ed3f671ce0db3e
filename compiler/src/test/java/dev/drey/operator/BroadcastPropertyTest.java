// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Unanswered;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.Expressions;
import dev.drey.expression.value.EqualSides;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.operator.BroadcastRules.Waiting;
import dev.drey.plan.MeetingRows;
import dev.drey.row.RowChange;
import dev.drey.row.RowFunction;
import dev.drey.row.RowSerializer;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Rows meet what held at their times, by the definition: of each key the last row of that time or
 * before it, if it is no delete. Rows and held rows come in any order, with watermarks that differ
 * from subtask to subtask and held rows that are late; the job is stopped twice, and goes on at
 * another parallelism. Other cases by -Ddrey.seed, more by -Ddrey.slice.cases.
 */
class BroadcastPropertyTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());
  private static final int CASES = Integer.getInteger("drey.slice.cases", 200);
  private static final int RUNS = 3;
  private static final int STEPS = 150;
  private static final int MAX_PARALLELISM = 16;
  private static final RowType ROW =
      RowType.of(
          Field.of("k", DataType.string()), Field.of("n", DataType.of(TypeKind.INT).notNull()));
  private static final RowType HELD =
      RowType.of(
          Field.of("id", DataType.of(TypeKind.INT).notNull()),
          Field.of("k", DataType.string()),
          Field.of("least", DataType.of(TypeKind.INT).notNull()));
  private static final RowType BOTH =
      RowType.of(ROW.field(0), ROW.field(1), Field.of("h", DataType.row(HELD).notNull()));
  private static final RowType ANNOUNCED = Announcement.of(HELD);
  private static final Expressions EXPRESSIONS = Expressions.standard();

  /** What held from a time on; of a delete without columns. */
  private static final class Model {
    private final TreeMap<Integer, TreeMap<Long, Object[]>> versions = new TreeMap<>();

    void put(Object[] row, long time, boolean gone) {
      versions
          .computeIfAbsent((Integer) row[0], key -> new TreeMap<>())
          .put(time, gone ? new Object[0] : row);
    }

    List<String> of(Object[] row, long time, boolean byKey) {
      List<String> found = new ArrayList<>();
      versions
          .values()
          .forEach(
              ofKey -> {
                var last = ofKey.floorEntry(time);
                Object[] held = last == null ? new Object[0] : last.getValue();
                if (held.length > 0
                    && (Integer) row[1] >= (Integer) held[2]
                    && (!byKey || (row[0] != null && row[0].equals(held[1])))) {
                  found.add(text(row, held, time));
                }
              });
      return found.isEmpty() ? List.of(text(row, null, time)) : found;
    }
  }

  private static String text(Object[] row, Object @Nullable [] held, long time) {
    return time + " " + Arrays.toString(row) + " " + Arrays.toString(held);
  }

  /** The subtask that announces, and those that hold. */
  private static final class Job implements AutoCloseable {
    private final OneInputStreamOperatorTestHarness<Object[], Object[]> announcing;
    private final List<TwoInputStreamOperatorTestHarness<Object[], Object[], Object[]>> subtasks =
        new ArrayList<>();
    private final long[] watermarks;
    private final List<String> results = new ArrayList<>();

    Job(boolean byKey, int parallelism, @Nullable List<OperatorSubtaskState> savepoint)
        throws Exception {
      watermarks = new long[parallelism];
      Arrays.fill(watermarks, Long.MIN_VALUE);
      announcing =
          new OneInputStreamOperatorTestHarness<>(new AnnouncingOperator(HELD.size(), true));
      announcing.setup(new RowSerializer(ANNOUNCED));
      if (savepoint != null) {
        announcing.initializeState(savepoint.get(0));
      }
      announcing.open();
      List<OperatorSubtaskState> before =
          savepoint == null ? List.of() : savepoint.subList(1, savepoint.size());
      for (int i = 0; i < parallelism; i++) {
        var subtask =
            new TwoInputStreamOperatorTestHarness<Object[], Object[], Object[]>(
                InstantiationUtil.clone(operator(byKey)), MAX_PARALLELISM, parallelism, i);
        subtask.getExecutionConfig().enableObjectReuse();
        subtask.setup(new RowSerializer(BOTH));
        if (!before.isEmpty()) {
          subtask.initializeState(
              AbstractStreamOperatorTestHarness.repartitionOperatorState(
                  AbstractStreamOperatorTestHarness.repackageState(
                      before.toArray(new OperatorSubtaskState[0])),
                  MAX_PARALLELISM,
                  before.size(),
                  parallelism,
                  i));
        }
        subtask.open();
        subtasks.add(subtask);
      }
    }

    /** What was announced goes to all, in the order in which it was. */
    private void announce() throws Exception {
      List<Object[]> announced = List.copyOf(announcing.extractOutputValues());
      announcing.getOutput().clear();
      for (Object[] each : announced) {
        for (var subtask : subtasks) {
          subtask.processElement2(new StreamRecord<>(each));
        }
      }
    }

    void held(Object[] row, long time, boolean gone) throws Exception {
      announcing.processElement(
          new StreamRecord<>((gone ? RowChange.DELETE : RowChange.PUT).of(row), time));
      announce();
    }

    void heldWatermark(long time) throws Exception {
      announcing.processWatermark(time);
      announce();
    }

    void heldIdle(boolean idle) throws Exception {
      announcing.processWatermarkStatus(idle ? WatermarkStatus.IDLE : WatermarkStatus.ACTIVE);
      announce();
    }

    void watermark(int subtask, long time) throws Exception {
      watermarks[subtask] = Math.max(watermarks[subtask], time);
      subtasks.get(subtask).processWatermark1(new Watermark(watermarks[subtask]));
    }

    /** Takes what came out; a row must not come behind the watermark. */
    void take(String what) {
      for (var subtask : subtasks) {
        long reached = Long.MIN_VALUE;
        for (Object element : subtask.getOutput()) {
          if (element instanceof Watermark) {
            assertThat(((Watermark) element).getTimestamp()).as(what).isGreaterThan(reached);
            reached = ((Watermark) element).getTimestamp();
          } else if (element instanceof StreamRecord) {
            StreamRecord<?> record = (StreamRecord<?>) element;
            Object[] row = (Object[]) record.getValue();
            assertThat(record.getTimestamp()).as("in time, %s", what).isGreaterThan(reached);
            results.add(
                text(Arrays.copyOf(row, ROW.size()), (Object[]) row[2], record.getTimestamp()));
          }
        }
      }
    }

    List<OperatorSubtaskState> savepoint() throws Exception {
      List<OperatorSubtaskState> states = new ArrayList<>();
      states.add(announcing.snapshot(1, 1));
      for (var subtask : subtasks) {
        states.add(subtask.snapshot(1, 1));
      }
      return states;
    }

    @Override
    public void close() {
      try {
        announcing.close();
        for (var subtask : subtasks) {
          subtask.close();
        }
      } catch (Exception failure) {
        throw new AssertionError("a subtask does not close", failure);
      }
    }
  }

  private static BroadcastOperator operator(boolean byKey) {
    Expression condition =
        EXPRESSIONS
            .scalar(
                located(byKey ? "n >= h.least AND k = h.k" : "n >= h.least"),
                BOTH,
                Expected.BOOLEAN,
                new Diagnostics())
            .orElseThrow();
    List<EqualSides> sides = EXPRESSIONS.equalSides(condition, ROW.size());
    assertThat(sides).hasSize(byKey ? 1 : 0);
    return new BroadcastOperator(
        new BroadcastRules("b", ROW.size(), Waiting.BY_TIME, Unanswered.KEEP),
        new BroadcastMatch(
            ROW.size(),
            new KeyColumns(List.of(0)),
            EXPRESSIONS.calc(BOTH, Optional.empty(), List.of(condition)),
            functions(sides, EqualSides::left),
            functions(sides, EqualSides::right)),
        new RowSerializer(ANNOUNCED),
        new RowSerializer(MeetingRows.of(ROW)),
        null);
  }

  private static LocatedText located(String sql) {
    int[] offsets = IntStream.rangeClosed(0, sql.length()).toArray();
    return LocatedText.of(
        sql, Span.of(SourceFile.of("test", sql), 0, sql.length()), offsets, false);
  }

  private static List<RowFunction> functions(
      List<EqualSides> sides, Function<EqualSides, Expression> side) {
    return sides.stream()
        .map(side)
        .map(each -> EXPRESSIONS.calc(BOTH, Optional.empty(), List.of(each)))
        .map(ExpressionFunction::new)
        .collect(Collectors.toList());
  }

  @Test
  void rowsMeetWhatHeldAtTheirTimes() throws Exception {
    System.out.println("BroadcastPropertyTest: -Ddrey.seed=" + SEED);
    Random seeds = new Random(SEED);
    for (int i = 0; i < CASES; i++) {
      check(seeds.nextLong());
    }
  }

  private static void check(long seed) throws Exception {
    Random random = new Random(seed);
    boolean byKey = random.nextBoolean();
    int ids = 1 + random.nextInt(6);
    int spread = 1 + random.nextInt(40);
    String what = String.format("seed %d, case %d, by key %s", SEED, seed, byKey);
    Model model = new Model();
    List<Object[]> rows = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    List<String> found = new ArrayList<>();
    List<OperatorSubtaskState> savepoint = null;
    long now = 1000;
    long heldReached = Long.MIN_VALUE;
    // No source is further behind than the slowest subtask was told.
    long slowest = Long.MIN_VALUE;
    for (int run = 1; run <= RUNS; run++) {
      int parallelism = 1 + random.nextInt(4);
      try (Job job = new Job(byKey, parallelism, savepoint)) {
        for (int i = random.nextInt(STEPS); i > 0; i--) {
          now += random.nextInt(3);
          int subtask = random.nextInt(parallelism);
          switch (random.nextInt(8)) {
            case 0:
            case 1:
              Object[] held = {
                random.nextInt(ids),
                random.nextInt(6) == 0 ? null : "k" + random.nextInt(2),
                random.nextInt(4)
              };
              long since = now - random.nextInt(spread);
              boolean gone = random.nextInt(4) == 0;
              job.held(held, since, gone);
              if (since > heldReached) {
                model.put(held, since, gone);
              }
              break;
            case 2:
              heldReached = Math.max(heldReached, now - random.nextInt(spread));
              job.heldWatermark(heldReached);
              break;
            case 3:
              job.watermark(subtask, now - random.nextInt(spread));
              break;
            default:
              long least = Math.max(job.watermarks[subtask], slowest);
              long time = Math.max(now - random.nextInt(spread), least + 1);
              Object[] row = {
                random.nextInt(6) == 0 ? null : "k" + random.nextInt(2), random.nextInt(5)
              };
              rows.add(row);
              times.add(time);
              job.subtasks.get(subtask).processElement1(new StreamRecord<>(row, time));
              break;
          }
        }
        savepoint = job.savepoint();
        slowest = Math.max(slowest, Arrays.stream(job.watermarks).min().orElseThrow());
        if (run == RUNS) {
          job.heldWatermark(Long.MAX_VALUE - 1);
          for (int i = 0; i < parallelism; i++) {
            job.watermark(i, Long.MAX_VALUE - 1);
          }
        }
        job.take(what);
        found.addAll(job.results);
      }
    }
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      expected.addAll(model.of(rows.get(i), times.get(i), byKey));
    }
    assertThat(found).as(what).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** Nobody waits for what is held while that is idle; from then on it is waited for again. */
  @Test
  void anIdleStreamHoldsNobodyUp() throws Exception {
    try (Job job = new Job(true, 2, null)) {
      job.heldWatermark(1_000);
      job.subtasks.get(1).processElement1(new StreamRecord<>(new Object[] {"k", 1}, 2_000));
      job.watermark(1, 1_500);
      job.take("waiting");
      assertThat(job.results).isEmpty();
      job.heldIdle(true);
      job.take("idle");
      assertThat(job.results).containsExactly("2000 [k, 1] null");
      assertThat(job.subtasks.get(1).getOutput())
          .filteredOn(Watermark.class::isInstance)
          .last()
          .isEqualTo(new Watermark(1_500));
      job.heldIdle(false);
      job.subtasks.get(1).processElement1(new StreamRecord<>(new Object[] {"k", 2}, 2_000));
      job.results.clear();
      job.take("active");
      assertThat(job.results).hasSize(1);
    }
  }

  /** What nobody can ask for any more is forgotten, deletes too. */
  @Test
  void oldVersionsAreForgotten() {
    List<Object[]> written = new ArrayList<>();
    HeldVersions versions =
        new HeldVersions(new KeyColumns(List.of(0))::getKey, new KeyColumns(List.of(1))::getKey);
    for (int i = 0; i < 100; i++) {
      versions.put(new Object[] {1, "k" + i, i}, i, false);
      versions.put(new Object[] {2, "k" + i, i}, i, i % 2 == 1);
    }
    versions.write(0, 1, written::add);
    assertThat(written).hasSize(200);
    written.clear();

    versions.forget(98);
    versions.write(0, 1, written::add);

    // Of each key what holds at 98 and what holds from 99 on.
    assertThat(written).hasSize(4);
    written.clear();
    versions.forget(99);
    versions.write(0, 1, written::add);
    assertThat(written).hasSize(1);
    List<Object> found = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      versions.at(
          new KeyColumns(List.of(0)).getKey(new Object[] {"k" + i}), 99, row -> found.add(row[2]));
    }
    assertThat(found).containsExactly(99);
    versions.put(new Object[] {1, "x", 0}, 100, true);
    versions.forget(100);
    assertThat(versions.isEmpty()).isTrue();
  }
}
