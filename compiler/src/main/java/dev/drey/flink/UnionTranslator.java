// SPDX-License-Identifier: Apache-2.0
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
    context.output(
        node,
        PlanNode.OUT,
        node.meets(context.ports())
            ? Meeting.of(node, node.rowType(), context)
            : context.union(node, node.rowType()));
  }
}
