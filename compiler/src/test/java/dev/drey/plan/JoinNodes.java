// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * What a rule could do wrong to the nodes of a join, over the source of {@link PlanVerifierTest}.
 */
final class JoinNodes {
  private static final RowType ROW = PlanVerifierTest.ROW;
  private static final RowType ONLY_X = ROW.project(List.of(0));
  private static final WindowShape HOURS =
      WindowShape.tumbling(Duration.ofHours(1), Duration.ZERO, false);
  private static final DataType TIME = DataType.timestampLtz().notNull();

  private JoinNodes() {}

  /** Nodes, and what the verifier says of each. */
  static Stream<Arguments> broken() {
    JoinNode join = join(0, List.of(0), ONLY_X);
    return Stream.of(
        arguments(
            VersionsNode.of("v", "v", Port.out("s.source"), ROW),
            "has other columns than its input"),
        arguments(windows(HOURS, ROW), "has other columns than its input"),
        arguments(
            windows(WindowShape.session(Duration.ofHours(1), false), bounded(TIME)),
            "time alone does not say which windows a row is in"),
        arguments(
            windows(WindowShape.tumbling(Duration.ofHours(1), Duration.ZERO, true), bounded(TIME)),
            "time alone does not say which windows a row is in"),
        arguments(
            windows(HOURS, bounded(DataType.string().notNull())), "a bound of a window is no time"),
        arguments(
            join.toBuilder().right(0).deleted(OptionalInt.of(0)).build(),
            "does not say last what is deleted"),
        arguments(
            join.toBuilder().type(JoinType.FULL).asOf(true).build(),
            "has right rows alone, which hold until another does"),
        arguments(
            join.toBuilder().ttl(Optional.of(Duration.ofDays(1))).build(),
            "has right rows that hold for no time"),
        arguments(
            join.toBuilder().window(Optional.of(HOURS)).build(),
            "has other columns than its input"),
        arguments(join(1, List.of(0), ONLY_X), "has other columns than its input"),
        arguments(join(0, List.of(2), ONLY_X), "reads a column beyond its input"),
        arguments(join(0, List.of(1), ROW), "one column of the input a column"),
        arguments(
            join.toBuilder().keys(0).left(1).build(), "no column says which rows belong together"),
        arguments(
            join.toBuilder().before(Duration.ofMillis(-1)).build(),
            "ends before the time of its rows"));
  }

  private static RowType bounded(DataType time) {
    return RowType.of(
        ROW.field(0), ROW.field(1), Field.of("window_start", time), Field.of("window_end", time));
  }

  private static WindowsNode windows(WindowShape window, RowType rowType) {
    return WindowsNode.of("w", "w", Port.out("s.source"), window, rowType);
  }

  private static JoinNode join(int left, List<Integer> given, RowType rowType) {
    return JoinNode.builder()
        .id("j")
        .name("j")
        .input(Port.out("s.source"))
        .keys(1)
        .left(left)
        .right(0)
        .given(given)
        .type(JoinType.INNER)
        .before(Duration.ZERO)
        .after(Duration.ofHours(1))
        .rowType(rowType)
        .build();
  }
}
