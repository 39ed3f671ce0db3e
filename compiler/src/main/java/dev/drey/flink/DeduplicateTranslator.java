// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.KeyColumns;
import dev.drey.operator.slice.FirstRowOperator;
import dev.drey.operator.slice.LastRowOperator;
import dev.drey.operator.slice.TimedOperator;
import dev.drey.plan.DeduplicateNode;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.row.RowKey;
import dev.drey.row.RowKeyTypeInformation;
import dev.drey.type.RowType;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
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
    KeyColumns keys = new KeyColumns(node.by());
    TypeInformation<RowKey> keyType = RowKeyTypeInformation.of(rowType.project(node.by()));
    KeyedStream<Object[], RowKey> keyed = rows.keyBy(keys, keyType);
    TypeInformation<Object[]> type = context.type(node.rowType(), Port.out(node.id()));
    long within = node.within().toMillis();
    TypeSerializer<RowKey> keySerializer =
        keyType.createSerializer(rows.getExecutionEnvironment().getConfig().getSerializerConfig());
    TimedOperator operator =
        node.keepsLast()
            ? new LastRowOperator(
                keys, keySerializer, within, DeduplicateNode.TIME, context.windowCache())
            : new FirstRowOperator(
                keys, keySerializer, node.rowType(), within, context.windowCache());
    context.shape(node).ifPresent(operator::means);
    context.output(
        node,
        PlanNode.OUT,
        context.settled(keyed.transform(node.kind(), type, operator), node.id()));
  }
}
