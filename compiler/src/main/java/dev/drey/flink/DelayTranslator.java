// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.KeyColumns;
import dev.drey.operator.SlotFunction;
import dev.drey.operator.slice.DelayOperator;
import dev.drey.operator.slice.DelayRules;
import dev.drey.plan.DelayNode;
import dev.drey.plan.PlanNode;
import dev.drey.row.RowKey;
import dev.drey.row.RowKeyTypeInformation;
import dev.drey.row.RowTypeInformation;
import dev.drey.type.RowType;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Rows by key, or dealt out, which wait. */
final class DelayTranslator implements NodeTranslator<DelayNode> {
  /** So many numbers are about even over key groups, whatever these are. */
  private static final int SLOTS_PER_KEY_GROUP = 16;

  @Override
  public Class<DelayNode> translates() {
    return DelayNode.class;
  }

  @Override
  public void translate(DelayNode node, TranslationContext context) {
    RowType inputType = context.rowType(node.input());
    DataStream<Object[]> rows =
        node.meets(context.ports())
            ? Meeting.of(node, inputType, context)
            : context.input(node.input());
    boolean keyed = !node.groups().isEmpty();
    if (!keyed) {
      rows =
          context.behind(
              rows,
              rows.map(
                  new SlotFunction(SLOTS_PER_KEY_GROUP * context.maxParallelism()),
                  RowTypeInformation.of(node.arriving(inputType))),
              node.id() + ".slot");
    }
    KeyColumns keys = new KeyColumns(keyed ? node.groups() : List.of(inputType.size()));
    TypeInformation<RowKey> keyType = RowKeyTypeInformation.of(node.key(inputType));
    DelayOperator operator =
        new DelayOperator(
            keys,
            keyType.createSerializer(
                rows.getExecutionEnvironment().getConfig().getSerializerConfig()),
            new DelayRules(
                node.by().toMillis(),
                node.processingTime(),
                node.waiting(inputType),
                node.rowType().size()),
            context.windowCache());
    context.shape(node).ifPresent(operator::means);
    context.output(
        node,
        PlanNode.OUT,
        context.settled(
            rows.keyBy(keys, keyType)
                .transform(node.kind(), RowTypeInformation.of(node.rowType()), operator),
            node.id()));
  }
}
