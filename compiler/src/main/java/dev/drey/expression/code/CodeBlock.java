// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.code;

import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** A block of generated code, with the expressions whose values stand in its variables. */
final class CodeBlock {
  private final @Nullable CodeBlock outer;
  private final StringBuilder code;
  private final Map<RexNode, Term> known = new HashMap<>();
  private int parts;

  private CodeBlock(@Nullable CodeBlock outer, StringBuilder code) {
    this.outer = outer;
    this.code = code;
  }

  /** One more part of an expression is computed in this method. */
  void count() {
    if (outer == null) {
      parts++;
    } else {
      outer.count();
    }
  }

  /** The parts of expressions that this method computes so far. */
  int parts() {
    return outer == null ? parts : outer.parts();
  }

  /** A method's body. */
  static CodeBlock ofMethod() {
    return new CodeBlock(null, new StringBuilder());
  }

  /** A block within this one, which sees what is known here; what it adds is not known outside. */
  CodeBlock nested() {
    return new CodeBlock(this, code);
  }

  CodeBlock line(String text) {
    code.append(text).append('\n');
    return this;
  }

  void know(RexNode node, Term term) {
    known.put(node, term);
  }

  @Nullable Term find(RexNode node) {
    Term term = known.get(node);
    return term != null || outer == null ? term : outer.find(node);
  }

  String code() {
    return code.toString();
  }
}
