// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.plan.PlanNode;

/** One kind of plan node to Flink operators. Stateless: what it makes goes into the context. */
interface NodeTranslator<N extends PlanNode> {
  /** The kind of nodes that it translates. */
  Class<N> translates();

  void translate(N node, TranslationContext context);
}
