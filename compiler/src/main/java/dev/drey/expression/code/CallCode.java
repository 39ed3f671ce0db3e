// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.code;

import dev.drey.expression.function.RuntimeOperator;
import dev.drey.expression.runtime.Encodings;
import dev.drey.expression.runtime.Lists;
import dev.drey.expression.runtime.Texts;
import dev.drey.expression.runtime.Values;
import dev.drey.expression.text.LikeMatcher;
import dev.drey.expression.value.JsonMaker;
import dev.drey.expression.value.MomentOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlTrimFunction;

/** Java for calls. Most give NULL where an argument is NULL and call nothing then. */
final class CallCode {

  private static final int VALUES_OF_A_METHOD = 50;

  private final ExpressionCode code;
  private final ClassSource source;
  private final ConditionCode conditions;
  private final ArithmeticCode arithmetic;
  private final CastCode casts;
  private final FunctionCode functions;
  private final MomentCode moments;
  private final JsonMakerCode jsonMakers;
  private final RexBuilder rexBuilder;

  CallCode(ExpressionCode code, ClassSource source, RexBuilder rexBuilder) {
    this.rexBuilder = rexBuilder;
    this.code = code;
    this.source = source;
    this.conditions = new ConditionCode(code, source, this);
    this.arithmetic = new ArithmeticCode(this);
    this.casts = new CastCode(this, code, source);
    this.functions = new FunctionCode(this, source);
    this.moments = new MomentCode(source);
    this.jsonMakers = new JsonMakerCode(source, code);
  }

  Term term(RexCall call, CodeBlock body) {
    switch (call.getKind()) {
      case AND:
      case OR:
        return conditions.logic(call, body);
      case NOT:
      case IS_NULL:
      case IS_NOT_NULL:
      case IS_TRUE:
      case IS_NOT_TRUE:
      case IS_FALSE:
      case IS_NOT_FALSE:
        return conditions.test(call.getKind(), code.term(call.operands.get(0), body), body);
      case EQUALS:
      case NOT_EQUALS:
      case LESS_THAN:
      case LESS_THAN_OR_EQUAL:
      case GREATER_THAN:
      case GREATER_THAN_OR_EQUAL:
      case IS_DISTINCT_FROM:
      case IS_NOT_DISTINCT_FROM:
        return conditions.comparison(call, body);
      case SEARCH:
        return conditions.search(call, body);
      case CASE:
        return conditions.caseWhen(call, body);
      default:
        return strict(call, body);
    }
  }

  /** Calls that compute all their operands. */
  private Term strict(RexCall call, CodeBlock body) {
    SqlOperator operator = call.getOperator();
    if (operator instanceof MomentOperator) {
      return moments.term(call, (MomentOperator) operator, terms(call.operands, body), body);
    }
    if (operator instanceof JsonMaker) {
      return jsonMakers.term(call, (JsonMaker) operator, terms(call.operands, body), body);
    }
    if (operator instanceof RuntimeOperator) {
      return functions.call(call, (RuntimeOperator) operator, terms(call.operands, body), body);
    }
    switch (call.getKind()) {
      case PLUS:
      case MINUS:
      case TIMES:
      case DIVIDE:
      case MOD:
      case MINUS_PREFIX:
        return arithmetic.term(call, terms(call.operands, body), body);
      case CAST:
      case SAFE_CAST:
        return casts.term(call, code.term(call.operands.get(0), body), body);
      case LIKE:
      case SIMILAR:
        return like(call, terms(call.operands, body), body);
      case ITEM:
        return item(call, terms(call.operands, body), body);
      case ROW:
        return Term.present(JavaType.ROW, values(call.operands, body));
      case ARRAY_VALUE_CONSTRUCTOR:
        return made(JavaType.LIST, "list", call.operands, body);
      case MAP_VALUE_CONSTRUCTOR:
        return made(JavaType.MAP, "map", call.operands, body);
      case EXTRACT:
      case FLOOR:
      case CEIL:
      case TIMESTAMP_DIFF:
      case TRIM:
        return withUnit(call, body);
      default:
        return byName(call, terms(call.operands, body), body);
    }
  }

