// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a test sends goes the way that a record of the source would go. */
class SentRecordsTest {
  @Test
  void aRowWithoutItsTimeGoesWhereOnErrorSays() {
    InlineTest test =
        InlineTest.run(
            "pipeline.yaml",
            "- send:",
            "    orders:",
            "      - {id: a, amount: 250.00}",
            "      - {id: b, amount: 250.00, ts: null}",
            "      - {amount: 250.00, ts: 2026-01-01T00:00:10Z}",
            "      - {id: d, amount: 250.00, ts: 2026-01-01T00:00:10Z}",
            "- expect:",
            "    large: [{id: d}]",
            "    unreadable: [{source: orders}, {source: orders}, {source: orders}]");

    assertThat(test.problems()).isEmpty();
  }

  @Test
  void aRowWhoseWatermarkCannotBeComputedGoesThereToo() {
    InlineTest test =
        InlineTest.run(
            "punctuated.yaml",
            "- send:",
            "    readings:",
            "      - {meter: a, up_to: '5', ts: 2026-01-01T00:00:10Z}",
            "      - {meter: b, up_to: soon, ts: 2026-01-01T00:00:10Z}",
            "      - {meter: c, ts: 2026-01-01T00:00:10Z}",
            "- expect:",
            "    out: [{meter: a}, {meter: c}]",
            "    odd: [{source: readings}]");

    assertThat(test.problems()).isEmpty();
  }

  @Test
  void theRecordsOfAFileAreReadByTheSourcesFormat() {
    InlineTest test =
        InlineTest.run(
            "pipeline.yaml",
            "- send: {orders: {file: orders-with-a-bad-one.jsonl}}",
            "- expect:",
            "    large: [{id: a, amount: 250.00, ts: 2026-01-01T00:00:10Z}]",
            "    small: [{id: b, amount: 20.00}]",
            "    unreadable: [{source: orders, line: 2}]");

    assertThat(test.problems()).isEmpty();
  }

  @Test
  void theHelpOfAnUnknownStreamListsWhatNothingReads() {
    InlineTest test = InlineTest.run("pipeline.yaml", "- expect: {latte_orders: []}");

    assertThat(test.problems())
        .containsExactly("DR0802 at latte_orders; did you mean `late_orders`?");
  }
}
