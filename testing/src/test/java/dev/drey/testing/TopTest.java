// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** First rows by an order, in tests of a spec. */
class TopTest {
  private static final String SPEC = "top.yaml";

  @Test
  void withAPlaceEachPlaceThatChangesIsReplacedAlsoInARestoredJob() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    scores:",
            "      - {player: ann, level: 1, points: 5, won_at: 2026-01-01T00:00:01Z}",
            "      - {player: bob, level: 1, points: 9, won_at: 2026-01-01T00:00:02Z}",
            "      - {player: eve, level: 1, points: 5, won_at: 2026-01-01T00:00:03Z}",
            "      - {player: joe, level: 2, points: 1, won_at: 2026-01-01T00:00:04Z}",
            "- expect:",
            "    board:",
            "      - {level: 1, place: 1, player: ann}",
            "      - {level: 1, place: 1, player: bob}",
            "      - {level: 1, place: 2, player: ann}",
            "      - {level: 2, place: 1, player: joe}",
            "- restart: {parallelism: 3}",
            "- send: {scores: [{player: eve, level: 1, points: 7, won_at: 2026-01-01T00:00:05Z}]}",
            "- expect: {board: [{level: 1, place: 2, player: eve, points: 7}]}");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void withoutAPlaceARowIsTakenBackAndCanBeTakenOutOfWhatIsCounted() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    scores:",
            "      - {player: ann, level: 1, points: 5, won_at: 2026-01-01T00:00:01Z}",
            "      - {player: ann, level: 2, points: 4, won_at: 2026-01-01T00:00:02Z}",
            "- expect:",
            "    best: [{odd: true, player: ann}, {odd: false, player: ann}]",
            "    counted: [{player: ann, firsts: 1}, {player: ann, firsts: 2}]",
            "- restart: {parallelism: 2}",
            "- send: {scores: [{player: bob, level: 3, points: 6, won_at: 2026-01-01T00:00:03Z}]}",
            "- expect:",
            "    best: [{delete: {odd: true, player: ann}}, {odd: true, player: bob}]",
            "    counted: [{player: ann, firsts: 1}, {player: bob, firsts: 1}]");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void ofAWindowTheFirstRowsComeOnceAtItsEnd() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    scores:",
            "      - {player: joe, level: 1, points: 3, won_at: 2026-01-01T00:00:01Z}",
            "      - {player: bob, level: 1, points: 9, won_at: 2026-01-01T00:00:02Z}",
            "      - {player: ann, level: 1, points: 3, won_at: 2026-01-01T00:00:03Z}",
            "      - {player: ann, level: 2, points: 1, won_at: 2026-01-01T00:01:04Z}",
            "- watermark: 2026-01-01T00:00:59Z",
            "- expect: {leaders: []}",
            "- restart: {parallelism: 2}",
            "- watermark: 2026-01-01T00:01:00Z",
            "- expect:",
            "    leaders:",
            "      - {window_end: 2026-01-01T00:01:00Z, level: 1, place: 1, player: bob}",
            "      - {window_end: 2026-01-01T00:01:00Z, level: 1, place: 2, player: ann}",
            "- watermark: 2026-01-01T00:02:00Z",
            "- expect: {leaders: [{level: 2, place: 1, player: ann}]}");

    assertThat(test.messages()).isEmpty();
  }
}
