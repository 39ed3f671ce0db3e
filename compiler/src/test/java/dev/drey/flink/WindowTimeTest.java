// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.aggregate.AggregateCall;
import dev.drey.aggregate.Aggregates;
import dev.drey.operator.StreamException;
import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowShape;
import dev.drey.plan.WindowTrigger;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When windows give results, and what becomes of rows that come after. Times in milliseconds. */
class WindowTimeTest {
  private static final AggregateCall COUNT =
      WindowPlans.call(
          Aggregates.find("COUNT").orElseThrow(), false, DataType.of(TypeKind.BIGINT).notNull());
  private static final Duration TEN = Duration.ofMillis(10);

  @Test
  void everyRowWithinTheLatenessUpdatesTheResult() throws Exception {
    try (WindowOperators operators =
        start(WindowShape.tumbling(TEN, Duration.ZERO, false), Duration.ofMillis(5))) {
      operators.row(1, "a", 1, 1L);
      operators.watermark(9);
      operators.row(2, "a", 1, 2L);
      operators.row(3, "a", 1, 3L);
      operators.watermark(13);
      operators.row(4, "a", 1, 4L);
      operators.watermark(14);
      operators.row(5, "a", 1, 5L);

      assertThat(operators.results())
          .containsExactly(
              List.of("a", 0L, 10L, 1L, 9L),
              List.of("a", 0L, 10L, 2L, 9L),
              List.of("a", 0L, 10L, 3L, 9L),
              List.of("a", 0L, 10L, 4L, 9L));
      assertThat(operators.late()).containsExactly(new Object[] {"a", 1, 5L});
    }
  }

  @Test
  void aSlidingWindowThatStillTakesTheRowKeepsItFromBeingLate() throws Exception {
    try (WindowOperators operators =
        start(
            WindowShape.sliding(TEN, Duration.ofMillis(5), Duration.ZERO, false), Duration.ZERO)) {
      operators.watermark(9);
      operators.row(6, "a", 1, 6L);
      operators.row(4, "a", 1, 4L);
      operators.watermark(Long.MAX_VALUE);

      assertThat(operators.results()).containsExactly(List.of("a", 5L, 15L, 1L, 14L));
      assertThat(operators.late()).containsExactly(new Object[] {"a", 1, 4L});
    }
  }

  @Test
  void anOffsetMovesTheWindowsAlsoBeyondTheirSizeAndBackwards() throws Exception {
    for (int offset : new int[] {3, 13, -7}) {
      try (WindowOperators operators =
          start(WindowShape.tumbling(TEN, Duration.ofMillis(offset), false), Duration.ZERO)) {
        operators.row(5, "a", 1, 5L);
        operators.watermark(Long.MAX_VALUE);

        assertThat(operators.results()).containsExactly(List.of("a", 3L, 13L, 1L, 12L));
      }
    }
  }

  @Test
  void processingTimeWindowsGoByTheClockAndHaveNoLateRows() throws Exception {
    try (WindowOperators operators =
        start(WindowShape.tumbling(TEN, Duration.ZERO, true), Duration.ZERO)) {
      operators.processingTime(3);
      operators.row(999, "a", 1, 999L);
      operators.watermark(2000);
      operators.processingTime(8);
      operators.row(1, "a", 1, 1L);
      operators.processingTime(10);

      assertThat(operators.results()).containsExactly(List.of("a", 0L, 10L, 2L, 9L));
      assertThat(operators.late()).isEmpty();
    }
  }

  @Test
  void processingTimeSessionsEndAfterTheGap() throws Exception {
    try (WindowOperators operators = start(WindowShape.session(TEN, true), Duration.ZERO)) {
      operators.processingTime(3);
      operators.row(0, "a", 1, 0L);
      operators.processingTime(9);
      operators.row(0, "a", 1, 0L);
      operators.processingTime(19);

      assertThat(operators.results()).containsExactly(List.of("a", 3L, 19L, 2L, 18L));
    }
  }

  @Test
  void windowsOnTheClockGiveWhatTheyHaveWhenTheInputEnds() throws Exception {
    for (WindowShape shape :
        List.of(WindowShape.tumbling(TEN, Duration.ZERO, true), WindowShape.session(TEN, true))) {
      try (WindowOperators operators = start(shape, Duration.ZERO)) {
        operators.processingTime(20);
        operators.row(0, "a", 1, 0L);
        operators.processingTime(30);
        operators.processingTime(31);
        operators.row(0, "a", 1, 0L);
        operators.row(0, "b", 1, 0L);
        operators.processingTime(32);
        operators.row(0, "a", 1, 0L);
        operators.watermark(Long.MAX_VALUE);
        operators.processingTime(99);

        long start = shape.kind() == WindowShape.Kind.SESSION ? 31 : 30;
        long end = shape.kind() == WindowShape.Kind.SESSION ? 42 : 40;
        assertThat(operators.results())
            .contains(List.of("a", 20L, 30L, 1L, 29L), List.of("a", start, end, 2L, end - 1))
            .anyMatch(row -> row.get(0).equals("b"))
            .hasSize(3);
      }
    }
  }

  @Test
  void sessionsAreOneWhereTheirRowsAreExactlyTheGapApart() throws Exception {
    try (WindowOperators operators = start(WindowShape.session(TEN, false), Duration.ZERO)) {
      operators.row(0, "a", 1, 0L);
      operators.row(10, "a", 1, 10L);
      operators.row(0, "b", 1, 0L);
      operators.row(11, "b", 1, 11L);
      operators.watermark(Long.MAX_VALUE);

      assertThat(operators.results())
          .containsExactlyInAnyOrder(
              List.of("a", 0L, 20L, 2L, 19L),
              List.of("b", 0L, 10L, 1L, 9L),
              List.of("b", 11L, 21L, 1L, 20L));
    }
  }

