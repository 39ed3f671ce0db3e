// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.aggregate.AggregateCall;
import dev.drey.aggregate.AggregateFunction;
import dev.drey.aggregate.Aggregates;
import dev.drey.aggregate.Previous;
import dev.drey.aggregate.Spread;
import dev.drey.plan.OverNode;
import dev.drey.plan.OverRange;
import dev.drey.plan.Port;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.jspecify.annotations.Nullable;

/** The operator that gives rows of a key, a number and their place values over those before. */
final class OverOperators {
  static final RowType ROW =
      RowType.of(
          Field.of("k", DataType.string().notNull()),
          Field.of("v", DataType.of(TypeKind.INT)),
          Field.of("n", DataType.of(TypeKind.INT).notNull()));

  static final DataType INT = DataType.of(TypeKind.INT);
  static final DataType BIGINT = DataType.of(TypeKind.BIGINT);

  private OverOperators() {}

  /**
   * @param growing whether one of them keeps more the more rows there are
   * @param most how many rows count; 0 for those of a time
   */
  static List<AggregateCall> calls(boolean growing, int most) {
    List<AggregateCall> calls = new ArrayList<>();
    calls.add(previous(2, 1));
    calls.add(call("COUNT", BIGINT.notNull()));
    calls.add(call("SUM", BIGINT, 1));
    calls.add(call("MIN", INT, 1));
    calls.add(call("LAST_VALUE", INT, 1));
    calls.add(previous(1, most == 2 ? 1 : 2));
    if (growing) {
      calls.add(
          AggregateCall.of(
              function("COUNT"), List.of(1), true, OptionalInt.empty(), BIGINT.notNull()));
    }
    return calls;
  }

  static AggregateCall call(String function, DataType type, Integer... arguments) {
    return AggregateCall.of(
        function(function), List.of(arguments), false, OptionalInt.empty(), type);
  }

  private static AggregateFunction function(String name) {
    return Aggregates.find(name).orElseThrow();
  }

  static AggregateCall previous(int column, int back) {
    return AggregateCall.of(
        Previous.FUNCTION,
        Spread.NONE,
        List.of(column),
        List.of(String.valueOf(back)),
        false,
        OptionalInt.empty(),
        INT);
  }

  static OverNode node(OverRange range, List<AggregateCall> calls) {
    List<Field> columns = new ArrayList<>(ROW.fields());
    for (int i = 0; i < calls.size(); i++) {
      columns.add(Field.of("c" + i, calls.get(i).type()));
    }
    return OverNode.builder()
        .id("t.over")
        .name("t")
        .input(Port.out("in"))
        .groups(List.of(0))
        .range(range)
        .calls(calls)
        .rowType(RowType.of(columns))
        .emitsLate(false)
        .lateColumns(List.of())
        .lateType(
            RowType.of(
                Field.of("late_by", BIGINT.notNull()),
                Field.of("watermark", DataType.timestampLtz().notNull())))
        .build();
  }

  static KeyedOperators of(
      OverNode node,
      long cache,
      StateBackend backend,
      int parallelism,
      @Nullable List<OperatorSubtaskState> savepoint)
      throws Exception {
    return new KeyedOperators(
        node, ROW, new Object[] {"", 0, 0}, node.groups(), cache, backend, parallelism, savepoint);
  }
}
