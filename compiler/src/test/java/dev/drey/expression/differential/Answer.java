// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.differential;

import java.util.List;

/** What an expression is and gives: its type, and for each row a value, NULL or a failure. */
final class Answer {
  /** In the place of a value, where computing it fails. */
  static final String FAILS = "FAILS";

  private final String refusal;
  private final String type;
  private final boolean nullable;
  private final List<String> values;

  private Answer(String refusal, String type, boolean nullable, List<String> values) {
    this.refusal = refusal;
    this.type = type;
    this.nullable = nullable;
    this.values = List.copyOf(values);
  }

  static Answer refused(String refusal) {
    return new Answer(refusal.isEmpty() ? "refused" : refusal, "", false, List.of());
  }

  static Answer of(String type, boolean nullable, List<String> values) {
    return new Answer("", type, nullable, values);
  }

  boolean isRefused() {
    return !refusal.isEmpty();
  }

  String refusal() {
    return refusal;
  }

  /** Without nullability at its top. */
  String type() {
    return type;
  }

  boolean nullable() {
    return nullable;
  }

  List<String> values() {
    return values;
  }
}
