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

  @Test
  void aRowGoesWithWhatHoldsAtItsTimeAlsoInARestoredJob() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    pages:",
            "      - {page: home, owner: ann, since: 2026-01-01T00:00:00Z}",
            "      - {page: home, owner: bob, since: 2026-01-01T00:01:00Z}",
            "    impressions:",
            "      - {ad_id: a, page: home, shown_at: 2026-01-01T00:00:59Z}",
            "      - {ad_id: b, page: home, shown_at: 2026-01-01T00:01:00Z}",
            "      - {ad_id: c, page: news, shown_at: 2026-01-01T00:01:01Z}",
            "- expect: {owned: []}",
            "- restart: {parallelism: 3}",
            "- watermark: 2026-01-01T00:01:00Z",
            "- expect: {owned: [{ad_id: a, owner: ann}, {ad_id: b, owner: bob}]}",
            "- watermark: 2026-01-01T00:01:30Z",
            "- expect: {owned: [{ad_id: c, owner: null, since: null}]}",
            "- restart: {parallelism: 2}",
            "- send: {impressions: [{ad_id: d, page: home, shown_at: 2026-01-01T00:02:00Z}]}",
            "- watermark: 2026-01-01T00:03:00Z",
            "- expect: {owned: [{ad_id: d, owner: bob}]}");

    assertThat(test.messages()).isEmpty();
  }

  /** A delete of a key alone has no time: it counts from the watermark. */
  @Test
  void aDeleteEndsWhatHoldsAndNoOlderRowBringsItBack() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send: {pages: [{page: home, owner: ann, since: 2026-01-01T00:00:00Z}]}",
            "- watermark: 2026-01-01T00:01:00Z",
            "- send:",
            "    pages: [{delete: {page: home}}]",
            "    impressions: [{ad_id: a, page: home, shown_at: 2026-01-01T00:01:01Z}]",
            "- watermark: 2026-01-01T00:02:00Z",
            "- expect: {owned: [{ad_id: a, owner: null}]}",
            "- restart: {parallelism: 3}",
            "- send:",
            "    pages: [{page: home, owner: bob, since: 2026-01-01T00:00:59Z}]",
            "    impressions: [{ad_id: b, page: home, shown_at: 2026-01-01T00:02:10Z}]",
            "- watermark: 2026-01-01T00:03:00Z",
            "- expect: {owned: [{ad_id: b, owner: null}]}",
            "- restart: {parallelism: 2}",
            "- send:",
            "    pages: [{page: home, owner: cid, since: 2026-01-01T00:01:30Z}]",
            "    impressions: [{ad_id: c, page: home, shown_at: 2026-01-01T00:03:10Z}]",
            "- watermark: 2026-01-01T00:04:00Z",
            "- expect: {owned: [{ad_id: c, owner: cid}]}");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void aRowHoldsUntilTheNextOneOrForAsLongAsItMay() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    clicks:",
            "      - {ad: a, page: home, clicked_at: 2026-01-01T00:00:10Z}",
            "      - {ad: a, page: home, clicked_at: 2026-01-01T00:00:00Z}",
            "      - {ad: b, page: home, clicked_at: 2026-01-01T00:00:00Z}",
            "    impressions:",
            "      - {ad_id: a, page: home, shown_at: 2026-01-01T00:10:09.999Z}",
            "      - {ad_id: a, page: home, shown_at: 2026-01-01T00:10:10Z}",
            "      - {ad_id: b, page: home, shown_at: 2026-01-01T00:10:09Z}",
            "      - {ad_id: b, page: home, shown_at: 2026-01-01T00:00:00Z}",
            "- restart: {parallelism: 3}",
            "- watermark: 2026-01-01T00:11:00Z",
            "- expect:",
            "    last_click:",
            "      - {ad_id: b, shown_at: 2026-01-01T00:00:00Z, clicked_at: 2026-01-01T00:00:00Z}",
            "      - {ad_id: a, shown_at: 2026-01-01T00:10:09.999Z, clicked_at:"
                + " 2026-01-01T00:00:10Z}");

    assertThat(test.messages()).isEmpty();
  }

  /** A row that is late for a window is not in it; its first click would have had a match there. */
  @Test
  void rowsOfOneWindowBelongTogether() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    impressions:",
            "      - {ad_id: a, page: home, shown_at: 2026-01-01T00:00:00Z}",
            "      - {ad_id: b, page: home, shown_at: 2026-01-01T00:00:59.999Z}",
            "      - {page: home, shown_at: 2026-01-01T00:00:30Z}",
            "    clicks: [{ad: b, page: home, clicked_at: 2026-01-01T00:01:00Z}]",
            "- expect:",
            "    by_minute:",
            "      - {ad_id: null, shown_at: 2026-01-01T00:00:30Z, window_end: 2026-01-01T00:01:00Z}",
            "- restart: {parallelism: 3}",
            "- send: {clicks: [{ad: a, page: home, clicked_at: 2026-01-01T00:00:40Z}]}",
            "- expect:",
            "    by_minute: [{ad_id: a, ad: a, window_end: 2026-01-01T00:01:00Z}]",
            "- watermark: 2026-01-01T00:00:59.999Z",
            "- expect: {by_minute: [{ad_id: b, ad: null, window_end: 2026-01-01T00:01:00Z}]}",
            "- send: {clicks: [{ad: a, page: home, clicked_at: 2026-01-01T00:00:50Z}]}",
            "- restart: {parallelism: 2}",
            "- watermark: 2026-01-01T00:02:00Z",
            "- expect: {by_minute: [{ad_id: null, ad: b, window_end: 2026-01-01T00:02:00Z}]}");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void inWindowsThatOverlapAPairIsOneOfEach() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    impressions: [{ad_id: a, page: home, shown_at: 2026-01-01T00:00:12Z}]",
            "    clicks:",
            "      - {ad: a, page: home, clicked_at: 2026-01-01T00:00:19Z}",
            "      - {ad: a, page: home, clicked_at: 2026-01-01T00:00:20Z}",
            "- expect:",
            "    by_ten_seconds:",
            "      - {window_start: 2026-01-01T00:00:00Z, window_end: 2026-01-01T00:00:20Z}",
            "      - {window_start: 2026-01-01T00:00:10Z, window_end: 2026-01-01T00:00:30Z}",
            "      - {window_start: 2026-01-01T00:00:10Z, window_end: 2026-01-01T00:00:30Z}");

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
