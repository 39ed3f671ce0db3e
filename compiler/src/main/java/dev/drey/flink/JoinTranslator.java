// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.KeyColumns;
import dev.drey.operator.slice.AsOfOperator;
import dev.drey.operator.slice.AsOfRules;
import dev.drey.operator.slice.JoinOperator;
import dev.drey.operator.slice.JoinRows;
import dev.drey.operator.slice.JoinRules;
import dev.drey.operator.slice.TimedOperator;
import dev.drey.plan.JoinNode;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.row.RowKey;
import dev.drey.row.RowKeyTypeInformation;
import dev.drey.type.RowType;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Rows of both sides by key, and the pairs of each. */
final class JoinTranslator implements NodeTranslator<JoinNode> {
  @Override
  public Class<JoinNode> translates() {
    return JoinNode.class;
  }

  @Override
  public void translate(JoinNode node, TranslationContext context) {
    RowType inputType = context.rowType(node.input());
    DataStream<Object[]> rows = context.input(node.input());
    KeyColumns keys = new KeyColumns(node.keyColumns());
    TypeInformation<RowKey> keyType =
        RowKeyTypeInformation.of(inputType.project(node.keyColumns()));
    TypeSerializer<RowKey> keySerializer =
        keyType.createSerializer(rows.getExecutionEnvironment().getConfig().getSerializerConfig());
    JoinRows layout = new JoinRows(inputType, node.keys(), node.left(), node.right(), node.given());
    TimedOperator operator =
        node.asOf()
            ? new AsOfOperator(
                keys,
                keySerializer,
                inputType,
                layout,
                new AsOfRules(
                    node.type().keepsLeft(),
                    node.ttl().map(Duration::toMillis).orElse(Long.MAX_VALUE),
                    node.deleted().isPresent() ? node.right() - 1 : -1),
                context.windowCache())
            : new JoinOperator(
                keys,
                keySerializer,
                layout,
                new JoinRules(
                    node.before().toMillis(),
                    node.after().toMillis(),
                    node.type().keepsLeft(),
                    node.type().keepsRight()),
                context.windowCache());
    context.shape(node).ifPresent(operator::means);
    context.output(
        node,
        PlanNode.OUT,
        context.settled(
            rows.keyBy(keys, keyType)
                .transform(
                    node.kind(), context.type(node.rowType(), Port.out(node.id())), operator),
            node.id()));
  }
}
