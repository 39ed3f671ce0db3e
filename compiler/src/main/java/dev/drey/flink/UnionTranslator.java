package dev.drey.flink;

import dev.drey.plan.PlanNode;
import dev.drey.plan.UnionNode;

/**
 * Several streams as one. Flink needs no operator for it, except where a window comes behind and
 * the order of all inputs is sure: then that of the union is, too.
 */
final class UnionTranslator implements NodeTranslator<UnionNode> {
  @Override
  public Class<UnionNode> translates() {
    return UnionNode.class;
  }

  @Override
  public void translate(UnionNode node, TranslationContext context) {
    boolean sure =
        node.inputs().stream().noneMatch(input -> context.arrival(input) == ArrivalOrder.OPEN);
    if (sure && context.leadsToWindow(node)) {
      context.output(
          node, PlanNode.OUT, Meeting.of(node, node.rowType(), context), ArrivalOrder.IN_ORDER);
    } else {
      context.output(node, PlanNode.OUT, context.union(node, node.rowType()), ArrivalOrder.OPEN);
    }
  }
}
