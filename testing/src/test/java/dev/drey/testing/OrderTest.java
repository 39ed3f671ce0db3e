// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rows in order, and rows later, in tests of a spec. */
class OrderTest {
  private static final String SPEC = "order.yaml";

  @Test
  void rowsWaitForTheWatermarkAndComeByTheirTimesAlsoInARestoredJob() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    trades:",
            "      - {symbol: ab, price: 1, at: 2026-01-01T00:00:03Z}",
            "      - {symbol: ac, price: 2, at: 2026-01-01T00:00:03Z}",
            "      - {symbol: ab, price: 3, at: 2026-01-01T00:00:02Z}",
            "      - {symbol: ab, price: 4, at: 2026-01-01T00:00:09Z}",
            "- expect: {sorted: []}",
            "- restart: {parallelism: 3}",
            "- send: {trades: [{symbol: ad, price: 5, at: 2026-01-01T00:00:01Z}]}",
            "- watermark: 2026-01-01T00:00:03Z",
            "- expect:",
            "    sorted:",
            "      rows: [{price: 5}, {price: 3}, {first: a, price: 2}, {price: 1}]",
            "      inOrder: true",
            "    in_one:",
            "      rows: [{symbol: ad}, {price: 3}, {symbol: ab}, {symbol: ac}]",
            "      inOrder: true",
            "- watermark: 2026-01-01T00:00:10Z",
            "- expect: {sorted: [{price: 4}], in_one: [{price: 4}]}");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void aRowOfTheWatermarksTimeIsLateAndCanComeAgainByTheClock() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- processingTime: 2026-01-01T10:00:00Z",
            "- watermark: 2026-01-01T00:00:10Z",
            "- send: {trades: [{symbol: ab, price: 1, at: 2026-01-01T00:00:10Z}]}",
            "- expect:",
            "    sorted: []",
            "    late_trades: [{symbol: ab, price: 1, late_by: 0, watermark: 2026-01-01T00:00:10Z}]",
            "    again: []",
            "- processingTime: 2026-01-01T10:04:59Z",
            "- restart: {parallelism: 2}",
            "- expect: {again: []}",
            "- processingTime: 2026-01-01T10:05:00Z",
            "- expect: {again: [{symbol: ab, late_by: 0}]}");

    assertThat(test.messages()).isEmpty();
  }

  /** Its watermark is the delay behind, so what is late by less is in time for a window. */
  @Test
  void aRowIsGivenWhenTheWatermarkIsTheDelayAheadAndInTimeForAWindowBehind() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send: {trades: [{symbol: ab, price: 1, at: 2026-01-01T00:00:10Z}]}",
            "- watermark: 2026-01-01T00:01:09Z",
            "- expect: {later: []}",
            "- send: {trades: [{symbol: ab, price: 2, at: 2026-01-01T00:00:30Z}]}",
            "- watermark: 2026-01-01T00:01:10Z",
            "- expect: {later: [{price: 1}], minutes: []}",
            "- restart: {parallelism: 3}",
            "- watermark: 2026-01-01T00:02:00Z",
            "- expect: {later: [{price: 2}], minutes: [{symbol: ab, n: 2}]}");

    assertThat(test.messages()).isEmpty();
  }
}
