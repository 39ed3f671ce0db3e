// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drey.aggregate.AggregateCall;
import dev.drey.aggregate.Aggregates;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Nodes whose operators keep rows, over the source of {@link PlanVerifierTest}. */
final class WaitingNodes {
  private static final RowType ONLY_X = PlanVerifierTest.ROW.project(List.of(0));
  private static final RowType COUNTED =
      RowType.of(
          PlanVerifierTest.ROW.field(0), Field.of("n", DataType.of(TypeKind.BIGINT).notNull()));

  private WaitingNodes() {}

  /** Nodes that cannot be, with what is said of them. */
  static Stream<Arguments> broken() {
    return Stream.of(
        arguments(order(List.of(2), 0, PlanVerifierTest.ROW), "reads a column beyond its input"),
        arguments(order(List.of(0), 7, PlanVerifierTest.ROW), "reads a column beyond its input"),
        arguments(order(List.of(0), 0, RowType.of()), "has other columns than its input"),
        arguments(
            order(List.of(0), 0, PlanVerifierTest.ROW).toBuilder().emitsLate(true).build(),
            "late rows have other columns"),
        arguments(delay(List.of(2), PlanVerifierTest.ROW), "reads a column beyond its input"),
        arguments(delay(List.of(0), ONLY_X), "the input has other columns"),
        arguments(
            delay(List.of(), PlanVerifierTest.ROW).toBuilder().by(Duration.ZERO).build(),
            "a delay of no time"),
        arguments(over(List.of(2), 0, COUNTED), "reads a column beyond its input"),
        arguments(over(List.of(0), 7, COUNTED), "reads a column beyond its input"),
        arguments(over(List.of(0), 0, ONLY_X), "has other columns than its input"),
        arguments(
            over(List.of(0), 0, COUNTED).toBuilder().range(OverRange.last(Duration.ZERO)).build(),
            "says not which rows count"),
        arguments(
            over(List.of(0), 0, COUNTED).toBuilder().emitsLate(true).build(),
            "late rows have other columns"),
        arguments(sql(ONLY_X, false, List.of()), "s has other columns"),
        arguments(sql(PlanVerifierTest.ROW, true, List.of(9)), "reads a column beyond its input"),
        arguments(
            sql(PlanVerifierTest.ROW, false, List.of(0)), "rows that stay replace each other"));
  }

  static TopNode top(List<Integer> groups, int column, RowType rowType) {
    return TopNode.builder()
        .id("t")
        .name("t")
        .input(Port.out("s.source"))
        .groups(groups)
        .order(List.of(TopOrder.of(column, true, false)))
        .most(3)
        .ranked(false)
        .ttl(Duration.ofHours(1))
        .rowType(rowType)
        .build();
  }

  static OrderNode order(List<Integer> groups, int column, RowType rowType) {
    return OrderNode.builder()
        .id("t")
        .name("t")
        .input(Port.out("s.source"))
        .groups(groups)
        .ties(List.of(TopOrder.of(column, true, false)))
        .rowType(rowType)
        .emitsLate(false)
        .lateColumns(List.of())
        .lateType(PlanVerifierTest.ROW.project(List.of(0)))
        .build();
  }

  /**
   * @param argument the column that is counted
   */
  static OverNode over(List<Integer> groups, int argument, RowType rowType) {
    return OverNode.builder()
        .id("t")
        .name("t")
        .input(Port.out("s.source"))
        .groups(groups)
        .range(OverRange.last(Duration.ofHours(1)))
        .calls(
            List.of(
                AggregateCall.of(
                    Aggregates.find("COUNT").orElseThrow(),
                    List.of(argument),
                    false,
                    OptionalInt.empty(),
                    DataType.of(TypeKind.BIGINT).notNull())))
        .rowType(rowType)
        .emitsLate(false)
        .lateColumns(List.of())
        .lateType(PlanVerifierTest.ROW.project(List.of(0)))
        .build();
  }

  static DelayNode delay(List<Integer> groups, RowType rowType) {
    return DelayNode.builder()
        .id("t")
        .name("t")
        .input(Port.out("s.source"))
        .groups(groups)
        .by(Duration.ofHours(1))
        .processingTime(false)
        .rowType(rowType)
        .build();
  }

  static SqlNode sql(RowType inputType, boolean changing, List<Integer> upsertBy) {
    return SqlNode.builder()
        .id("q")
        .name("q")
        .inputs(List.of(Port.out("s.source")))
        .tables(List.of("s"))
        .inputTypes(List.of(inputType))
        .times(List.of(Optional.empty()))
        .query("SELECT * FROM s")
        .upsertBy(upsertBy)
        .ttl(Optional.empty())
        .changing(changing)
        .time(Optional.empty())
        .operators(List.of("Calc"))
        .rowType(PlanVerifierTest.ROW)
        .build();
  }
}