  private Term byName(RexCall call, List<Term> operands, CodeBlock body) {
    JavaType type = JavaType.of(call.getType());
    switch (call.getOperator().getName()) {
      case "||":
        return concat(type, operands, body);
      case "GREATEST":
      case "LEAST":
        return arithmetic.extreme(call, operands, body);
      case "ROUND":
      case "TRUNCATE":
        return arithmetic.round(call, operands, body);
      case "TIMESTAMPDIFF":
        return withUnit(call, body);
      default:
        throw new IllegalArgumentException("no Java for " + call);
    }
  }

  List<Term> terms(List<RexNode> nodes, CodeBlock body) {
    List<Term> terms = new ArrayList<>();
    for (RexNode node : nodes) {
      terms.add(code.term(node, body));
    }
    return terms;
  }

  /** A value that is NULL where an operand is, else the Java expression. */
  Term strictTerm(
      JavaType type, List<Term> operands, String expression, boolean mayBeNull, CodeBlock body) {
    if (operands.stream().anyMatch(Term::alwaysNull)) {
      return Term.nothing(type);
    }
    String anyNull = anyNull(operands);
    String value = source.name("v");
    if (anyNull.isEmpty()) {
      body.line(type.text() + " " + value + " = " + expression + ";");
      return new Term(
          type, value, mayBeNull && !type.isPrimitive() ? "(" + value + " == null)" : "false");
    }
    String test = source.name("n");
    body.line("boolean " + test + " = " + anyNull + ";");
    body.line(
        type.text()
            + " "
            + value
            + " = "
            + test
            + " ? "
            + type.nothing()
            + " : "
            + expression
            + ";");
    return new Term(type, value, type.isPrimitive() ? test : "(" + value + " == null)");
  }

  /** Whether one of the operands is NULL, as Java; empty where none can be. */
  private static String anyNull(List<Term> operands) {
    return operands.stream()
        .filter(operand -> !operand.neverNull())
        .map(Term::nullTest)
        .distinct()
        .collect(Collectors.joining(" || "));
  }

  /** A method that gives an object, null for NULL, as a typed value. */
  Term unboxed(JavaType type, List<Term> operands, String objectExpression, CodeBlock body) {
    if (operands.stream().anyMatch(Term::alwaysNull)) {
      return Term.nothing(type);
    }
    String anyNull = anyNull(operands);
    String guarded =
        anyNull.isEmpty()
            ? objectExpression
            : "(" + anyNull + " ? null : " + objectExpression + ")";
    String box = source.name("b");
    body.line(type.boxed() + " " + box + " = (" + type.boxed() + ") " + guarded + ";");
    if (!type.isPrimitive()) {
      return new Term(type, box, "(" + box + " == null)");
    }
    String value = source.name("v");
    body.line(
        type.text()
            + " "
            + value
            + " = "
            + box
            + " == null ? "
            + type.nothing()
            + " : "
            + box
            + "."
            + type.text()
            + "Value();");
    return new Term(type, value, "(" + box + " == null)");
  }

  ClassSource source() {
    return source;
  }

  private Term concat(JavaType type, List<Term> operands, CodeBlock body) {
    String expression =
        type == JavaType.BYTES
            ? RuntimeCall.of(
                Encodings.class, "joined", operands.get(0).value(), operands.get(1).value())
            : RuntimeCall.of(
                Texts.class, "joined", operands.get(0).value(), operands.get(1).value());
    return strictTerm(type, operands, expression, false, body);
  }

  private Term like(RexCall call, List<Term> operands, CodeBlock body) {
    boolean similar = call.getKind() == SqlKind.SIMILAR;
    boolean constant =
        call.operands.subList(1, call.operands.size()).stream()
            .allMatch(operand -> operand instanceof RexLiteral);
    String matcher = LikeMatcher.class.getName();
    String escape = operands.size() > 2 ? operands.get(2).value() : "null";
    if (constant && operands.stream().noneMatch(Term::alwaysNull)) {
      String field =
          source.constant(
              matcher,
              matcher + ".of(" + operands.get(1).value() + ", " + escape + ", " + similar + ")");
      return strictTerm(
          JavaType.BOOLEAN,
          operands.subList(0, 1),
          field + ".matches(" + operands.get(0).value() + ")",
          false,
          body);
    }
    String field = source.constant(matcher + ".Last", "new " + matcher + ".Last(" + similar + ")");
    return strictTerm(
        JavaType.BOOLEAN,
        operands,
        field
            + ".matches("
            + operands.get(0).value()
            + ", "
            + operands.get(1).value()
            + ", "
            + escape
            + ")",
        false,
        body);
  }

