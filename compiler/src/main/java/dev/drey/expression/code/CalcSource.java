// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.code;

import dev.drey.expression.value.Expression;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Java for a condition and projections. Projections share one method, and with it what they have in
 * common, as long as it stays small.
 */
public final class CalcSource {
  public static final String CLASS_NAME = "DreyCalc";
  private static final int METHOD_WEIGHT = 200;

  private final ClassSource source = new ClassSource();
  private final ExpressionCode code;

  public CalcSource(RexBuilder rexBuilder) {
    this.code = new ExpressionCode(source, rexBuilder);
  }

  public String text(Optional<Expression> condition, List<Expression> projections) {
    CodeBlock body = CodeBlock.ofMethod();
    if (condition.isPresent()) {
      body.line("at = -1;");
      Term holds = code.term(condition.get().rex(), body);
      body.line("if (!" + holds.value() + ") return null;");
    }
    body.line("Object[] out = new Object[" + projections.size() + "];");
    int weight = condition.map(c -> Weight.of(c.rex())).orElse(0);
    int next =
        write(projections, 0, Math.max(1, METHOD_WEIGHT - Math.min(METHOD_WEIGHT, weight)), body);
    while (next < projections.size()) {
      CodeBlock part = CodeBlock.ofMethod();
      int from = next;
      next = write(projections, from, METHOD_WEIGHT, part);
      String name = source.name("columns");
      source.method(
          "private void " + name + "(Object[] row, Object[] out) {\n" + part.code() + "}");
      body.line(name + "(row, out);");
    }
    source.method(
        "public Object[] apply(Object[] row) {\n"
            + source.beginning()
            + body.code()
            + "return out;\n}");
    return source.text(CLASS_NAME);
  }

  /** Writes projections until the method is full; the first that is not written. */
  private int write(List<Expression> projections, int from, int room, CodeBlock body) {
    int left = room;
    for (int i = from; i < projections.size(); i++) {
      Expression projection = projections.get(i);
      left -= Math.min(METHOD_WEIGHT / 2, Weight.of(projection.rex()));
      if (left < 0 && i > from) {
        return i;
      }
      write(projection, i, body);
    }
    return projections.size();
  }

  private void write(Expression projection, int position, CodeBlock body) {
    RexNode rex = projection.rex();
    if (rex instanceof RexInputRef) {
      body.line("out[" + position + "] = row[" + ((RexInputRef) rex).getIndex() + "];");
      return;
    }
    body.line("at = " + position + ";");
    Term value = code.term(rex, body);
    String boxed =
        projection.type().nullable() ? value.boxed() : CallCode.required(rex.getType(), value);
    body.line("out[" + position + "] = " + boxed + ";");
  }
}
