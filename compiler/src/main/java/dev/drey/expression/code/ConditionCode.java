// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.code;

import com.google.common.collect.Range;
import dev.drey.expression.runtime.Texts;
import dev.drey.expression.runtime.Values;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Sarg;

/** Java for comparisons, three-valued logic and CASE, with nothing computed that is not needed. */
final class ConditionCode {
  private static final String NONE = Values.class.getName() + ".NONE";
  private static final String ELEMENTS = Values.Elements.class.getCanonicalName();
  private static final int WIDEST = 12;
  private static final int SET_FROM = 5;

  private final ExpressionCode code;
  private final ClassSource source;
  private final CallCode calls;

  ConditionCode(ExpressionCode code, ClassSource source, CallCode calls) {
    this.code = code;
    this.source = source;
    this.calls = calls;
  }

  /** A long chain is a tree of short ones: blocks nest as deep as a chain is long. */
  Term logic(RexCall call, CodeBlock body) {
    boolean and = call.getKind() == SqlKind.AND;
    List<RexNode> operands = call.operands;
    String value = source.name("v");
    String unknown = source.name("n");
    body.line("boolean " + value + " = " + and + ";");
    body.line("boolean " + unknown + " = false;");
    int step = (operands.size() + WIDEST - 1) / WIDEST;
    CodeBlock current = body;
    int opened = 0;
    for (int i = 0; i < operands.size(); i += step) {
      List<RexNode> part = operands.subList(i, Math.min(operands.size(), i + step));
      Term operand =
          code.term(part.size() == 1 ? part.get(0) : call.clone(call.getType(), part), current);
      String decides = and ? notTrueAndKnown(operand) : operand.value();
      current.line(
          "if (" + decides + ") { " + value + " = " + !and + "; " + unknown + " = false; }");
      if (!operand.neverNull()) {
        current.line("else if (" + operand.nullTest() + ") " + unknown + " = true;");
      }
      if (i + step < operands.size()) {
        current.line("if (" + value + " == " + and + ") {");
        current = current.nested();
        opened++;
      }
    }
    for (int i = 0; i < opened; i++) {
      body.line("}");
    }
    body.line("if (" + unknown + ") " + value + " = false;");
    return new Term(JavaType.BOOLEAN, value, unknown);
  }

  private static String notTrueAndKnown(Term operand) {
    return operand.neverNull()
        ? "!" + operand.value()
        : "!" + operand.value() + " && !" + operand.nullTest();
  }

  Term test(SqlKind kind, Term operand, CodeBlock body) {
    String value = operand.value();
    String unknown = operand.nullTest();
    switch (kind) {
      case NOT:
        return calls.strictTerm(JavaType.BOOLEAN, List.of(operand), "!" + value, false, body);
      case IS_NULL:
        return Term.present(JavaType.BOOLEAN, unknown);
      case IS_NOT_NULL:
        return Term.present(JavaType.BOOLEAN, "(!" + unknown + ")");
      case IS_TRUE:
        return Term.present(JavaType.BOOLEAN, value);
      case IS_NOT_TRUE:
        return Term.present(JavaType.BOOLEAN, "(!" + value + ")");
      case IS_FALSE:
        return Term.present(JavaType.BOOLEAN, "(!" + unknown + " && !" + value + ")");
      default:
        return Term.present(JavaType.BOOLEAN, "(" + unknown + " || " + value + ")");
    }
  }

  Term comparison(RexCall call, CodeBlock body) {
    List<Term> operands = calls.terms(call.operands, body);
    Term a = operands.get(0);
    Term b = operands.get(1);
    if (call.operands.get(0).equals(call.operands.get(1))) {
      return withItself(call.getKind(), operands, body);
    }
    switch (call.getKind()) {
      case IS_DISTINCT_FROM:
        return Term.present(JavaType.BOOLEAN, "(!" + same(a, b) + ")");
      case IS_NOT_DISTINCT_FROM:
        return Term.present(JavaType.BOOLEAN, same(a, b));
      default:
        return calls.strictTerm(
            JavaType.BOOLEAN, operands, compared(call.getKind(), a, b), false, body);
    }
  }

  /** As optimisers have it, Flink's and Calcite's: even NaN equals itself then. */
  private Term withItself(SqlKind kind, List<Term> operands, CodeBlock body) {
    switch (kind) {
      case IS_DISTINCT_FROM:
        return Term.present(JavaType.BOOLEAN, "false");
      case IS_NOT_DISTINCT_FROM:
        return Term.present(JavaType.BOOLEAN, "true");
      case EQUALS:
      case LESS_THAN_OR_EQUAL:
      case GREATER_THAN_OR_EQUAL:
        return calls.strictTerm(JavaType.BOOLEAN, operands, "true", false, body);
      default:
        return calls.strictTerm(JavaType.BOOLEAN, operands, "false", false, body);
    }
  }

