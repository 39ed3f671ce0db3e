// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.code;

import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;

/** The size of an expression in nodes: a measure of the code that it becomes. */
final class Weight {
  private Weight() {}

  static int of(RexNode node) {
    if (node instanceof RexFieldAccess) {
      return 1 + of(((RexFieldAccess) node).getReferenceExpr());
    }
    if (!(node instanceof RexCall)) {
      return 1;
    }
    return ((RexCall) node).nodeCount();
  }
}
