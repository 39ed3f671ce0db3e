// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.GroupAggregator;
import dev.drey.operator.KeyColumns;
import dev.drey.operator.slice.RunningOperator;
import dev.drey.operator.slice.RunningRows;
import dev.drey.operator.slice.RunningRules;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.plan.RunningNode;
import dev.drey.row.RowKey;
import dev.drey.row.RowKeyTypeInformation;
import dev.drey.type.RowType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Rows by key, and what is counted of each. */
final class RunningTranslator implements NodeTranslator<RunningNode> {
  @Override
  public Class<RunningNode> translates() {
    return RunningNode.class;
  }

  @Override
  public void translate(RunningNode node, TranslationContext context) {
    RowType inputType = context.rowType(node.input());
    DataStream<Object[]> rows =
        node.meets(context.ports())
            ? Meeting.of(node, inputType, context)
            : context.input(node.input());
    KeyColumns keys = new KeyColumns(node.keys());
    TypeInformation<RowKey> keyType = RowKeyTypeInformation.of(inputType.project(node.keys()));
    RunningOperator operator =
        new RunningOperator(
            keys,
            keyType.createSerializer(
                rows.getExecutionEnvironment().getConfig().getSerializerConfig()),
            new RunningRows(
                node.name(),
                GroupAggregator.of(node.calls(), inputType),
                node.keys().size(),
                node.rowType().size(),
                node.having()
                    .map(
                        condition ->
                            context
                                .expressions()
                                .calc(node.rowType(), Optional.of(condition), List.of()))),
            new RunningRules(
                node.ttl().toMillis(),
                node.processingTime(),
                node.every().map(Duration::toMillis).orElse(0L),
                node.everyByClock(),
                node.takesBack()),
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
