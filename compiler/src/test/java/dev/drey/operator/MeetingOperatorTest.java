// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.row.RowSerializer;
import dev.drey.row.RowTypeInformation;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of three ways come out sorted, however little memory there is, also after a restore. */
@SuppressWarnings("try") // Flink's harness may be interrupted as it closes.
class MeetingOperatorTest {
  private static final RowType ROW = RowType.of(Field.of("id", DataType.of(TypeKind.BIGINT)));
  private static final int ROWS = 3_000;

  private final long seed = Long.getLong("drey.seed", System.nanoTime());
  private final Random random = new Random(seed);

  /** One byte: every row is written; much: none is; between: files become one now and then. */
  @ParameterizedTest
  @ValueSource(longs = {1, 20_000, 1 << 30})
  void theLowestComesFirst(long memory) throws Exception {
    List<Object[]> rows = rows();
    List<Long> out = new ArrayList<>();
    OperatorSubtaskState state = null;
    int at = 0;
    for (int part = 1; part <= 3; part++) {
      try (OneInputStreamOperatorTestHarness<Object[], Object[]> operator =
          operator(memory, state)) {
        int end = ROWS * part / 3;
        for (; at < end; at++) {
          operator.processElement(new StreamRecord<>(rows.get(at), time(rows.get(at))));
          if (random.nextInt(500) == 0) {
            // No later row is at or before it: what comes next is what the test is about.
            operator.processWatermark(lowest(rows.subList(at + 1, ROWS)) - 1);
          }
        }
        if (part == 3) {
          operator.processWatermark(Long.MAX_VALUE);
        }
        state = operator.snapshot(part, part);
        out.addAll(ids(operator));
      }
    }
    List<Object[]> sorted = new ArrayList<>(rows);
    sorted.sort(
        Comparator.<Object[]>comparingLong(MeetingOperatorTest::time)
            .thenComparingLong(row -> (Long) row[3]));
    assertThat(out)
        .as("seed %d", seed)
        .containsExactlyElementsOf(
            sorted.stream().map(row -> (Long) row[0]).collect(Collectors.toList()));
  }

  @Test
  void rowsThatWaitStayWhenTheyAreWritten() throws Exception {
    List<Object[]> rows = rows();
    try (OneInputStreamOperatorTestHarness<Object[], Object[]> operator = operator(5_000, null)) {
      for (Object[] row : rows) {
        operator.processElement(new StreamRecord<>(row, time(row)));
      }
      operator.snapshot(1, 1);
      operator.processWatermark(Long.MAX_VALUE);

      assertThat(ids(operator)).as("seed %d", seed).hasSize(ROWS);
    }
  }

  /** What waits at a savepoint has the columns of the next spec. */
  @Test
  void rowsThatWaitGetOtherColumns() throws Exception {
    OperatorSubtaskState state;
    try (OneInputStreamOperatorTestHarness<Object[], Object[]> before = operator(1 << 20, null)) {
      before.processElement(new StreamRecord<>(new Object[] {5L, 10L, Long.MIN_VALUE, 0L}, 10));
      state = before.snapshot(1, 1);
    }
    RowType wider = RowType.of(Field.of("city", DataType.string()), ROW.field(0));
    try (OneInputStreamOperatorTestHarness<Object[], Object[]> after =
        operator(wider, false, 1 << 20, state)) {
      after.processElement(
          new StreamRecord<>(new Object[] {"Oslo", 6L, 11L, Long.MIN_VALUE, 0L}, 11));
      after.processWatermark(Long.MAX_VALUE);

      List<List<Object>> out = new ArrayList<>();
      after
          .extractOutputStreamRecords()
          .forEach(record -> out.add(Arrays.asList((Object[]) record.getValue())));
      assertThat(out).containsExactly(Arrays.asList(null, 5L), List.of("Oslo", 6L));
    }
  }

  /**
   * Where a trigger goes by event time: a point of it falls between the rows that it is between.
   */
  @Test
  void eachRowComesBehindItsWatermark() throws Exception {
    try (OneInputStreamOperatorTestHarness<Object[], Object[]> operator =
        operator(ROW, true, 1 << 20, null)) {
      for (long time : new long[] {30, 10, 20}) {
        operator.processElement(
            new StreamRecord<>(new Object[] {time, time, Long.MIN_VALUE, 0L}, time));
      }
      operator.processElement(new StreamRecord<>(new Object[] {7L, 5L, 14L, 0L}, 5));
      operator.processWatermark(40);

      List<String> out = new ArrayList<>();
      for (Object each : operator.getOutput()) {
        out.add(
            each instanceof Watermark
                ? "to " + ((Watermark) each).getTimestamp()
                : "row " + ((Object[]) ((StreamRecord<?>) each).getValue())[0]);
      }
      assertThat(out)
          .containsExactly(
              "to 9", "row 10", "to 14", "row 7", "to 19", "row 20", "to 29", "row 30", "to 39");
    }
  }

  /** Rows that wander on, with many of one time. */
  private List<Object[]> rows() {
    List<Object[]> rows = new ArrayList<>();
    long time = 0;
    for (long id = 0; id < ROWS; id++) {
      time += random.nextInt(3);
      rows.add(
          new Object[] {id, time + random.nextInt(200), Long.MIN_VALUE, (long) random.nextInt(3)});
    }
    return rows;
  }

  private static long lowest(List<Object[]> rows) {
    return rows.stream().mapToLong(MeetingOperatorTest::time).min().orElse(Long.MAX_VALUE);
  }

  private static long time(Object[] row) {
    return (Long) row[1];
  }

  private static List<Long> ids(OneInputStreamOperatorTestHarness<Object[], Object[]> operator) {
    List<Object[]> rows = new ArrayList<>();
    operator.extractOutputStreamRecords().forEach(record -> rows.add(record.getValue()));
    return rows.stream().map(row -> (Long) row[0]).collect(Collectors.toList());
  }

  private static OneInputStreamOperatorTestHarness<Object[], Object[]> operator(
      long memory, @Nullable OperatorSubtaskState state) throws Exception {
    return operator(ROW, false, memory, state);
  }

  private static OneInputStreamOperatorTestHarness<Object[], Object[]> operator(
      RowType row, boolean eachWatermark, long memory, @Nullable OperatorSubtaskState state)
      throws Exception {
    DataType number = DataType.of(TypeKind.BIGINT).notNull();
    List<Field> fields = new ArrayList<>(row.fields());
    fields.add(Field.of("time", number));
    fields.add(Field.of("watermark", number));
    fields.add(Field.of("way", number));
    OneInputStreamOperatorTestHarness<Object[], Object[]> harness =
        new OneInputStreamOperatorTestHarness<>(
            new MeetingOperator(
                new RowSerializer(RowType.of(fields)),
                new boolean[3],
                row.size(),
                eachWatermark,
                memory));
    harness.setup(RowTypeInformation.of(row).createSerializer(new SerializerConfigImpl()));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }
}
