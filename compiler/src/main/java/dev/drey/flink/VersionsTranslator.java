// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.VersionFunction;
import dev.drey.plan.PlanNode;
import dev.drey.plan.VersionsNode;
import dev.drey.row.RowTypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Rows that change each other with a column in the place of what they do. */
final class VersionsTranslator implements NodeTranslator<VersionsNode> {
  @Override
  public Class<VersionsNode> translates() {
    return VersionsNode.class;
  }

  @Override
  public void translate(VersionsNode node, TranslationContext context) {
    DataStream<Object[]> rows = context.input(node.input());
    context.output(
        node,
        PlanNode.OUT,
        context.behind(
            rows,
            rows.map(new VersionFunction(), RowTypeInformation.of(node.rowType())),
            node.id()));
  }
}
