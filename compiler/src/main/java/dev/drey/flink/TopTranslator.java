// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.KeyColumns;
import dev.drey.operator.RowRanking;
import dev.drey.operator.slice.RunningRules;
import dev.drey.operator.slice.TopOperator;
import dev.drey.operator.slice.TopRows;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.plan.TopNode;
import dev.drey.plan.TopOrder;
import dev.drey.row.RowKey;
import dev.drey.row.RowKeyTypeInformation;
import dev.drey.type.RowType;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Rows by key, and the first ones of each. */
final class TopTranslator implements NodeTranslator<TopNode> {
  @Override
  public Class<TopNode> translates() {
    return TopNode.class;
  }

  @Override
  public void translate(TopNode node, TranslationContext context) {
    RowType inputType = context.rowType(node.input());
    DataStream<Object[]> rows =
        node.meets(context.ports())
            ? Meeting.of(node, inputType, context)
            : context.input(node.input());
    KeyColumns keys = new KeyColumns(node.groups());
    TypeInformation<RowKey> keyType = RowKeyTypeInformation.of(inputType.project(node.groups()));
    TopOperator operator =
        new TopOperator(
            keys,
            keyType.createSerializer(
                rows.getExecutionEnvironment().getConfig().getSerializerConfig()),
            new TopRows(
                inputType,
                ranking(node, inputType),
                node.most(),
                node.columns(),
                node.ranked(),
                node.windowEnd().orElse(-1)),
            RunningRules.kept(node.ttl().toMillis(), node.processingTime()),
            context.windowCache());
    context.shape(node).ifPresent(operator::means);
    SingleOutputStreamOperator<Object[]> results =
        context.settled(
            rows.keyBy(keys, keyType)
                .transform(
                    node.kind(), context.type(node.rowType(), Port.out(node.id())), operator),
            node.id());
    if (node.groups().isEmpty()) {
      // A group of all rows is in one place: more subtasks would only wait.
      results.setParallelism(1);
    }
    context.output(node, PlanNode.OUT, results);
  }

  private static RowRanking ranking(TopNode node, RowType inputType) {
    RowRanking ranking = RowRanking.none();
    for (TopOrder part : node.order()) {
      ranking = ranking.then(inputType, part.column(), part.descending(), part.nullsFirst());
    }
    for (int column : node.ties(inputType)) {
      ranking = ranking.then(inputType, column, false, true);
    }
    return ranking;
  }
}
