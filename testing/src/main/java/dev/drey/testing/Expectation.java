// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TestCodes;
import dev.drey.source.Span;
import dev.drey.type.RowType;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a test expects of one stream against what came: an expected row without a match is shown
 * with the closest row that nobody else expected; what is left over is reported too.
 */
final class Expectation {
  private final TestStep.NamedRows expected;
  private final List<@Nullable Object[]> actual;
  private final RowType type;
  private final RowMatch match;
  private final List<Diagnostic> problems = new ArrayList<>();
  private final int[] closest;

  private Expectation(TestStep.NamedRows expected, List<@Nullable Object[]> actual, RowType type) {
    this.expected = expected;
    this.actual = actual;
    this.type = type;
    this.match = new RowMatch(type);
    this.closest = new int[expected.rows().size()];
  }

  static Expectation check(
      TestStep.NamedRows expected, List<@Nullable Object[]> actual, RowType type) {
    Expectation expectation = new Expectation(expected, actual, type);
    if (!expected.inOrder() || !expectation.matchesInOrder()) {
      expectation.compare();
    }
    return expectation;
  }

  /** Empty where all is as expected. */
  List<Diagnostic> problems() {
    return problems;
  }

  /** The list as it would have to be written for the test to pass; empty where it is an alias. */
  Optional<Correction> correction() {
    return new Rewriting(expected, actual, type).correction(closest);
  }

  private boolean matchesInOrder() {
    List<YamlMapping> rows = expected.rows();
    if (rows.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < rows.size(); i++) {
      if (!match.matches(rows.get(i), actual.get(i))) {
        return false;
      }
    }
    return true;
  }

  private void compare() {
    int[] pairs = Pairing.of(expected.rows(), actual, match);
    boolean[] taken = new boolean[actual.size()];
    for (int pair : pairs) {
      if (pair >= 0) {
        taken[pair] = true;
      }
    }
    System.arraycopy(pairs, 0, closest, 0, pairs.length);
    nearest(taken);
    for (int e = 0; e < pairs.length; e++) {
      if (pairs[e] < 0) {
        missing(expected.rows().get(e), closest[e]);
      }
    }
    for (int a = 0; a < taken.length; a++) {
      if (!taken[a]) {
        unexpected(actual.get(a));
      }
    }
    if (expected.inOrder() && problems.isEmpty()) {
      problems.add(
          Diagnostic.at(
                  TestCodes.WRONG_ORDER,
                  expected.name().span(),
                  "the rows of `" + expected.name().text() + "` came in another order")
              .help("they came as " + listing())
              .build());
    }
  }

  private String listing() {
    return actual.stream().map(row -> ValueText.row(row, type)).collect(Collectors.joining(", "));
  }

  /**
   * Gives expected rows without a match the rows that nobody expects, those first that agree in
   * most columns.
   */
  private void nearest(boolean[] taken) {
    List<YamlMapping> rows = expected.rows();
    while (true) {
      int bestExpected = -1;
      int bestActual = -1;
      int most = -1;
      for (int e = 0; e < closest.length; e++) {
        for (int a = 0; closest[e] < 0 && a < taken.length; a++) {
          int agreeing = taken[a] ? -1 : agreeing(rows.get(e), actual.get(a));
          if (agreeing > most) {
            most = agreeing;
            bestExpected = e;
            bestActual = a;
          }
        }
      }
      if (bestExpected < 0) {
        return;
      }
      closest[bestExpected] = bestActual;
      taken[bestActual] = true;
    }
  }

  private int agreeing(YamlMapping row, @Nullable Object[] came) {
    return match.doesTheSame(row, came)
        ? WrittenRow.columns(row, type).entries().size() - match.differing(row, came).size()
        : -1;
  }

  private void missing(YamlMapping row, int nearest) {
    String stream = "`" + expected.name().text() + "`";
    if (nearest >= 0) {
      @Nullable Object[] came = actual.get(nearest);
      problems.add(different(came, match.differing(row, came), stream));
      return;
    }
    problems.add(
        Diagnostic.at(TestCodes.MISSING_ROW, row.span(), "this row did not come on " + stream)
            .label(
                actual.isEmpty()
                    ? "nothing came"
                    : actual.stream().anyMatch(came -> match.doesTheSame(row, came))
                        ? "every row that came is like another one"
                        : WrittenRow.isDelete(row, type)
                            ? "no row that came deletes one"
                            : "every row that came deletes one")
            .build());
  }

  private Diagnostic different(
      @Nullable Object[] actualRow, List<YamlEntry> differing, String stream) {
    YamlEntry first = differing.get(0);
    Diagnostic.Builder problem =
        Diagnostic.at(
                TestCodes.MISSING_ROW,
                Span.of(first.key().span().file(), first.key().span().start(), end(first)),
                "this row did not come on "
                    + stream
                    + "; the closest differs in "
                    + differing.stream()
                        .map(entry -> "`" + entry.name() + "`")
                        .collect(Collectors.joining(", ")))
            .label("it is " + actualText(first, actualRow));
    for (YamlEntry entry : differing.subList(1, differing.size())) {
      problem.and(entry.valueOrKeySpan(), "it is " + actualText(entry, actualRow));
    }
    return problem.help("the closest row: " + ValueText.row(actualRow, type)).build();
  }

  private static int end(YamlEntry entry) {
    return Math.max(entry.key().span().end(), entry.value().span().end());
  }

  private String actualText(YamlEntry entry, @Nullable Object[] row) {
    int position = type.indexOf(entry.name());
    return ValueText.of(row[position], type.field(position).type());
  }

  private void unexpected(@Nullable Object[] row) {
    problems.add(
        Diagnostic.at(
                TestCodes.UNEXPECTED_ROW,
                expected.name().span(),
                "a row came on `" + expected.name().text() + "` that the test does not expect")
            .label("expected " + expected.rows().size() + ", came " + actual.size())
            .help("the row: " + ValueText.row(row, type))
            .build());
  }
}
