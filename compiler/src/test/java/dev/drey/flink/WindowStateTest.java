// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.aggregate.AggregateCall;
import dev.drey.aggregate.Aggregates;
import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowShape;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows that were open at a savepoint go on when the spec's aggregates have changed. */
class WindowStateTest {
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
