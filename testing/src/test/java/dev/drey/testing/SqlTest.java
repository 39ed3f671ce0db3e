// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Queries of Flink SQL in tests of a spec: Flink's own operators, on the harness as all others. */
class SqlTest {
  private static final String SPEC = "sql.yaml";

  @Test
  void windowsOfAQueryGoOnInARestoredJobAndTheirTimeGoesOnBehindIt() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    tx:",
            "      - {card: a, amount: 3, at: 2026-01-01T00:00:10Z}",
            "      - {card: a, amount: 1, at: 2026-01-01T00:00:10Z}",
            "      - {card: b, amount: 7, at: 2026-01-01T00:00:59.999Z}",
            "- expect:",
            "    big: [{card: a, amount: 3, at: 2026-01-01T00:00:10Z}, {amount: 7}]",
            "    minutes: []",
            "- restart: {parallelism: 3}",
            "- send: {tx: [{card: a, amount: 5, at: 2026-01-01T00:00:20Z}]}",
            "- watermark: 2026-01-01T00:01:00Z",
            "- expect:",
            "    big: [{amount: 5}]",
            "    minutes:",
            "      - {card: a, total: 8, n: 2, window_time: 2026-01-01T00:00:59.999Z}",
            "      - {card: b, total: 7, n: 1, window_time: 2026-01-01T00:00:59.999Z}",
            "    hours: []",
            "- restart: {parallelism: 2}",
            "- send: {tx: [{card: b, amount: 2, at: 2026-01-01T00:59:59Z}]}",
            "- watermark: 2026-01-01T01:00:00Z",
            "- expect:",
            "    big: [{card: b}]",
            "    minutes: [{card: b, total: 2, n: 1, window_time: 2026-01-01T00:59:59.999Z}]",
            "    hours: [{card: a, total: 8}, {card: b, total: 9}]");

    assertThat(test.messages()).isEmpty();
  }

  /** A total leaves the cards that had it before, and joins those that have it now. */
  @Test
  void resultsChangeByKeyAndOneByOne() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send: {tx: [{card: a, amount: 1, at: 2026-01-01T00:00:10Z}]}",
            "- send: {tx: [{card: b, amount: 1, at: 2026-01-01T00:00:10Z}]}",
            "- expect:",
            "    big: []",
            "    owned: []",
            "    totals: [{card: a, total: 1}, {card: b, total: 1}]",
            "    ranks:",
            "      rows:",
            "        - {total: 1, cards: 1}",
            "        - delete: {total: 1, cards: 1}",
            "        - {total: 1, cards: 2}",
            "      inOrder: true",
            "- restart: {parallelism: 2}",
            "- send: {tx: [{card: a, amount: 4, at: 2026-01-01T00:00:11Z}]}",
            "- expect:",
            "    big: [{amount: 4}]",
            "    totals: [{card: a, total: 5}]",
            "    ranks:",
            "      - delete: {total: 1, cards: 2}",
            "      - {total: 1, cards: 1}",
            "      - {total: 5, cards: 1}");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void twoStreamsAreJoinedByTheirTimes() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    tx:",
            "      - {card: a, amount: 1, at: 2026-01-01T10:00:00Z}",
            "      - {card: a, amount: 2, at: 2026-01-01T11:00:01Z}",
            "- restart: {parallelism: 3}",
            "- send: {owners: [{card: a, owner: Ann, since: 2026-01-01T10:00:00Z}]}",
            "- expect:",
            "    big: [{amount: 2}]",
            "    totals: [{total: 1}, {total: 3}]",
            "    ranks: [{total: 1}, {delete: {total: 1}}, {total: 3}]",
            "    owned: [{card: a, owner: Ann, amount: 1, at: 2026-01-01T10:00:00Z}]");

    assertThat(test.messages()).isEmpty();
  }
}
