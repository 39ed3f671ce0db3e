// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.differential;

import dev.drey.expression.differential.Difference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Expressions over the same rows in Flink and in ours, and every difference. */
final class Comparison {
  private final EdgeRows rows;
  private final DreyEvaluation drey;
  private final int literalRows;
  private final List<Difference> differences = new ArrayList<>();

  /**
   * @param literalRows how many rows of each case are tried with literals for columns too
   */
  Comparison(EdgeRows rows, DreyEvaluation drey, int literalRows) {
    this.rows = rows;
    this.drey = drey;
    this.literalRows = Math.min(literalRows, rows.count());
  }

  List<Difference> differences(Map<String, Answer> flink) {
    flink.forEach((sql, theirs) -> compare(sql, theirs, drey.answer(sql, false)));
    return differences;
  }

  private void compare(String sql, Answer theirs, Answer ours) {
    if (theirs.isRefused() || ours.isRefused()) {
      if (!theirs.isRefused() && !theirs.values().stream().allMatch(Answer.FAILS::equals)) {
        add(
            Kind.REFUSED,
            sql,
            "Flink: " + theirs.type() + " " + theirs.values().get(0) + "; ours: " + ours.refusal());
      }
      if (ours.refusal().startsWith("CRASH")) {
        add(Kind.VALUE, sql, ours.refusal());
      }
      if (!ours.isRefused()) {
        add(Kind.ACCEPTED, sql, "Flink: " + theirs.refusal() + "; ours: " + ours.type());
      }
      return;
    }
    if (!theirs.type().equals(ours.type())) {
      add(Kind.TYPE, sql, "Flink: " + theirs.type() + "; ours: " + ours.type());
    }
    if (theirs.nullable() != ours.nullable()) {
      add(Kind.NULLABILITY, sql, "Flink: " + theirs.nullable() + "; ours: " + ours.nullable());
    }
    values(Kind.VALUE, sql, "Flink", theirs.values(), ours.values());
    Answer simplified = drey.answer(sql, true);
    if (simplified.isRefused()) {
      add(Kind.SIMPLIFIED, sql, simplified.refusal());
    } else {
      values(Kind.SIMPLIFIED, sql, "as written", ours.values(), simplified.values());
    }
    literals(sql, theirs);
  }

  private void literals(String sql, Answer theirs) {
    int first = Math.floorMod(sql.hashCode(), rows.count());
    for (int i = 0; i < literalRows; i++) {
      int row = (first + i) % rows.count();
      String literal = rows.withLiterals(sql, row);
      if (literal.equals(sql)) {
        return;
      }
      Answer ours = drey.answer(literal, true, row);
      String value = ours.isRefused() ? Answer.FAILS : ours.values().get(0);
      if (!value.equals(theirs.values().get(row)) || ours.refusal().startsWith("CRASH")) {
        add(
            ours.refusal().startsWith("DR0366") ? Kind.CONSTANT : Kind.LITERAL,
            sql,
            literal
                + " is "
                + (ours.isRefused() ? ours.refusal() : value)
                + ", with columns "
                + theirs.values().get(row));
        return;
      }
    }
  }

  private void values(
      Kind kind, String sql, String who, List<String> expected, List<String> actual) {
    for (int i = 0; i < expected.size(); i++) {
      if (!expected.get(i).equals(actual.get(i))) {
        add(
            kind,
            sql,
            who
                + ": "
                + expected.get(i)
                + "; ours: "
                + actual.get(i)
                + " at "
                + rows.withLiterals(sql, i));
        return;
      }
    }
  }

  private void add(Kind kind, String sql, String text) {
    differences.add(new Difference(kind, sql, text));
  }
}
