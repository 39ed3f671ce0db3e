// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.aggregate.AggregateCall;
import dev.drey.aggregate.Aggregates;
import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowShape;
import dev.drey.row.RowKey;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows that were open at a savepoint go on when the spec's aggregates have changed. */
class WindowStateTest {
  private static final Duration TEN = Duration.ofMillis(10);
  private static final DataType INT = DataType.of(TypeKind.INT);
  private static final DataType BIGINT = DataType.of(TypeKind.BIGINT);
  private static final AggregateCall COUNT =
      WindowPlans.call(Aggregates.find("COUNT").orElseThrow(), false, BIGINT.notNull());
  private static final AggregateCall SUM =
      WindowPlans.call(Aggregates.find("SUM").orElseThrow(), false, INT, 1);
  private static final AggregateCall MAX =
      WindowPlans.call(Aggregates.find("MAX").orElseThrow(), false, INT, 1);
  private static final AggregateCall DISTINCT =
      WindowPlans.call(Aggregates.find("COUNT").orElseThrow(), true, BIGINT.notNull(), 1);

  static Stream<StateBackend> backends() {
    return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void addedAndMovedAndRemovedCalls(StateBackend backend) throws Exception {
    List<OperatorSubtaskState> savepoint;
    try (WindowOperators before = start(backend, null, COUNT, SUM)) {
      before.row(1, "a", 5, 1L);
      before.row(2, "a", 6, 2L);
      before.row(3, "b", 7, 3L);
      savepoint = before.savepoint();
    }
    try (WindowOperators after = start(backend, savepoint, DISTINCT, SUM, MAX)) {
      after.row(4, "a", 2, 4L);
      after.watermark(9);

      assertThat(after.results())
          .containsExactlyInAnyOrder(
              List.of("a", 0L, 10L, 1L, 13, 2, 9L), Arrays.asList("b", 0L, 10L, 0L, 7, null, 9L));
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void restoredSessionsMerge(StateBackend backend) throws Exception {
    WindowShape sessions = WindowShape.session(Duration.ofMillis(10), false);
    List<OperatorSubtaskState> savepoint;
    try (WindowOperators before = new WindowOperators(node(sessions, COUNT), backend, 1, null)) {
      before.row(1, "a", 5, 1L);
      before.row(20, "a", 6, 20L);
      savepoint = before.savepoint();
    }
    try (WindowOperators after =
        new WindowOperators(node(sessions, SUM, COUNT), backend, 2, savepoint)) {
      after.row(11, "a", 7, 11L);
      after.watermark(100);

      assertThat(after.results()).containsExactly(List.of("a", 1L, 30L, 7, 3L, 29L));
    }
  }

  static Stream<Arguments> latenesses() {
    return Stream.of(
            WindowShape.tumbling(TEN, Duration.ZERO, false),
            WindowShape.sliding(TEN.multipliedBy(2), TEN, Duration.ZERO, false),
            WindowShape.cumulating(TEN.multipliedBy(2), TEN, Duration.ZERO, false),
            WindowShape.session(TEN, false))
        .flatMap(
            shape ->
                Stream.of(
                    Arguments.of(shape, 0, 20),
                    Arguments.of(shape, 20, 0),
                    Arguments.of(shape, 10, 30),
                    Arguments.of(shape, 30, 10)));
  }

  @ParameterizedTest
  @MethodSource("latenesses")
  void anotherLatenessLeavesNothingBehind(WindowShape shape, int before, int after)
      throws Exception {
    List<OperatorSubtaskState> savepoint;
    try (WindowOperators operators = late(shape, before, 1, null)) {
      operators.row(1, "a", 5, 1L);
      operators.row(2, "b", 5, 2L);
      operators.row(25, "a", 6, 25L);
      operators.watermark(21);
      operators.row(18, "c", 7, 18L);
      savepoint = operators.savepoint();
      assertThat(operators.stateEntries()).isPositive();
    }
    try (WindowOperators operators = late(shape, after, 2, savepoint)) {
      operators.row(26, "d", 6, 26L);
      operators.watermark(1000);

      assertThat(operators.savepoint()).hasSize(2);
      assertThat(operators.stateEntries()).isZero();
    }
  }

  @Test
  void eachSubtaskGoesOnWithTheWatermarkThatItHad() throws Exception {
    WindowShape shape = WindowShape.tumbling(TEN, Duration.ZERO, false);
    List<OperatorSubtaskState> savepoint;
    String ahead = "a";
    String behind;
    try (WindowOperators operators = late(shape, 0, 2, null)) {
      behind = keyOfAnother(operators, ahead);
      operators.row(1, ahead, 5, 1L);
      operators.row(1, behind, 5, 1L);
      operators.watermarkOf(ahead, 9);
      savepoint = operators.savepoint();
    }
    try (WindowOperators operators = late(shape, 0, 2, savepoint)) {
      operators.row(2, ahead, 6, 2L);
      operators.row(2, behind, 6, 2L);
      operators.watermark(9);

      assertThat(operators.results()).containsExactly(List.of(behind, 0L, 10L, 2L, 11, 9L));
      assertThat(operators.late()).containsExactly(new Object[] {ahead, 6, 2L});
    }
  }

  static Stream<Arguments> slices() {
    return backends()
        .flatMap(
            backend ->
                Stream.of(
                    Arguments.of(backend, 2, 1),
                    Arguments.of(backend, 3, 9),
                    Arguments.of(backend, 8, 1),
                    Arguments.of(backend, 9, 4)));
  }

  /** Few slices of a key are kept with it, many by themselves: it goes from one to the other. */
  @ParameterizedTest
  @MethodSource("slices")
  void slicesOfAKeyBecomeManyAndFewAgain(StateBackend backend, int first, int more)
      throws Exception {
    WindowNode node =
        node(
            WindowShape.sliding(Duration.ofMillis(40), Duration.ofMillis(1), Duration.ZERO, false),
            COUNT,
            SUM);
    int rows = first + more;
    List<OperatorSubtaskState> many;
    try (WindowOperators operators = new WindowOperators(node, backend, 1, null)) {
      for (int time = 0; time < first; time++) {
        operators.row(time, "a", time, (long) time);
      }
      assertThat(operators.savepoint()).hasSize(1);
      for (int time = first; time < rows; time++) {
        operators.row(time, "a", time, (long) time);
      }
      many = operators.savepoint();
    }
    List<OperatorSubtaskState> few;
    try (WindowOperators operators = new WindowOperators(node, backend, 1, many)) {
      operators.watermark(rows + 37);

      int total = rows * (rows - 1) / 2;
      assertThat(operators.results())
          .contains(List.of("a", 0L, 40L, (long) rows, total, 39L))
          .contains(List.of("a", rows - 2L, rows + 38L, 2L, 2 * rows - 3, rows + 37L));
      few = operators.savepoint();
    }
    try (WindowOperators operators = new WindowOperators(node, backend, 1, few)) {
      operators.row(rows + 38, "a", 100, rows + 38L);
      assertThat(operators.savepoint()).hasSize(1);
      operators.watermark(rows + 38);
      assertThat(operators.results())
          .containsExactly(List.of("a", rows - 1L, rows + 39L, 2L, rows + 99, rows + 38L));
    }
  }

  private static String keyOfAnother(WindowOperators operators, String key) {
    int subtask = operators.subtask(key(key));
    return Stream.of("b", "c", "d", "e", "f", "g", "h", "i")
        .filter(other -> operators.subtask(key(other)) != subtask)
        .findFirst()
        .orElseThrow();
  }

  private static RowKey key(String value) {
    return new RowKey(new Object[] {value});
  }

  private static WindowOperators late(
      WindowShape shape,
      int lateness,
      int parallelism,
      @Nullable List<OperatorSubtaskState> savepoint)
      throws Exception {
    WindowNode node = WindowPlans.window(shape, Duration.ofMillis(lateness), List.of(COUNT, SUM));
    return new WindowOperators(node, new HashMapStateBackend(), parallelism, savepoint);
  }

  private static WindowOperators start(
      StateBackend backend, @Nullable List<OperatorSubtaskState> savepoint, AggregateCall... calls)
      throws Exception {
    WindowShape shape = WindowShape.tumbling(Duration.ofMillis(10), Duration.ZERO, false);
    return new WindowOperators(node(shape, calls), backend, 1, savepoint);
  }

  private static WindowNode node(WindowShape shape, AggregateCall... calls) {
    return WindowPlans.window(shape, Duration.ZERO, List.of(calls));
  }
}
