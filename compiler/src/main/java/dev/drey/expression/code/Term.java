// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.code;

import dev.drey.expression.runtime.Decimals;

/**
 * A value within generated code: Java expressions without side effects for the value and for
 * whether it is NULL. Where it is NULL the value is {@link JavaType#nothing}, so a condition's
 * value alone says whether it is TRUE.
 */
final class Term {
  private final JavaType type;
  private final String value;
  private final String nullTest;

  Term(JavaType type, String value, String nullTest) {
    this.type = type;
    this.value = value;
    this.nullTest = nullTest;
  }

  static Term present(JavaType type, String value) {
    return new Term(type, value, "false");
  }

  static Term nothing(JavaType type) {
    return new Term(type, type.nothing(), "true");
  }

  JavaType type() {
    return type;
  }

  String value() {
    return value;
  }

  String nullTest() {
    return nullTest;
  }

  boolean neverNull() {
    return nullTest.equals("false");
  }

  boolean alwaysNull() {
    return nullTest.equals("true");
  }

  /** As an object, null for NULL. */
  String boxed() {
    if (!type.isPrimitive()) {
      return value;
    }
    if (alwaysNull()) {
      return "null";
    }
    String box = type.boxed() + ".valueOf(" + value + ")";
    return neverNull() ? box : "(" + nullTest + " ? null : (Object) " + box + ")";
  }

  /** As a method's parameter takes it that sees NULL as null. */
  String boxedExactly() {
    return type.isPrimitive() ? "((" + type.boxed() + ") " + boxed() + ")" : castNull();
  }

  private String castNull() {
    return alwaysNull() ? "((" + type.text() + ") null)" : value;
  }

  /** The value as another number type, without a check of its range. */
  String as(JavaType target) {
    if (type == target || !type.isNumeric() || !target.isNumeric()) {
      return value;
    }
    if (target == JavaType.DECIMAL) {
      return type.isInteger()
          ? "java.math.BigDecimal.valueOf((long) " + value + ")"
          : RuntimeCall.of(Decimals.class, "ofDouble", value);
    }
    if (type == JavaType.DECIMAL) {
      return target.isInteger()
          ? "((" + target.text() + ") " + value + ".longValue())"
          : value + "." + target.text() + "Value()";
    }
    return "((" + target.text() + ") " + value + ")";
  }
}
