package dev.drey.flink;

import dev.drey.plan.PlanNode;
import dev.drey.plan.UnionNode;

/** Several streams as one; Flink needs no operator for it. */
final class UnionTranslator implements NodeTranslator<UnionNode> {
  @Override
  public void translate(UnionNode node, TranslationContext context) {
    context.output(node, PlanNode.OUT, context.union(node, node.rowType()));
  }
}