  private static String same(Term a, Term b) {
    if (a.alwaysNull() || b.alwaysNull()) {
      return a.alwaysNull() ? b.nullTest() : a.nullTest();
    }
    return "(("
        + a.nullTest()
        + ") ? ("
        + b.nullTest()
        + ") : (!("
        + b.nullTest()
        + ") && "
        + compared(SqlKind.EQUALS, a, b)
        + "))";
  }

  /** A comparison of two values that are not NULL. */
  static String compared(SqlKind kind, Term a, Term b) {
    if (a.type().isNumeric() && b.type().isNumeric()) {
      return comparedNumbers(kind, a, b);
    }
    String left = a.value();
    String right = b.value();
    if (kind == SqlKind.EQUALS || kind == SqlKind.NOT_EQUALS) {
      String equal = equal(a.type(), left, right);
      return kind == SqlKind.EQUALS ? equal : "!" + equal;
    }
    switch (a.type()) {
      case BOOLEAN:
        return "(Boolean.compare(" + left + ", " + right + ") " + java(kind) + " 0)";
      case STRING:
        return "(" + RuntimeCall.of(Texts.class, "compare", left, right) + " " + java(kind) + " 0)";
      case BYTES:
        return "(java.util.Arrays.compareUnsigned("
            + left
            + ", "
            + right
            + ") "
            + java(kind)
            + " 0)";
      case BYTE:
      case SHORT:
      case INT:
      case LONG:
      case FLOAT:
      case DOUBLE:
      case DECIMAL:
      case LIST:
      case MAP:
      case ROW:
        break;
    }
    throw new IllegalArgumentException("no order: " + a.type());
  }

  private static String equal(JavaType type, String left, String right) {
    switch (type) {
      case BOOLEAN:
        return "(" + left + " == " + right + ")";
      case STRING:
        return left + ".equals(" + right + ")";
      case BYTES:
        return "java.util.Arrays.equals(" + left + ", " + right + ")";
      case BYTE:
      case SHORT:
      case INT:
      case LONG:
      case FLOAT:
      case DOUBLE:
      case DECIMAL:
      case LIST:
      case MAP:
      case ROW:
        return RuntimeCall.of(Values.class, "equal", left, right);
    }
    throw new IllegalArgumentException(type.name());
  }

  private static String comparedNumbers(SqlKind kind, Term a, Term b) {
    JavaType common = common(a.type(), b.type());
    if (common == JavaType.DECIMAL) {
      return "(" + a.as(common) + ".compareTo(" + b.as(common) + ") " + java(kind) + " 0)";
    }
    return "(" + a.as(common) + " " + java(kind) + " " + b.as(common) + ")";
  }

  /** The type in which numbers of two types are compared. */
  static JavaType common(JavaType a, JavaType b) {
    if (a.isFloating() || b.isFloating()) {
      return a == JavaType.FLOAT && b == JavaType.FLOAT ? JavaType.FLOAT : JavaType.DOUBLE;
    }
    if (a == JavaType.DECIMAL || b == JavaType.DECIMAL) {
      return JavaType.DECIMAL;
    }
    return a == JavaType.LONG || b == JavaType.LONG ? JavaType.LONG : JavaType.INT;
  }

  private static String java(SqlKind kind) {
    switch (kind) {
      case EQUALS:
        return "==";
      case NOT_EQUALS:
        return "!=";
      case LESS_THAN:
        return "<";
      case LESS_THAN_OR_EQUAL:
        return "<=";
      case GREATER_THAN:
        return ">";
      default:
        return ">=";
    }
  }

  /** Many points are looked up in a set; else a range test is its comparisons. */
  Term search(RexCall call, CodeBlock body) {
    RexNode value = call.operands.get(0);
    Sarg<?> sarg = sarg((RexLiteral) call.operands.get(1));
    JavaType type = JavaType.of(value.getType());
    boolean plain = type == JavaType.STRING || type == JavaType.INT || type == JavaType.LONG;
    boolean points = sarg.isPoints() && sarg.pointCount >= SET_FROM;
    boolean strictNull = sarg.nullAs == RexUnknownAs.UNKNOWN;
    if (!plain || !points || !strictNull) {
      return code.term(calls.expanded(call), body);
    }
    List<String> elements = new ArrayList<>();
    for (Range<?> range : sarg.rangeSet.asRanges()) {
      elements.add(element(type, range.lowerEndpoint()));
    }
    Term operand = code.term(value, body);
    String field = source.constant(ELEMENTS, elements(elements));
    return calls.strictTerm(
        JavaType.BOOLEAN,
        List.of(operand),
        field + ".has(" + Term.present(type, operand.value()).boxed() + ")",
        false,
        body);
  }

