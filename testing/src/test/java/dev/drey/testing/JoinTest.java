// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Joins of two streams, in tests of a spec. */
class JoinTest {
  private static final String SPEC = "join.yaml";

  @Test
  void aPairComesWithItsSecondRowAndARowWithoutOneWhenNothingCanCome() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    impressions:",
            "      - {ad_id: a, page: home, shown_at: 2026-01-01T00:01:00Z}",
            "      - {ad_id: b, page: home, shown_at: 2026-01-01T00:01:10Z}",
            "      - {page: home, shown_at: 2026-01-01T00:01:20Z}",
            "- expect: {attributed: [{ad_id: null, clicked_on: null}]}",
            "- restart: {parallelism: 3}",
            "- send:",
            "    clicks:",
            "      - {ad: a, page: cart, clicked_at: 2026-01-01T00:02:00Z}",
            "      - {ad: a, page: home, clicked_at: 2026-01-01T00:02:01Z}",
            "      - {ad: a, page: news, clicked_at: 2026-01-01T00:00:50Z}",
            "- expect:",
            "    attributed:",
            "      - {ad_id: a, page: home, clicked_on: cart, waited: 60}",
            "      - {ad_id: a, page: home, clicked_on: news, waited: -10}",
            "- watermark: 2026-01-01T00:02:09Z",
            "- expect: {attributed: []}",
            "- restart: {parallelism: 2}",
            "- watermark: 2026-01-01T00:02:10Z",
            "- expect: {attributed: [{ad_id: b, page: home, clicked_on: null, waited: null}]}");

    assertThat(test.messages()).isEmpty();
  }

  /** A row without a pair has the last time that it could have had one, so windows count it. */
  @Test
  void resultsAreInTimeForAWindowBehind() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    impressions:",
            "      - {ad_id: a, page: home, shown_at: 2026-01-01T00:00:10Z}",
            "      - {ad_id: b, page: home, shown_at: 2026-01-01T00:00:20Z}",
            "    clicks: [{ad: a, page: home, clicked_at: 2026-01-01T00:00:30Z}]",
            "- watermark: 2026-01-01T00:01:00Z",
            "- expect: {minutes: [{page: home, shown: 1, clicked: 1}]}",
            "- watermark: 2026-01-01T00:02:00Z",
            "- expect:",
            "    minutes: [{page: home, shown: 1, clicked: 0}]",
            "    late_attributed: []");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void keysOfOneNameAreOneColumnAndThoseOfTwoAreBoth() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    impressions:",
            "      - {ad_id: a, page: home, shown_at: 2026-01-01T00:00:10Z}",
            "      - {ad_id: b, page: news, shown_at: 2026-01-01T00:00:20Z}",
            "    clicks:",
            "      - {ad: a, page: home, clicked_at: 2026-01-01T00:00:30Z}",
            "      - {ad: b, page: home, clicked_at: 2026-01-01T00:00:31Z}",
            "- restart: {parallelism: 2}",
            "- watermark: 2026-01-01T00:02:00Z",
            "- expect:",
            "    all:",
            "      - {ad_id: a, page: home, ad: a, clicked_at: 2026-01-01T00:00:30Z}",
            "      - {ad_id: b, page: news, ad: null, clicked_at: null}",
            "      - {ad_id: null, page: home, ad: b, shown_at: null}");

    assertThat(test.messages()).isEmpty();
  }

  /** The side that is behind says how far time is; one that is idle says nothing. */
  @Test
  void timeIsThatOfTheSideWhichIsBehindUnlessItIsIdle() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send: {impressions: [{ad_id: a, page: home, shown_at: 2026-01-01T00:00:10Z}]}",
            "- watermark: {impressions: 2026-01-01T00:05:00Z}",
            "- expect: {attributed: []}",
            "- send: {clicks: [{ad: b, page: home, clicked_at: 2026-01-01T00:00:40Z}]}",
            "- watermark: {clicks: 2026-01-01T00:01:00Z}",
            "- expect: {attributed: []}",
            "- send: {clicks: [{ad: a, page: home, clicked_at: 2026-01-01T00:01:05Z}]}",
            "- expect: {attributed: [{ad_id: a, waited: 55}]}",
            "- send: {impressions: [{ad_id: c, page: home, shown_at: 2026-01-01T00:05:10Z}]}",
            "- watermark: {impressions: 2026-01-01T00:07:00Z}",
            "- expect: {attributed: []}",
            "- idle: [clicks]",
            "- expect: {attributed: [{ad_id: c, clicked_on: null}]}");

    assertThat(test.messages()).isEmpty();
  }

  /** A click that is behind the watermark is not seen, though its impression is still there. */
  @Test
  void aRowBehindTheWatermarkIsDropped() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send: {impressions: [{ad_id: a, page: home, shown_at: 2026-01-01T00:00:10Z}]}",
            "- watermark: 2026-01-01T00:00:30Z",
            "- send: {clicks: [{ad: a, page: home, clicked_at: 2026-01-01T00:00:30Z}]}",
            "- expect: {attributed: []}",
            "- watermark: 2026-01-01T00:02:00Z",
            "- expect: {attributed: [{ad_id: a, clicked_on: null}]}");

    assertThat(test.messages()).isEmpty();
  }
}
