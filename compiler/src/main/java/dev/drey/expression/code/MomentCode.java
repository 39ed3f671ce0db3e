// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.code;

import dev.drey.expression.runtime.Chance;
import dev.drey.expression.value.MomentOperator;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.jspecify.annotations.Nullable;

/**
 * Java for what no column says. The time is read once for a row; a random value is drawn when it is
 * first asked for, and kept for the row, for one expression can be computed in several methods.
 */
final class MomentCode {
  private static final String NOW = "now";

  private final ClassSource source;

  MomentCode(ClassSource source) {
    this.source = source;
  }

  Term term(RexCall call, MomentOperator operator, List<Term> operands, CodeBlock body) {
    switch (operator.kind()) {
      case NOW:
        return Term.present(JavaType.LONG, now());
      case SECONDS:
        return Term.present(JavaType.LONG, "Math.floorDiv(" + now() + ", 1000L)");
      case WATERMARK:
        String watermark = source.name("w");
        body.line("long " + watermark + " = moment.watermark();");
        return new Term(JavaType.LONG, watermark, "(" + watermark + " == Long.MIN_VALUE)");
      case RAND:
        return random(
            "double",
            "Double",
            "",
            chance(operands.isEmpty() ? null : operands.get(0)) + ".nextDouble()",
            JavaType.DOUBLE,
            "");
      case RAND_INTEGER:
        Term bound = operands.get(operands.size() - 1);
        String drawn =
            RuntimeCall.of(
                Chance.class,
                "below",
                chance(operands.size() < 2 ? null : operands.get(0)),
                "bound");
        return random("int", "Integer", "int bound", drawn, JavaType.INT, bound.as(JavaType.INT));
      default:
        return random(
            "String", "String", "", RuntimeCall.of(Chance.class, "uuid"), JavaType.STRING, "");
    }
  }

  private String now() {
    source.eachRow("long", NOW, "moment.now()");
    return NOW;
  }

  /**
   * Each place draws from its own, so that a seed gives the same numbers whatever else is drawn.
   */
  private String chance(@Nullable Term seed) {
    String type = "java.util.Random";
    String name = source.name("random");
    source.field(
        "private final "
            + type
            + " "
            + name
            + " = new "
            + type
            + "("
            + (seed == null ? "" : seed.as(JavaType.INT))
            + ");");
    return name;
  }

  private Term random(
      String type, String boxed, String parameter, String drawn, JavaType java, String argument) {
    String name = source.name("drawn");
    source.eachRow(boxed, name, "null");
    source.method(
        "private "
            + type
            + " "
            + name
            + "("
            + parameter
            + ") {\n"
            + ("if (" + name + " == null) " + name + " = ")
            + (type.equals("String") ? drawn : boxed + ".valueOf(" + drawn + ")")
            + ";\nreturn "
            + name
            + (type.equals("String") ? "" : "." + type + "Value()")
            + ";\n}");
    return Term.present(java, name + "(" + argument + ")");
  }
}
