// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.aggregate.AggregateCall;
import dev.drey.state.StateShape;
import dev.drey.type.RowType;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/** What the accumulators of an operator's calls mean, and what its stream makes of them. */
final class CallShapes {
  private CallShapes() {}

  /**
   * @param callAt of the operator's columns the call of which one is the result; -1 for none
   */
  static StateShape with(
      StateShape shape,
      PlanNode node,
      List<AggregateCall> calls,
      IntUnaryOperator callAt,
      Meanings meanings) {
    Port input = node.inputs().get(0);
    List<String> names = AggregateCall.names(calls, meanings.columns(input));
    StateShape more = shape;
    for (int i = 0; i < names.size(); i++) {
      more = more.part(names.get(i), meanings.of(calls.get(i), input));
    }
    Port result = meanings.streams().get(node.name());
    return result == null ? more : results(more, node, result, names, callAt, meanings);
  }

  private static StateShape results(
      StateShape shape,
      PlanNode node,
      Port port,
      List<String> names,
      IntUnaryOperator callAt,
      Meanings meanings) {
    StateShape more = shape;
    RowType columns = meanings.columns(port);
    for (int i = 0; i < columns.size(); i++) {
      List<String> parts =
          meanings.madeBy(node.id(), port, i).stream()
              .map(callAt::applyAsInt)
              .filter(call -> call >= 0)
              .map(names::get)
              .collect(Collectors.toList());
      if (!parts.isEmpty()) {
        more = more.result(columns.field(i).name(), meanings.of(port, i), parts);
      }
    }
    return more;
  }
}
