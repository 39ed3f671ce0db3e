// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.ExplodeFunction;
import dev.drey.plan.ExplodeNode;
import dev.drey.plan.PlanNode;
import dev.drey.row.RowTypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/** One row per element of an array. */
final class ExplodeTranslator implements NodeTranslator<ExplodeNode> {
  @Override
  public Class<ExplodeNode> translates() {
    return ExplodeNode.class;
  }

  @Override
  public void translate(ExplodeNode node, TranslationContext context) {
    DataStream<Object[]> input = context.input(node.input());
    ExplodeFunction operation = new ExplodeFunction(node.arrayColumn(), node.outer());
    context.output(
        node,
        PlanNode.OUT,
        context.behind(
            input, input.flatMap(operation, RowTypeInformation.of(node.rowType())), node.id()));
  }
}
