// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Event time and the machine's clock go only as far as the steps of a test say. */
class TimeInTestsTest {
  private static final String READINGS =
      "- send:\n"
          + "    north: [{machine: m1, heat: 3, ts: 2026-01-01T00:00:10Z}]\n"
          + "    south: [{machine: m1, heat: 4, ts: 2026-01-01T00:00:20Z}]";

  @Test
  void aUnionIsAsFarAsTheSourceThatIsBehind() {
    InlineTest test =
        InlineTest.run(
            "two-sources.yaml",
            READINGS,
            "- watermark: {north: 2026-01-01T00:05:00Z}",
            "- expect: {per_minute: []}",
            "- watermark: {south: 2026-01-01T00:00:59.998Z}",
            "- expect: {per_minute: []}",
            "- watermark: {south: 2026-01-01T00:00:59.999Z}",
            "- expect: {per_minute: [{machine: m1, n: 2, total: 7}]}");

    assertThat(test.problems()).isEmpty();
  }

  @Test
  void aSourceThatIsAheadMakesNoRecordOfTheOtherLate() {
    InlineTest test =
        InlineTest.run(
            "two-sources.yaml",
            "- watermark: {north: 2026-01-01T00:05:00Z, south: 2026-01-01T00:10:00Z}",
            "- send:",
            "    north: [{machine: m1, heat: 1, ts: 2026-01-01T00:05:10Z}]",
            "    south: [{machine: m2, heat: 2, ts: 2026-01-01T00:04:59.999Z}]",
            "- expect:",
            "    per_minute: []",
            "    late_readings: [{machine: m2, heat: 2, watermark: 2026-01-01T00:05:00Z}]",
            "- watermark: {north: 2026-01-01T00:06:00Z}",
            "- expect: {per_minute: [{machine: m1, n: 1, total: 1}], late_readings: []}");

    assertThat(test.problems()).isEmpty();
  }

  @Test
  void aWatermarkWithoutANameIsThatOfAllSources() {
    InlineTest test =
        InlineTest.run(
            "two-sources.yaml",
            READINGS,
            "- watermark: 2026-01-01T00:01:00Z",
            "- expect: {per_minute: [{n: 3}]}");

    assertThat(test.problems())
        .containsExactly(
            "DR0806 at n: 3; the closest row: {machine: m1,"
                + " window_start: 2026-01-01T00:00:00Z, window_end: 2026-01-01T00:01:00Z,"
                + " n: 2, total: 7}");
  }

  @Test
  void anExpressionHasTheTimeOfTheTest() {
    InlineTest test =
        InlineTest.run(
            "moment.yaml",
            "- processingTime: 2026-01-01T00:00:30Z",
            "- send:",
            "    heard:",
            "      - {id: 1, seen: 2026-01-01T00:00:10Z}",
            "      - {id: 2, seen: 2026-01-01T00:00:31Z}",
            "- expect:",
            "    noted: [{id: 1, noted_at: 2026-01-01T00:00:30Z, waited: 20, reached: null}]",
            "- watermark: 2026-01-01T00:00:20Z",
            "- processingTime: 2026-01-01T00:01:00.500Z",
            "- restart: {parallelism: 2}",
            "- watermark: 2026-01-01T00:00:25Z",
            "- send: {heard: [{id: 3, seen: 2026-01-01T00:00:40Z}]}",
            "- expect:",
            "    noted:",
            "      - id: 3",
            "        noted_at: 2026-01-01T00:01:00.500Z",
            "        waited: 20",
            "        reached: 2026-01-01T00:00:25Z");

    assertThat(test.problems()).isEmpty();
  }

  @Test
  void aWindowOfTheClockEndsWhenTheClockSaysSo() {
    InlineTest test =
        InlineTest.run(
            "pipeline.yaml",
            "- processingTime: 2026-01-01T00:00:03Z",
            "- send: {clicks: [{id: a, page: /home}, {id: b, page: /home}]}",
            "- processingTime: 2026-01-01T00:00:09.998Z",
            "- expect: {per_second: []}",
            "- processingTime: 2026-01-01T00:00:09.999Z",
            "- expect: {per_second: [{page: /home, n: 2}]}");

    assertThat(test.problems()).isEmpty();
  }

  @Test
  void aClockThatJumpsEndsTheWindowsThatItPasses() {
    InlineTest test =
        InlineTest.run(
            "pipeline.yaml",
            "- processingTime: 2026-01-01T00:00:12Z",
            "- send: {clicks: [{id: a, page: /home}]}",
            "- processingTime: 2026-01-01T00:00:15Z",
            "- send: {clicks: [{id: b, page: /home}]}",
            "- processingTime: 2026-01-01T01:00:00Z",
            "- expect:",
            "    per_second: [{page: /home, n: 2, window_end: 2026-01-01T00:00:20Z}]",
            "- send: {clicks: [{id: c, page: /about}]}",
            "- watermark: 2026-01-02T00:00:00Z",
            "- expect: {per_second: []}",
            "- processingTime: 2026-01-01T01:00:10Z",
            "- expect: {per_second: [{page: /home, n: 1}]}");

    assertThat(test.problems())
        .containsExactly(
            "DR0806 at page: /home; the closest row: {page: /about,"
                + " window_start: 2026-01-01T01:00:00Z, window_end: 2026-01-01T01:00:10Z, n: 1}");
  }
}