  private Term item(RexCall call, List<Term> operands, CodeBlock body) {
    JavaType type = JavaType.of(call.getType());
    Term value = operands.get(0);
    Term key = operands.get(1);
    String expression =
        value.type() == JavaType.LIST
            ? RuntimeCall.of(Lists.class, "item", value.value(), key.as(JavaType.LONG))
            : RuntimeCall.of(Lists.class, "item", value.value(), key.boxed());
    return unboxed(type, operands, expression, body);
  }

  /** An array of the values, as Java; where there are many, each part is set in its own method. */
  private String values(List<RexNode> nodes, CodeBlock body) {
    String name = source.name("v");
    body.line("Object[] " + name + " = new Object[" + nodes.size() + "];");
    if (nodes.size() <= VALUES_OF_A_METHOD) {
      set(nodes, 0, nodes.size(), name, body);
      return name;
    }
    for (int from = 0; from < nodes.size(); from += VALUES_OF_A_METHOD) {
      CodeBlock part = CodeBlock.ofMethod();
      set(nodes, from, Math.min(nodes.size(), from + VALUES_OF_A_METHOD), "values", part);
      String method = source.name("values");
      source.method(
          "private void " + method + "(Object[] row, Object[] values) {\n" + part.code() + "}");
      body.line(method + "(row, " + name + ");");
    }
    return name;
  }

  private void set(List<RexNode> nodes, int from, int to, String array, CodeBlock body) {
    for (int i = from; i < to; i++) {
      Term term = code.term(nodes.get(i), body);
      body.line(array + "[" + i + "] = " + required(nodes.get(i).getType(), term) + ";");
    }
  }

  /** The value as an object; fails where it is NULL and the type says that it never is. */
  static String required(RelDataType type, Term value) {
    return type.isNullable() || value.neverNull()
        ? value.boxed()
        : RuntimeCall.of(Values.class, "present", value.boxed());
  }

  private Term made(JavaType type, String maker, List<RexNode> nodes, CodeBlock body) {
    String values = values(nodes, body);
    String name = source.name("v");
    body.line(type.text() + " " + name + " = " + RuntimeCall.of(Values.class, maker, values) + ";");
    return Term.present(type, name);
  }

  private Term withUnit(RexCall call, CodeBlock body) {
    switch (call.getKind()) {
      case TRIM:
        SqlTrimFunction.Flag flag = flag(call.operands.get(0), SqlTrimFunction.Flag.class);
        List<Term> texts = terms(call.operands.subList(1, 3), body);
        String trimmed =
            RuntimeCall.of(
                Texts.class,
                "trim",
                texts.get(0).value(),
                texts.get(1).value(),
                flag.getLeft() == 1,
                flag.getRight() == 1);
        return strictTerm(JavaType.STRING, texts, trimmed, false, body);
      case EXTRACT:
        Term point = code.term(call.operands.get(1), body);
        return arithmetic.extract(
            flag(call.operands.get(0), TimeUnit.class), call.operands.get(1), point, body);
      case FLOOR:
      case CEIL:
        Term value = code.term(call.operands.get(0), body);
        return call.operands.size() == 1
            ? arithmetic.whole(call, value, body)
            : arithmetic.toUnit(
                call, flag(call.operands.get(1), TimeUnitRange.class).startUnit, value, body);
      default:
        List<Term> points = terms(call.operands.subList(1, 3), body);
        return arithmetic.difference(
            call, flag(call.operands.get(0), TimeUnit.class), points, body);
    }
  }

  private static <E extends Enum<E>> E flag(RexNode node, Class<E> type) {
    E flag = ((RexLiteral) node).getValueAs(type);
    if (flag == null) {
      throw new IllegalArgumentException("no flag: " + node);
    }
    return flag;
  }

  /** A range test as plain comparisons. */
  RexNode expanded(RexCall search) {
    return RexUtil.expandSearch(rexBuilder, null, search);
  }
}
