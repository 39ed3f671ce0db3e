// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Aggregates of all rows so far, in tests of a spec. */
class RunningTest {
  private static final String SPEC = "running.yaml";

  @Test
  void eachRowUpdatesThatOfItsKeyAlsoInARestoredJob() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    sales:",
            "      - {shop: a, amount: 4, sold_at: 2026-01-01T00:00:05Z}",
            "      - {shop: b, amount: 1, sold_at: 2026-01-01T00:00:06Z}",
            "      - {shop: a, sold_at: 2026-01-01T00:00:07Z}",
            "- expect:",
            "    table:",
            "      - {shop: a, n: 1, total: 4, more: 5}",
            "      - {shop: b, n: 1, total: 1, more: 2}",
            "      - {shop: a, n: 2, total: 4, more: 5}",
            "- restart: {parallelism: 3}",
            "- send: {sales: [{shop: a, amount: 3, sold_at: 2026-01-01T00:00:01Z}]}",
            "- expect: {table: [{shop: a, n: 3, total: 7}]}");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void aKeyIsForgottenBehindItsLastRecordAndALateRecordOfItIsDropped() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    sales:",
            "      - {shop: a, amount: 4, sold_at: 2026-01-01T00:10:00Z}",
            "      - {shop: a, amount: 5, sold_at: 2026-01-01T00:05:00Z}",
            "- watermark: 2026-01-01T01:09:59Z",
            "- send: {sales: [{shop: a, amount: 1, sold_at: 2026-01-01T00:09:00Z}]}",
            "- expect: {totals: [{n: 1}, {n: 2, total: 9}, {n: 3, total: 10}]}",
            "- watermark: 2026-01-01T01:10:00Z",
            "- restart: {parallelism: 2}",
            "- send:",
            "    sales:",
            "      - {shop: a, amount: 1, sold_at: 2026-01-01T00:10:00Z}",
            "      - {shop: a, amount: 2, sold_at: 2026-01-01T00:10:01Z}",
            "- expect: {totals: [{shop: a, n: 1, total: 2}]}");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void aRowThatDoesNotPassAnyMoreIsDeletedOnce() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    sales:",
            "      - {shop: a, amount: 4, sold_at: 2026-01-01T00:00:05Z}",
            "      - {shop: a, amount: 7, sold_at: 2026-01-01T00:00:05Z}",
            "- expect: {large: [{shop: a, total: 11}]}",
            "- restart: {parallelism: 2}",
            "- send:",
            "    sales:",
            "      - {shop: a, amount: -1, sold_at: 2026-01-01T00:00:05Z}",
            "      - {shop: a, amount: -1, sold_at: 2026-01-01T00:00:05Z}",
            "      - {shop: a, amount: 9, sold_at: 2026-01-01T00:00:05Z}",
            "- expect: {large: [{delete: {shop: a}}, {shop: a, total: 18}]}");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void resultsWaitForAPointOfEventTimeOrOfTheClock() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- processingTime: 2026-01-01T00:00:02Z",
            "- send:",
            "    sales:",
            "      - {shop: a, amount: 4, sold_at: 2026-01-01T00:00:05Z}",
            "      - {shop: a, amount: 7, sold_at: 2026-01-01T00:00:50Z}",
            "      - {shop: b, amount: 1, sold_at: 2026-01-01T00:01:10Z}",
            "- watermark: 2026-01-01T00:00:59Z",
            "- expect:",
            "    by_minute: []",
            "    by_clock: []",
            "    by_clock_alone: [{total: 4}, {total: 11}, {total: 1}]",
            "- restart: {parallelism: 2}",
            "- processingTime: 2026-01-01T00:00:10Z",
            "- expect: {by_clock: [{shop: a, total: 11}, {shop: b, total: 1}]}",
            "- watermark: 2026-01-01T00:01:00Z",
            "- expect: {by_minute: [{shop: a, total: 11}]}",
            "- processingTime: 2026-01-01T00:02:00Z",
            "- send: {sales: [{shop: a, amount: 1, sold_at: 2026-01-01T00:00:05Z}]}",
            "- expect: {by_clock_alone: [{shop: a, total: 1}]}");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void whatIsTakenBackIsTakenOutAndTheLastOneEndsTheRow() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    stock:",
            "      - {delete: {item: nut, depot: west, pieces: 1}}",
            "      - {item: nut, depot: west, pieces: 5}",
            "      - {item: bolt, depot: west, pieces: 8}",
            "- expect:",
            "    depots:",
            "      - {depot: west, items: 1, pieces: 5, mean: 5}",
            "      - {depot: west, items: 2, pieces: 13, mean: 6}",
            "- restart: {parallelism: 2}",
            "- send:",
            "    stock:",
            "      - {delete: {item: nut, depot: west, pieces: 5}}",
            "      - {delete: {item: bolt, depot: west, pieces: 8}}",
            "      - {item: nut, depot: east, pieces: 5}",
            "- expect:",
            "    depots:",
            "      - {depot: west, items: 1, pieces: 8, mean: 8}",
            "      - {delete: {depot: west}}",
            "      - {depot: east, items: 1, pieces: 5, mean: 5}");

    assertThat(test.messages()).isEmpty();
  }
}
