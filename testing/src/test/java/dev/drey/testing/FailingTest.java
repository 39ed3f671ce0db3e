// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rows on which an expression fails, in tests of a spec. */
class FailingTest {
  private static final String SPEC = "failed-rows.yaml";

  private static String order(String id, String code, String amount, int second) {
    return String.format(
        "- send: {orders: [{id: %s, code: %s, amount: %s, at: 2026-01-01T00:00:%02dZ}]}",
        id, code, amount, second);
  }

  @Test
  void aRowIsSetAsideAsItCameWithWhatFailed() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            order("good", "'7'", "2", 1),
            order("filtered", "x", "9", 2),
            order("text", "x", "2", 3),
            "- restart: {parallelism: 2}",
            order("zero", "'7'", "0", 4),
            order("none", "'7'", "null", 5),
            "- expect:",
            "    numbers: [{id: good, code: '7', amount: 2, number: 7}]",
            "    failed:",
            "      - {id: text, code: x, amount: 2, tags: null, at: 2026-01-01T00:00:03Z, expression:"
                + " CAST(code AS INT)}",
            "      - {id: zero, amount: 0, expression: 10 / amount > 1}",
            "    bad: [{id: text}, {id: zero}]");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void theReasonIsThatOfTheFailure() {
    InlineTest test = InlineTest.run(SPEC, order("text", "x", "2", 3), "- expect: {failed: []}");

    assertThat(test.updated())
        .anySatisfy(
            line -> assertThat(line).contains("id: text").contains("reason: ").contains("x"));
  }

  @Test
  void aRowThatFailsInTheMiddleOfAStreamIsDroppedAlone() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            order("one", "'121'", "1", 1),
            order("two", "x", "1", 2),
            order("three", "'424'", "1", 3),
            "- expect:",
            "    lists: [{id: one, part: '1'}, {id: one, part: '1'}, {id: three, part: '4'},"
                + " {id: three, part: '4'}]");

    assertThat(test.messages()).isEmpty();
  }

  /** Rows that are set aside keep their time, so they can be counted by it. */
  @Test
  void whatCannotBeGroupedIsSetAsideWithItsTime() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            order("a", "'1'", "1", 1),
            order("b", "x", "1", 2),
            order("b", "y", "1", 3),
            "- restart: {parallelism: 3}",
            "- watermark: 2026-01-01T00:01:00Z",
            "- expect:",
            "    counted: [{number: 1, count: 1}]",
            "    uncounted: [{id: b, code: x}, {id: b, code: y}]",
            "    later: [{id: b, count: 2, window_end: 2026-01-01T00:01:00Z}]");

    assertThat(test.messages()).isEmpty();
  }
}
