// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rows that come more than once, in a test of a spec. */
class DeduplicateTest {
  private static final String SPEC = "deduplicate.yaml";

  @Test
  void theFirstOnePassesWhenTheWatermarkReachesItAndEachNewerOneReplacesTheLast() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    sent:",
            "      - {payment: p1, state: paid, sent_at: 2026-01-01T00:00:05Z}",
            "      - {payment: p1, state: new, sent_at: 2026-01-01T00:00:01Z}",
            "      - {payment: p1, state: closed, sent_at: 2026-01-01T00:00:07Z}",
            "- expect:",
            "    once: []",
            "    states: [{now: paid, payment: p1}, {now: closed, payment: p1}]",
            "    state_now: [{now: paid}, {now: closed}]",
            "- watermark: 2026-01-01T00:00:04Z",
            "- expect:",
            "    out: [{payment: p1, state: new}]",
            "    once: [{state: new}]",
            "- watermark: 2026-01-01T02:00:00Z",
            "- send: {sent: [{payment: p1, state: again, sent_at: 2026-01-01T02:00:01Z}]}",
            "- watermark: 2026-01-01T03:00:00Z",
            "- expect:",
            "    once: [{state: again}]",
            "    out: [{state: again}]",
            "    state_now: [{now: again}]",
            "    states: [{now: again}]");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void aRowThatNobodyLookedAtIsWrittenAsItIs() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send: {sent: [{payment: p1, state: new, sent_at: 2026-01-01T00:00:01Z}]}",
            "- expect: {state_now: [], once: []}");

    assertThat(test.updated()).anyMatch(line -> line.contains("{now: new, payment: p1}"));
  }
}
