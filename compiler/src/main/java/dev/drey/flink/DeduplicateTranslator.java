// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.FirstRowOperator;
import dev.drey.operator.KeyColumns;
import dev.drey.operator.LastRowFunction;
import dev.drey.plan.DeduplicateNode;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.row.RowKey;
import dev.drey.row.RowKeyTypeInformation;
import dev.drey.type.RowType;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;

/** Rows by key, with what is remembered of each. */
final class DeduplicateTranslator implements NodeTranslator<DeduplicateNode> {
  @Override
  public Class<DeduplicateNode> translates() {
    return DeduplicateNode.class;
  }

  @Override
  public void translate(DeduplicateNode node, TranslationContext context) {
    RowType rowType = context.rowType(node.input());
    DataStream<Object[]> rows =
        node.meets(context.ports())
            ? Meeting.of(node, rowType, context)
            : context.input(node.input());
    KeyedStream<Object[], RowKey> keyed =
        rows.keyBy(new KeyColumns(node.by()), RowKeyTypeInformation.of(rowType.project(node.by())));
    TypeInformation<Object[]> type = context.type(node.rowType(), Port.out(node.id()));
    long within = node.within().toMillis();
    context.output(
        node,
        PlanNode.OUT,
        context.settled(
            node.keepsLast()
                ? keyed.process(
                    new LastRowFunction(within, DeduplicateNode.TIME, context.shape(node)), type)
                : keyed.transform(
                    node.kind(),
                    type,
                    new FirstRowOperator(
                        within, DeduplicateNode.TIME, node.rowType(), context.shape(node))),
            node.id()));
  }
}