  /** A set of the elements, put into it fifty at a time: Janino reads no longer chain of calls. */
  private String elements(List<String> elements) {
    String set = "new " + ELEMENTS + "()";
    for (int from = 0; from < elements.size(); from += 50) {
      String name = source.name("elements");
      StringBuilder part = new StringBuilder("set");
      elements
          .subList(from, Math.min(elements.size(), from + 50))
          .forEach(element -> part.append(".with(").append(element).append(")"));
      source.method(
          "private " + ELEMENTS + " " + name + "(" + ELEMENTS + " set) { return " + part + "; }");
      set = name + "(" + set + ")";
    }
    return set;
  }

  private static Sarg<?> sarg(RexLiteral literal) {
    Sarg<?> sarg = literal.getValueAs(Sarg.class);
    if (sarg == null) {
      throw new IllegalArgumentException("no range: " + literal);
    }
    return sarg;
  }

  private String element(JavaType type, Object point) {
    if (point instanceof NlsString) {
      return code.quoted(((NlsString) point).getValue());
    }
    String number = point.toString();
    return type == JavaType.LONG
        ? "Long.valueOf(" + number + "L)"
        : "Integer.valueOf(" + number + ")";
  }

  Term caseWhen(RexCall call, CodeBlock body) {
    if (call.operands.size() > 2 * WIDEST + 1) {
      return longCase(call, body);
    }
    JavaType type = JavaType.of(call.getType());
    String value = source.name("v");
    String unknown = source.name("n");
    body.line(type.text() + " " + value + " = " + type.nothing() + ";");
    if (type.isPrimitive()) {
      body.line("boolean " + unknown + " = true;");
    }
    CodeBlock current = body;
    int opened = 0;
    List<RexNode> operands = call.operands;
    for (int i = 0; i + 1 < operands.size(); i += 2) {
      Term condition = code.term(operands.get(i), current);
      current.line("if (" + condition.value() + ") {");
      assign(operands.get(i + 1), type, value, unknown, current.nested());
      current.line("} else {");
      current = current.nested();
      opened++;
    }
    assign(operands.get(operands.size() - 1), type, value, unknown, current);
    for (int i = 0; i < opened; i++) {
      body.line("}");
    }
    return new Term(type, value, type.isPrimitive() ? unknown : "(" + value + " == null)");
  }

  /**
   * A CASE of many branches: a method for a few of them at a time, called where none before it was
   * chosen, so that neither blocks nor calls nest by the number of branches.
   */
  private Term longCase(RexCall call, CodeBlock body) {
    JavaType type = JavaType.of(call.getType());
    List<RexNode> operands = call.operands;
    int last = operands.size() - 1;
    String chosen = source.name("c");
    body.line("Object " + chosen + " = " + NONE + ";");
    for (int from = 0; from < last; from += 2 * WIDEST) {
      String method = branches(operands.subList(from, Math.min(last, from + 2 * WIDEST)), type);
      body.line("if (" + chosen + " == " + NONE + ") " + chosen + " = " + method + "(row);");
    }
    body.line("if (" + chosen + " == " + NONE + ") {");
    CodeBlock otherwise = body.nested();
    Term value = code.term(operands.get(last), otherwise);
    otherwise.line(chosen + " = " + object(value, type) + ";");
    body.line("}");
    return code.read(chosen, call.getType(), body);
  }

  /** The name of a method that gives the value of the first branch that is chosen, or NONE. */
  private String branches(List<RexNode> pairs, JavaType type) {
    CodeBlock method = CodeBlock.ofMethod();
    for (int i = 0; i < pairs.size(); i += 2) {
      Term condition = code.term(pairs.get(i), method);
      method.line("if (" + condition.value() + ") {");
      CodeBlock branch = method.nested();
      Term value = code.term(pairs.get(i + 1), branch);
      branch.line("return " + object(value, type) + ";");
      method.line("}");
    }
    String name = source.name("branches");
    source.method(
        "private Object "
            + name
            + "(Object[] row) {\n"
            + method.code()
            + "return "
            + NONE
            + ";\n}");
    return name;
  }

  private static String object(Term term, JavaType type) {
    return term.alwaysNull() ? "null" : new Term(type, term.as(type), term.nullTest()).boxed();
  }

  private void assign(RexNode node, JavaType type, String value, String unknown, CodeBlock body) {
    Term term = code.term(node, body);
    body.line(value + " = " + (term.alwaysNull() ? type.nothing() : term.as(type)) + ";");
    if (type.isPrimitive()) {
      body.line(unknown + " = " + term.nullTest() + ";");
    }
  }
}
