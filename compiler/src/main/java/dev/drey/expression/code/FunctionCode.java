// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.code;

import dev.drey.expression.function.RuntimeOperator;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rex.RexCall;
import org.jspecify.annotations.Nullable;

/** Java for functions of ours: a call of the static method behind the signature. */
final class FunctionCode {
  private final CallCode calls;
  private final ClassSource source;

  FunctionCode(CallCode calls, ClassSource source) {
    this.calls = calls;
    this.source = source;
  }

  Term call(RexCall call, RuntimeOperator operator, List<Term> operands, CodeBlock body) {
    Method method = method(operator, operands);
    JavaType type = JavaType.of(call.getType());
    if (operator.strict() && operands.stream().anyMatch(Term::alwaysNull)) {
      return Term.nothing(type);
    }
    String expression =
        operator.home().getName()
            + "."
            + operator.method()
            + "("
            + arguments(method, operands, body)
            + ")";
    if (type == JavaType.DECIMAL && method.getReturnType() == BigDecimal.class) {
      expression = ArithmeticCode.fitted(expression, call.getType());
    }
    List<Term> guards = operator.strict() ? operands : List.of();
    return method.getReturnType().isPrimitive()
        ? calls.strictTerm(type, guards, "((" + type.text() + ") " + expression + ")", false, body)
        : calls.unboxed(type, guards, expression, body);
  }

  private String arguments(Method method, List<Term> operands, CodeBlock body) {
    Class<?>[] parameters = method.getParameterTypes();
    if (parameters.length == 1 && parameters[0] == Object[].class) {
      String array = source.name("v");
      body.line(
          "Object[] "
              + array
              + " = new Object[] {"
              + operands.stream().map(Term::boxed).collect(Collectors.joining(", "))
              + "};");
      return array;
    }
    StringBuilder arguments = new StringBuilder();
    for (int i = 0; i < parameters.length; i++) {
      arguments.append(i == 0 ? "" : ", ").append(argument(parameters[i], operands.get(i)));
    }
    return arguments.toString();
  }

  private static String argument(Class<?> parameter, Term operand) {
    if (parameter == Object.class) {
      return operand.boxed();
    }
    if (!parameter.isPrimitive()) {
      return operand.boxedExactly();
    }
    for (JavaType type : JavaType.values()) {
      if (type.text().equals(parameter.getName())) {
        return operand.as(type);
      }
    }
    throw new IllegalArgumentException(parameter.getName());
  }

  /** Of the methods of that name, the first that takes the operands, exact types before wider. */
  private static Method method(RuntimeOperator operator, List<Term> operands) {
    Method wider = null;
    for (Method method : operator.home().getMethods()) {
      if (!method.getName().equals(operator.method())) {
        continue;
      }
      Class<?>[] parameters = method.getParameterTypes();
      if (parameters.length == 1 && parameters[0] == Object[].class) {
        return method;
      }
      if (parameters.length != operands.size()) {
        continue;
      }
      boolean exact = true;
      boolean fits = true;
      for (int i = 0; i < parameters.length; i++) {
        exact &= exact(parameters[i], operands.get(i));
        fits &= fits(parameters[i], operands.get(i));
      }
      if (exact) {
        return method;
      }
      wider = fits && (wider == null || isNarrower(method, wider)) ? method : wider;
    }
    if (wider == null) {
      throw new IllegalArgumentException(operator.home() + " " + operator.method());
    }
    return wider;
  }

  private static boolean isNarrower(Method a, Method b) {
    JavaType left = javaType(a.getParameterTypes()[0]);
    JavaType right = javaType(b.getParameterTypes()[0]);
    return left != null && right != null && left.compareTo(right) < 0;
  }

  private static @Nullable JavaType javaType(Class<?> type) {
    for (JavaType known : JavaType.values()) {
      if (known.text().equals(type.getName())) {
        return known;
      }
    }
    return null;
  }

  private static boolean exact(Class<?> parameter, Term operand) {
    String name = operand.type().text();
    return parameter.getTypeName().equals(name)
        || parameter.getTypeName().equals("java.lang." + name)
        || parameter.getTypeName().equals("java.lang." + operand.type().boxed());
  }

  private static boolean fits(Class<?> parameter, Term operand) {
    if (parameter == Object.class || exact(parameter, operand)) {
      return true;
    }
    JavaType to = javaType(parameter);
    return to != null
        && to.isPrimitive()
        && operand.type().isNumeric()
        && operand.type() != JavaType.DECIMAL
        && to.compareTo(operand.type()) > 0;
  }
}