  @Test
  void sessionsThatMeetHaveTheRowsOfTheFirstOneFirst() throws Exception {
    WindowNode node =
        WindowPlans.window(
            WindowShape.session(TEN, false),
            Duration.ZERO,
            List.of(WindowPlans.CALLS.get(WindowPlans.CALLS.size() - 1)));
    try (WindowOperators operators =
        new WindowOperators(node, new HashMapStateBackend(), 1, null)) {
      operators.row(40, "a", 4, 40L);
      operators.row(20, "a", 1, 20L);
      operators.row(43, "a", 5, 43L);
      operators.row(0, "a", 0, 0L);
      operators.row(22, "a", 2, 22L);
      operators.row(32, "a", 9, 32L);
      operators.watermark(Long.MAX_VALUE);

      assertThat(operators.results())
          .containsExactly(
              List.of("a", 0L, 10L, List.of(0), 9L),
              List.of("a", 20L, 53L, List.of(1, 2, 4, 5, 9), 52L));
    }
  }

  @Test
  void aGapThatIsNoTimeFailsWithTheNameOfTheStream() throws Exception {
    WindowNode node =
        WindowPlans.window(WindowShape.session(TEN, false), Duration.ZERO, List.of(COUNT))
            .toBuilder()
            .gap(OptionalInt.of(3))
            .build();
    try (WindowOperators operators =
        new WindowOperators(node, new HashMapStateBackend(), 1, null)) {
      operators.row(7, "a", 1, 7L, 1L);

      assertThatThrownBy(() -> operators.row(8, "a", 1, 8L, 0L))
          .isInstanceOf(StreamException.class)
          .hasMessage(
              "stream `w`: the gap of a session is 0 milliseconds, and has to be longer than 0");
    }
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aClockThatIsBehindTheOneBeforeTheStopGivesEarlyResultsWhenItHasCaughtUp() throws Exception {
    WindowNode node =
        WindowPlans.window(
            WindowPlans.window(
                WindowShape.tumbling(Duration.ofMillis(100), Duration.ZERO, true),
                Duration.ZERO,
                List.of(COUNT)),
            WindowTrigger.builder().earlyEvery(Optional.of(TEN)).build(),
            false);
    List<OperatorSubtaskState> savepoint;
    try (WindowOperators before = new WindowOperators(node, new HashMapStateBackend(), 1, null)) {
      before.processingTime(45);
      before.row(0, "a", 1, 0L);
      before.processingTime(50);
      assertThat(before.results()).containsExactly(List.of("a", 0L, 100L, 1L, 99L));
      savepoint = before.savepoint();
    }
    try (WindowOperators after =
        new WindowOperators(node, new HashMapStateBackend(), 1, savepoint)) {
      after.row(0, "a", 1, 0L);
      after.processingTime(49);
      assertThat(after.results()).isEmpty();
      after.processingTime(60);
      assertThat(after.results()).containsExactly(List.of("a", 0L, 100L, 2L, 99L));
      after.processingTime(100);
      assertThat(after.results()).hasSize(2).endsWith(List.of("a", 0L, 100L, 2L, 99L));
    }
  }

  @Test
  void aClockThatIsBehindTheOneOfAnySubtaskBeginsNoWindowAnew() throws Exception {
    WindowNode node =
        WindowPlans.window(
            WindowShape.tumbling(TEN, Duration.ZERO, true), Duration.ZERO, List.of(COUNT));
    List<OperatorSubtaskState> savepoint;
    try (WindowOperators before = new WindowOperators(node, new HashMapStateBackend(), 2, null)) {
      before.row(0, "a", 1, 0L);
      // The other subtask has no row, so nothing to do by its clock.
      before.processingTime(10);
      assertThat(before.results()).containsExactly(List.of("a", 0L, 10L, 1L, 9L));
      savepoint = before.savepoint();
    }
    try (WindowOperators after =
        new WindowOperators(node, new HashMapStateBackend(), 1, savepoint)) {
      after.row(0, "a", 1, 0L);
      after.processingTime(10);
      assertThat(after.results()).isEmpty();
      after.processingTime(20);
      assertThat(after.results()).containsExactly(List.of("a", 10L, 20L, 1L, 19L));
    }
  }

  @Test
  void aWindowOfSoManyRowsHasTheTimeOfItsLastOneAndNoneThatIsNotFull() throws Exception {
    WindowNode node =
        WindowPlans.window(WindowShape.count(2, 2, false), Duration.ZERO, List.of(COUNT));
    try (WindowOperators operators =
        new WindowOperators(node, new HashMapStateBackend(), 1, null)) {
      operators.row(7, "a", 1, 7L);
      operators.watermark(8);
      operators.row(5, "b", 1, 5L);
      operators.row(3, "a", 1, 3L);
      operators.row(9, "a", 1, 9L);
      operators.watermark(Long.MAX_VALUE);

      assertThat(operators.results()).containsExactly(List.of("a", 2L, 3L));
      assertThat(operators.late()).isEmpty();
    }
  }

  private static WindowOperators start(WindowShape shape, Duration lateness) throws Exception {
    WindowNode node = WindowPlans.window(shape, lateness, List.of(COUNT));
    return new WindowOperators(node, new HashMapStateBackend(), 1, null);
  }
}
