// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Sessions that go on for as long as each of their records says, and windows of so many records.
 */
class ViewersTest {
  private static final String FIRST =
      "- send: {views: [{viewer: ann, kind: tv, at: 2026-01-01T20:00:00Z}, {viewer: ann, kind:"
          + " phone, at: 2026-01-01T20:10:00Z}, {viewer: ann, kind: phone, at:"
          + " 2026-01-01T20:40:00Z}]}";

  @Test
  void aShortGapInALongOneDoesNotEndIt() {
    for (int parallelism : new int[] {1, 3}) {
      InlineTest test =
          InlineTest.run(
              "viewers.yaml",
              FIRST,
              "- watermark: 2026-01-01T20:29:59.999Z",
              "- expect:",
              "    evenings:",
              "      - {viewer: ann, views: 2, kinds: [tv, phone], window_start:"
                  + " 2026-01-01T20:00:00Z, window_end: 2026-01-01T20:30:00Z}",
              "    threes: [{viewer: ann, n: 2, first: tv, kinds: [tv, phone]}]",
              "- restart: {parallelism: " + parallelism + "}",
              "- send: {views: [{viewer: ann, kind: tv, at: 2026-01-01T20:44:00Z}, {viewer: ann,"
                  + " kind: phone, at: 2026-01-01T20:01:00Z}]}",
              "- watermark: 2026-01-01T21:14:00Z",
              "- expect:",
              "    evenings:",
              "      - {viewer: ann, views: 2, kinds: [phone, tv], window_start:"
                  + " 2026-01-01T20:40:00Z, window_end: 2026-01-01T21:14:00Z}",
              "    late_views: [{viewer: ann, kind: phone, at: 2026-01-01T20:01:00Z}]",
              "    threes: [{viewer: ann, n: 3, first: phone, kinds: [phone, phone, tv]}]");
      assertThat(test.problems()).as("parallelism " + parallelism).isEmpty();
    }
  }
}
