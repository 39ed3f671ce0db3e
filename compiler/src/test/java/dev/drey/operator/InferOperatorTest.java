// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.expression.Expressions;
import dev.drey.inference.ModelScorer;
import dev.drey.inference.ScoringException;
import dev.drey.row.RowSerializer;
import dev.drey.row.RowTypeInformation;
import dev.drey.type.DataTypeParser;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeSyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When rows are scored together, and what becomes of those that are not. */
@SuppressWarnings("try") // Flink's harness may be interrupted as it closes.
class InferOperatorTest {
  private final List<Integer> together = new ArrayList<>();

  /** Adds 1,000; of rows of which one is negative it scores none. */
  private final class Adding implements ModelScorer {
    private static final long serialVersionUID = 1;

    @Override
    public void open() {}

    @Override
    public List<Object[]> score(List<Object[]> rows) throws ScoringException {
      together.add(rows.size());
      if (rows.stream().anyMatch(row -> (Long) row[0] < 0)) {
        throw new ScoringException("below zero");
      }
      return rows.stream()
          .map(row -> new Object[] {(Long) row[0] + 1000})
          .collect(Collectors.toList());
    }

    @Override
    public void close() {}
  }

  private static RowType columns(String... names) throws TypeSyntaxException {
    List<Field> fields = new ArrayList<>();
    for (String name : names) {
      fields.add(Field.of(name, DataTypeParser.parse(name.equals("reason") ? "STRING" : "BIGINT")));
    }
    return RowType.of(fields);
  }

  private OneInputStreamOperatorTestHarness<Object[], Object[]> harness(
      int size, int lingerMillis, boolean keeps, @Nullable OutputTag<Object[]> failed)
      throws Exception {
    RowType input = columns("n");
    Expressions expressions = Expressions.standard();
    OneInputStreamOperatorTestHarness<Object[], Object[]> harness =
        new OneInputStreamOperatorTestHarness<>(
            new InferOperator(
                "scored",
                expressions.calc(input, Optional.empty(), List.of(expressions.column(input, 0))),
                new Adding(),
                size,
                Duration.ofMillis(lingerMillis),
                1,
                keeps,
                failed));
    harness.setup(new RowSerializer(columns("n", "score")));
    harness.open();
    return harness;
  }

  private static void send(
      OneInputStreamOperatorTestHarness<Object[], Object[]> harness, @Nullable Long... values)
      throws Exception {
    for (Long value : values) {
      harness.processElement(
          new StreamRecord<>(new Object[] {value}, value == null ? 0 : Math.abs(value)));
    }
  }

  private static List<String> seen(OneInputStreamOperatorTestHarness<Object[], Object[]> harness) {
    return harness.getOutput().stream().map(InferOperatorTest::text).collect(Collectors.toList());
  }

  private static String text(Object element) {
    if (element instanceof Watermark) {
      return "watermark " + ((Watermark) element).getTimestamp();
    }
    StreamRecord<?> record = (StreamRecord<?>) element;
    return Arrays.toString((Object[]) record.getValue()) + " at " + record.getTimestamp();
  }

  @Test
  void rowsGoTogetherInTheirOrderAndNonePastAWatermark() throws Exception {
    try (OneInputStreamOperatorTestHarness<Object[], Object[]> harness =
        harness(3, 0, false, null)) {
      send(harness, 1L, 2L);
      assertThat(seen(harness)).isEmpty();
      send(harness, 3L, 4L);
      harness.processWatermark(new Watermark(4));
      send(harness, 5L);
      assertThat(seen(harness))
          .containsExactly(
              "[1, 1001] at 1",
              "[2, 1002] at 2",
              "[3, 1003] at 3",
              "[4, 1004] at 4",
              "watermark 4");
      assertThat(together).containsExactly(3, 1);
      harness.endInput();
      assertThat(seen(harness)).endsWith("[5, 1005] at 5");
    }
  }

  @Test
  void noneWaitsAtACheckpointOrLongerThanItMay() throws Exception {
    try (OneInputStreamOperatorTestHarness<Object[], Object[]> harness =
        harness(100, 50, false, null)) {
      send(harness, 1L);
      harness.prepareSnapshotPreBarrier(1);
      assertThat(seen(harness)).hasSize(1);
      assertThat(harness.snapshot(1, 1).getManagedOperatorState()).isEmpty();

      harness.setProcessingTime(10);
      send(harness, 2L);
      harness.setProcessingTime(40);
      send(harness, 3L);
      harness.setProcessingTime(59);
      assertThat(seen(harness)).hasSize(1);
      harness.setProcessingTime(60);
      assertThat(together).containsExactly(1, 2);
      send(harness, 4L);
      harness.setProcessingTime(110);
      assertThat(together).containsExactly(1, 2, 1);
    }
  }

  @Test
  void aBadRowTakesNoOtherWithItAndNullIsNotScored() throws Exception {
    try (OneInputStreamOperatorTestHarness<Object[], Object[]> harness =
        harness(4, 0, true, null)) {
      send(harness, 1L, -2L, null, 3L);
      assertThat(seen(harness))
          .containsExactly(
              "[1, 1001] at 1", "[-2, null] at 2", "[null, null] at 0", "[3, 1003] at 3");
      assertThat(together).containsExactly(3, 1, 1, 1);
    }
  }

  @Test
  void aBadRowIsSetAsideWithItsReason() throws Exception {
    OutputTag<Object[]> failed =
        new OutputTag<>("failed", RowTypeInformation.of(columns("n", "reason")));
    try (OneInputStreamOperatorTestHarness<Object[], Object[]> harness =
        harness(2, 0, false, failed)) {
      send(harness, -1L, 2L);
      assertThat(seen(harness)).containsExactly("[2, 1002] at 2");
      assertThat(harness.getSideOutput(failed).stream().map(InferOperatorTest::text))
          .containsExactly("[-1, below zero] at 1");
    }
  }

  @Test
  void elseItStopsTheJob() throws Exception {
    try (OneInputStreamOperatorTestHarness<Object[], Object[]> harness =
        harness(1, 0, false, null)) {
      assertThatThrownBy(() -> send(harness, -1L))
          .hasMessage(
              "stream `scored`: the model does not score a row: below zero (onError: keep, or"
                  + " onError: {to: NAME}, lets the job go on)");
    }
  }
}
