// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.code;

import dev.drey.expression.runtime.JsonMaking;
import dev.drey.expression.type.SqlTypes;
import dev.drey.expression.value.JsonMaker;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;

/** Java that makes JSON of typed values. */
final class JsonMakerCode {
  private final ClassSource source;
  private final ExpressionCode code;

  JsonMakerCode(ClassSource source, ExpressionCode code) {
    this.code = code;
    this.source = source;
  }

  Term term(RexCall call, JsonMaker maker, List<Term> operands, CodeBlock body) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      values.add(
          maker.isObject() && i % 2 == 0
              ? operands.get(i).boxed()
              : value(call.operands.get(i).getType(), operands.get(i), maker.isRaw(i)));
    }
    String name = source.name("json");
    body.line("String " + name + " = " + made(maker, values) + ";");
    return maker.isString()
        ? new Term(JavaType.STRING, name, "(" + name + " == null)")
        : Term.present(JavaType.STRING, name);
  }

  private static String made(JsonMaker maker, List<String> values) {
    if (maker.isString()) {
      return RuntimeCall.of(JsonMaking.class, "text", values.get(0));
    }
    return RuntimeCall.of(
        JsonMaking.class,
        maker.isObject() ? "object" : "array",
        maker.leavesOutNull(),
        "new Object[] {" + String.join(", ", values) + "}");
  }

  private String value(RelDataType type, Term value, boolean raw) {
    if (value.alwaysNull()) {
      return "null";
    }
    if (raw) {
      return RuntimeCall.of(JsonMaking.class, "raw", value.boxed());
    }
    String text = SqlTypes.fromRel(type).orElseThrow().toString();
    String making = JsonMaking.class.getName();
    String constant =
        source.constant(making, RuntimeCall.of(JsonMaking.class, "of", code.quoted(text)));
    return constant + ".value(" + value.boxed() + ")";
  }
}
