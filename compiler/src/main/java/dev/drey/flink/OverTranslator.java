// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.aggregate.AggregateCall;
import dev.drey.aggregate.Previous;
import dev.drey.operator.GroupAggregator;
import dev.drey.operator.KeyColumns;
import dev.drey.operator.slice.OverOperator;
import dev.drey.operator.slice.OverRows;
import dev.drey.operator.slice.OverRules;
import dev.drey.plan.OverNode;
import dev.drey.plan.OverRange;
import dev.drey.plan.PlanNode;
import dev.drey.row.RowKey;
import dev.drey.row.RowKeyTypeInformation;
import dev.drey.row.RowTypeInformation;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Rows by key, and what those before each come to. */
final class OverTranslator implements NodeTranslator<OverNode> {
  @Override
  public Class<OverNode> translates() {
    return OverNode.class;
  }

  @Override
  public void translate(OverNode node, TranslationContext context) {
    RowType inputType = context.rowType(node.input());
    DataStream<Object[]> rows =
        node.meets(context.ports())
            ? Meeting.of(node, inputType, context)
            : context.input(node.input());
    KeyColumns keys = new KeyColumns(node.groups());
    TypeInformation<RowKey> keyType = RowKeyTypeInformation.of(inputType.project(node.groups()));
    LateRows late = new LateRows(OverNode.LATE, inputType);
    OverOperator operator =
        new OverOperator(
            keys,
            keyType.createSerializer(
                rows.getExecutionEnvironment().getConfig().getSerializerConfig()),
            rules(node.range()),
            rows(node, inputType),
            context.windowCache(),
            node.emitsLate() ? late.tag() : null);
    context.shape(node).ifPresent(operator::means);
    SingleOutputStreamOperator<Object[]> results =
        context.settled(
            rows.keyBy(keys, keyType)
                .transform(node.kind(), RowTypeInformation.of(node.rowType()), operator),
            node.id());
    if (node.groups().isEmpty()) {
      // A group of all rows is in one place: more subtasks would only wait.
      results.setParallelism(1);
    }
    context.output(node, PlanNode.OUT, results);
    if (node.emitsLate()) {
      late.output(node, node.lateColumns(), node.lateType(), results, context);
    }
  }

  private static OverRules rules(OverRange range) {
    long length = range.length().toMillis();
    return range.most().isPresent()
        ? OverRules.rows(range.most().getAsInt(), length)
        : OverRules.last(length);
  }

  private static OverRows rows(OverNode node, RowType inputType) {
    List<Integer> kept = node.kept();
    int[] moves = new int[inputType.size()];
    for (int i = 0; i < kept.size(); i++) {
      moves[kept.get(i)] = i;
    }
    List<AggregateCall> calls = new ArrayList<>();
    List<Integer> slots = new ArrayList<>();
    List<OverRows.Previous> previous = new ArrayList<>();
    for (int slot = 0; slot < node.calls().size(); slot++) {
      AggregateCall call = node.calls().get(slot);
      if (Previous.is(call)) {
        previous.add(
            new OverRows.Previous(slot, moves[call.arguments().get(0)], Previous.back(call)));
      } else {
        calls.add(call.remap(moves));
        slots.add(slot);
      }
    }
    return new OverRows(
        inputType,
        kept,
        node.columns(),
        GroupAggregator.of(calls, inputType.project(kept)),
        slots,
        previous);
  }
}
