// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.slice.WindowsOperator;
import dev.drey.plan.PlanNode;
import dev.drey.plan.WindowsNode;
import dev.drey.row.RowTypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/** One operator, which keeps nothing. */
final class WindowsTranslator implements NodeTranslator<WindowsNode> {
  @Override
  public Class<WindowsNode> translates() {
    return WindowsNode.class;
  }

  @Override
  public void translate(WindowsNode node, TranslationContext context) {
    DataStream<Object[]> rows = context.input(node.input());
    context.output(
        node,
        PlanNode.OUT,
        context.behind(
            rows,
            rows.transform(
                node.kind(),
                RowTypeInformation.of(node.rowType()),
                new WindowsOperator(WindowTranslator.slices(node.window()))),
            node.id()));
  }
}
