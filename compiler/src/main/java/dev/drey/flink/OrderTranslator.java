// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.KeyColumns;
import dev.drey.operator.RowRanking;
import dev.drey.operator.slice.OrderOperator;
import dev.drey.plan.OrderNode;
import dev.drey.plan.PlanNode;
import dev.drey.plan.TopOrder;
import dev.drey.row.RowKey;
import dev.drey.row.RowKeyTypeInformation;
import dev.drey.row.RowTypeInformation;
import dev.drey.type.RowType;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Rows by key, and in their order. */
final class OrderTranslator implements NodeTranslator<OrderNode> {
  @Override
  public Class<OrderNode> translates() {
    return OrderNode.class;
  }

  @Override
  public void translate(OrderNode node, TranslationContext context) {
    RowType inputType = context.rowType(node.input());
    DataStream<Object[]> rows =
        node.meets(context.ports())
            ? Meeting.of(node, inputType, context)
            : context.input(node.input());
    KeyColumns keys = new KeyColumns(node.groups());
    TypeInformation<RowKey> keyType = RowKeyTypeInformation.of(inputType.project(node.groups()));
    LateRows late = new LateRows(OrderNode.LATE, inputType);
    OrderOperator operator =
        new OrderOperator(
            keys,
            keyType.createSerializer(
                rows.getExecutionEnvironment().getConfig().getSerializerConfig()),
            inputType,
            ranking(node, inputType),
            node.rowType().size(),
            context.windowCache(),
            node.emitsLate() ? late.tag() : null);
    context.shape(node).ifPresent(operator::means);
    SingleOutputStreamOperator<Object[]> results =
        context.settled(
            rows.keyBy(keys, keyType)
                .transform(node.kind(), RowTypeInformation.of(node.rowType()), operator),
            node.id());
    if (node.groups().isEmpty()) {
      // One order is in one place: more subtasks would only wait.
      results.setParallelism(1);
    }
    context.output(node, PlanNode.OUT, results);
    if (node.emitsLate()) {
      late.output(node, node.lateColumns(), node.lateType(), results, context);
    }
  }

  private static RowRanking ranking(OrderNode node, RowType inputType) {
    RowRanking ranking = RowRanking.none();
    for (TopOrder part : node.ties()) {
      ranking = ranking.then(inputType, part.column(), part.descending(), part.nullsFirst());
    }
    return ranking;
  }
}
