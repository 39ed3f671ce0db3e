// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.type.RowType;
import java.time.Duration;
import java.util.List;

/** Nodes whose operators keep rows, over the source of {@link PlanVerifierTest}. */
final class WaitingNodes {
  private WaitingNodes() {}

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

  static JoinNode join(int left, List<Integer> given, RowType rowType) {
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
