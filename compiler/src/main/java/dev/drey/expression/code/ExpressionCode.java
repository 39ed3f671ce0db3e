// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.code;

import dev.drey.expression.runtime.Encodings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/**
 * Java for expressions. Every part is computed once where it is needed and never where it is not:
 * the right side of AND, a branch of CASE, what stands behind a condition that does not hold. Large
 * expressions are cut into methods: the JVM compiles none of more than 8,000 bytes.
 */
final class ExpressionCode {
  private static final int LARGEST = 200;
  private static final int SMALLEST = 30;

  private final ClassSource source;
  private final CallCode calls;

  ExpressionCode(ClassSource source, RexBuilder rexBuilder) {
    this.source = source;
    this.calls = new CallCode(this, source, rexBuilder);
  }

  ClassSource source() {
    return source;
  }

  /** The value of an expression, with the code for it added to the body. */
  Term term(RexNode node, CodeBlock body) {
    return term(node, body, belongsApart(node, body));
  }

  /**
   * Whether a part gets a method of its own: it fits into one and no longer into this, or this is
   * half full and the part is larger than any.
   */
  private static boolean belongsApart(RexNode node, CodeBlock body) {
    int weight = Weight.of(node);
    return weight > LARGEST
        ? body.parts() > LARGEST / 2
        : weight >= SMALLEST && body.parts() + weight > LARGEST && body.parts() > 0;
  }

  private Term term(RexNode node, CodeBlock body, boolean apart) {
    if (node instanceof RexLiteral) {
      return literal((RexLiteral) node);
    }
    Term known = body.find(node);
    if (known != null) {
      return known;
    }
    Term made = apart ? inMethod(node, body) : make(node, body);
    body.know(node, made);
    return made;
  }

  private Term make(RexNode node, CodeBlock body) {
    body.count();
    if (node instanceof RexInputRef) {
      String read = "row[" + ((RexInputRef) node).getIndex() + "]";
      return read(read, node.getType(), body);
    }
    if (node instanceof RexFieldAccess) {
      RexFieldAccess access = (RexFieldAccess) node;
      Term row = term(access.getReferenceExpr(), body);
      if (row.alwaysNull()) {
        return Term.nothing(JavaType.of(node.getType()));
      }
      String field = row.value() + "[" + access.getField().getIndex() + "]";
      String value = row.neverNull() ? field : "(" + row.nullTest() + " ? null : " + field + ")";
      return read(value, node.getType(), body);
    }
    if (node instanceof RexCall) {
      return calls.term((RexCall) node, body);
    }
    throw new IllegalArgumentException("no Java for " + node);
  }

  /** An object out of a row as a typed value. */
  Term read(String object, RelDataType sqlType, CodeBlock body) {
    JavaType type = JavaType.of(sqlType);
    boolean nullable = sqlType.isNullable();
    String cast = "((" + type.boxed() + ") " + object + ")";
    if (!type.isPrimitive()) {
      String name = source.name("v");
      body.line(type.text() + " " + name + " = " + cast + ";");
      return new Term(type, name, nullable ? "(" + name + " == null)" : "false");
    }
    String name = source.name("v");
    String unbox = type.text() + "Value()";
    if (!nullable) {
      body.line(type.text() + " " + name + " = " + cast + "." + unbox + ";");
      return Term.present(type, name);
    }
    String box = source.name("b");
    body.line(type.boxed() + " " + box + " = " + cast + ";");
    body.line(
        type.text()
            + " "
            + name
            + " = "
            + box
            + " == null ? "
            + type.nothing()
            + " : "
            + box
            + "."
            + unbox
            + ";");
    return new Term(type, name, "(" + box + " == null)");
  }

  private Term inMethod(RexNode node, CodeBlock body) {
    CodeBlock method = CodeBlock.ofMethod();
    Term result = term(node, method, false);
    String name = source.name("part");
    source.method(
        "private Object "
            + name
            + "(Object[] row) {\n"
            + method.code()
            + "return "
            + result.boxed()
            + ";\n}");
    JavaType type = result.type();
    String object = source.name("o");
    body.line("Object " + object + " = " + name + "(row);");
    String cast = "((" + type.boxed() + ") " + object + ")";
    String nullTest = result.neverNull() ? "false" : "(" + object + " == null)";
    String value = source.name("v");
    String unboxed = type.isPrimitive() ? cast + "." + type.text() + "Value()" : cast;
    body.line(
        type.text()
            + " "
            + value
            + " = "
            + object
            + " == null ? "
            + type.nothing()
            + " : "
            + unboxed
            + ";");
    return new Term(type, value, nullTest);
  }

  /** The value at a known place; NULL tests and conversions of a literal fold away. */
  Term literal(RexLiteral literal) {
    JavaType type = JavaType.of(literal.getType());
    if (literal.isNull()) {
      return Term.nothing(type);
    }
    switch (type) {
      case BOOLEAN:
        return Term.present(type, String.valueOf(RexLiteral.booleanValue(literal)));
      case STRING:
        return Term.present(type, quoted(present(literal.getValueAs(NlsString.class)).getValue()));
      case BYTES:
        return Term.present(type, bytes(present(literal.getValueAs(ByteString.class))));
      case DECIMAL:
        BigDecimal decimal =
            present(literal.getValueAs(BigDecimal.class))
                .setScale(literal.getType().getScale(), RoundingMode.HALF_UP);
        return Term.present(
            type,
            source.constant(
                "java.math.BigDecimal", "new java.math.BigDecimal(\"" + decimal + "\")"));
      case FLOAT:
      case DOUBLE:
        return Term.present(type, floating(type, present(literal.getValueAs(Double.class))));
      case LONG:
        return Term.present(type, present(literal.getValueAs(Long.class)) + "L");
      case BYTE:
      case SHORT:
      case INT:
        return Term.present(
            type, "((" + type.text() + ") " + present(literal.getValueAs(Integer.class)) + ")");
      case LIST:
      case MAP:
      case ROW:
        break;
    }
    throw new IllegalArgumentException("no Java for " + literal);
  }

  /** What is beyond the type's range is infinite, which Java has no literal for. */
  private static String floating(JavaType type, double number) {
    String suffix = type == JavaType.FLOAT ? "f" : "d";
    double value = type == JavaType.FLOAT ? (float) number : number;
    if (Double.isInfinite(value)) {
      return "(" + (value > 0 ? "1" : "-1") + " / 0" + suffix + ")";
    }
    return (type == JavaType.FLOAT ? Float.toString((float) value) : value) + suffix;
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("a literal without a value");
    }
    return value;
  }

  private String bytes(ByteString bytes) {
    return source.constant(
        "byte[]", RuntimeCall.of(Encodings.class, "unhex", quoted(bytes.toString(16))));
  }

  /**
   * A Java string literal. Long ones are joined: the class file holds at most 65,535 bytes each.
   */
  String quoted(String text) {
    List<String> parts = new ArrayList<>();
    for (int from = 0; from < text.length() || parts.isEmpty(); from += 10_000) {
      parts.add(escaped(text.substring(from, Math.min(text.length(), from + 10_000))));
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    StringBuilder joined = new StringBuilder("new StringBuilder()");
    parts.forEach(part -> joined.append(".append(").append(part).append(")"));
    return source.constant("String", joined + ".toString()");
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < 0x20) {
        escaped.append('\\').append(String.format("%03o", (int) c));
      } else if (c >= 0x7f) {
        escaped.append(String.format("\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.append('"').toString();
  }
}
