// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A test's pipeline stops with a savepoint and goes on with it. */
class RestartTest {
  private static final String FIRST =
      "- send: {north: [{machine: m1, heat: 3, ts: 2026-01-01T00:00:10Z}, {machine: m2, heat: 1,"
          + " ts: 2026-01-01T00:00:20Z}]}";
  private static final String SECOND =
      "- send: {south: [{machine: m1, heat: 4, ts: 2026-01-01T00:00:30Z}]}";

  @Test
  void windowsKeepWhatTheyHaveCounted() {
    for (String parallelism : new String[] {"1", "2.0", "5e0"}) {
      InlineTest test =
          InlineTest.run(
              "two-sources.yaml",
              FIRST,
              "- restart: {parallelism: " + parallelism + "}",
              SECOND,
              "- restart: {parallelism: 1}",
              "- watermark: 2026-01-01T00:01:00Z",
              "- expect:",
              "    per_minute: [{machine: m1, n: 2, total: 7}, {machine: m2, n: 1, total: 1}]");
      assertThat(test.problems()).as("parallelism " + parallelism).isEmpty();
    }
  }

  @Test
  void whatNobodyHasLookedAtStillWaits() {
    InlineTest test =
        InlineTest.run(
            "two-sources.yaml",
            FIRST,
            "- watermark: 2026-01-01T00:01:00Z",
            "- restart: {parallelism: 2}",
            "- expect: {per_minute: [{machine: m1}, {machine: m2}]}");
    assertThat(test.problems()).isEmpty();
  }

  @Test
  void sourcesSayAnewHowFarTheyAre() {
    InlineTest test =
        InlineTest.run(
            "two-sources.yaml",
            FIRST,
            "- watermark: 2026-01-01T00:00:50Z",
            "- restart: {parallelism: 2}",
            "- watermark: {north: 2026-01-01T00:01:00Z}",
            "- expect: {per_minute: []}",
            "- watermark: {south: 2026-01-01T00:00:40Z}",
            "- expect: {per_minute: []}",
            "- watermark: {south: 2026-01-01T00:01:00Z}",
            "- expect: {per_minute: [{machine: m1, n: 1}, {machine: m2, n: 1}]}");
    assertThat(test.problems()).isEmpty();
  }

  /** 540 s are from the row to the watermark that the window had. */
  @Test
  void whatWasLateIsLate() {
    for (int parallelism : new int[] {1, 2}) {
      InlineTest test =
          InlineTest.run(
              "sliding.yaml",
              "- send: {trips: [{car: a, at: 2026-01-01T00:02:00Z}, {car: a, at:"
                  + " 2026-01-01T00:07:00Z}, {car: a, at: 2026-01-01T00:12:00Z}]}",
              "- watermark: 2026-01-01T00:11:00Z",
              "- expect: {rides: [{n: 1}, {n: 2}]}",
              "- restart: {parallelism: " + parallelism + "}",
              "- send: {trips: [{car: a, at: 2026-01-01T00:02:00Z}, {car: b, at:"
                  + " 2026-01-01T00:02:00Z}]}",
              "- expect: {rides: [], late: [{car: a, late_by: 540000}, {car: b, late_by: 540000}]}",
              "- watermark: 2026-01-01T00:15:00Z",
              "- expect: {rides: [{n: 2, window_end: 2026-01-01T00:15:00Z}]}");
      assertThat(test.problems()).as("parallelism " + parallelism).isEmpty();
    }
  }

  /**
   * The next spec counts only what is hot enough, has the highest value too, and a stream behind:
   * in the open window that one begins with what comes from then on.
   */
  @Test
  void anotherSpecGoesOn() {
    InlineTest test =
        InlineTest.runTest(
            "two-sources.yaml",
            "steps:",
            "  " + FIRST,
            "  - restart: {spec: two-sources-next.yaml, parallelism: 2}",
            "  - send: {south: [{machine: m1, heat: 4, ts: 2026-01-01T00:00:30Z}, {machine: m1,"
                + " heat: 1, ts: 2026-01-01T00:00:30Z}]}",
            "  - watermark: 2026-01-01T00:01:00Z",
            "  - expect:",
            "      per_minute:",
            "        - {machine: m1, n: 2, total: 7, hottest: 4}",
            "        - {machine: m2, n: 1, total: 1, hottest: null}",
            "      hot: [{machine: m1, hottest: 4}]");
    assertThat(test.problems()).isEmpty();
  }

  @Test
  void whatTheSpecBeforeGaveIsLookedAtBefore() {
    InlineTest test =
        InlineTest.runTest(
            "two-sources.yaml",
            "steps:",
            "  " + FIRST,
            "  - expect: {per_minute: []}",
            "  - watermark: 2026-01-01T00:01:00Z",
            "  - restart: {spec: two-sources-next.yaml}",
            "  - expect: {per_minute: []}");
    assertThat(test.messages())
        .containsExactly("2 rows came on `per_minute` that no `expect` looks at");
  }

  @Test
  void aWindowOfTheClockGoesOn() {
    InlineTest test =
        InlineTest.run(
            "pipeline.yaml",
            "- processingTime: 2026-01-01T00:00:03Z",
            "- send: {clicks: [{id: a, page: /home}]}",
            "- restart: {parallelism: 3}",
            "- send: {clicks: [{id: b, page: /home}, {id: c, page: /about}]}",
            "- processingTime: 2026-01-01T00:00:10Z",
            "- expect: {per_second: [{page: /home, n: 2}, {page: /about, n: 1}]}");
    assertThat(test.problems()).isEmpty();
  }
}
