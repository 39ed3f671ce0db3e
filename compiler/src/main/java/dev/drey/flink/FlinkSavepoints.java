// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.aggregate.AggregateCall;
import dev.drey.evolution.SavepointRules;
import dev.drey.operator.GroupAggregator;
import dev.drey.row.RowTypeChange;
import dev.drey.type.RowType;
import java.util.List;
import java.util.Optional;

/** By the serializers that our operators have. */
public final class FlinkSavepoints implements SavepointRules {
  @Override
  public RowType accumulator(List<AggregateCall> calls, RowType input) {
    return GroupAggregator.accumulator(calls, input);
  }

  @Override
  public Optional<String> refusal(RowType before, RowType after) {
    return RowTypeChange.refusal(before, after);
  }

  @Override
  public Optional<String> keyRefusal(RowType before, RowType after) {
    return RowTypeChange.keyRefusal(before, after);
  }
}
