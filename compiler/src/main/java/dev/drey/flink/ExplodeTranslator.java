package dev.drey.flink;

import dev.drey.plan.ExplodeNode;
import dev.drey.plan.PlanNode;
import dev.drey.row.RowTypeInformation;

/** One row per element of an array. */
final class ExplodeTranslator implements NodeTranslator<ExplodeNode> {
  @Override
  public void translate(ExplodeNode node, TranslationContext context) {
    context.output(
        node,
        PlanNode.OUT,
        context.settled(
            context
                .input(node.input())
                .flatMap(
                    new ExplodeOperation(node.arrayColumn(), node.outer()),
                    RowTypeInformation.of(node.rowType())),
            node.id()));
  }
}
