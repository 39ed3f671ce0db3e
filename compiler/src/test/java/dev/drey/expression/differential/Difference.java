// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.differential;

/** One way in which an expression is not to us what it is to Flink. */
final class Difference {
  enum Kind {
    /** Another value in a row, or a failure on one side only. */
    VALUE,
    /** Another type. */
    TYPE,
    /** NULL is possible on one side only. */
    NULLABILITY,
    /** Only Flink takes the expression. */
    REFUSED,
    /** Only we take it. */
    ACCEPTED,
    /** With literals for columns we refuse what has no value of its type. */
    CONSTANT,
    /** With literals for columns we give another value than Flink does with columns. */
    LITERAL,
    /** Simplified it gives another value than as it is written. */
    SIMPLIFIED
  }

  private final Kind kind;
  private final String expression;
  private final String text;

  Difference(Kind kind, String expression, String text) {
    this.kind = kind;
    this.expression = expression;
    this.text = text;
  }

  Kind kind() {
    return kind;
  }

  /** The case. */
  String expression() {
    return expression;
  }

  @Override
  public String toString() {
    return kind + " ~ " + expression + " ~ " + text;
  }
}
