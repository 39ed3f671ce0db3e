// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Values of each row over those up to it, in tests of a spec. */
class OverTest {
  private static final String SPEC = "over.yaml";

  @Test
  void ofALengthOfTimeRowsCountThatAreSoFarBackAlsoInARestoredJob() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    readings:",
            "      - {city: Oslo, celsius: 9, at: 2026-01-01T00:00:05Z}",
            "      - {city: Oslo, celsius: 6, at: 2026-01-01T00:00:01Z}",
            "      - {city: Rome, celsius: 21, at: 2026-01-01T00:00:05Z}",
            "- expect: {smooth: []}",
            "- watermark: 2026-01-01T00:00:05Z",
            "- expect:",
            "    smooth:",
            "      - {city: Oslo, n: 1, mean: 6, above: 0, celsius: 6}",
            "      - {city: Oslo, n: 2, mean: 7, above: 3, celsius: 9}",
            "      - {city: Rome, n: 1, mean: 21, above: 0, celsius: 21}",
            "    everywhere:",
            "      - {city: Oslo, cities: 1, warm: 0}",
            "      - {city: Oslo, cities: 2, warm: 1}",
            "      - {city: Rome, cities: 2, warm: 1}",
            "- restart: {parallelism: 3}",
            "- send:",
            "    readings:",
            "      - {city: Oslo, celsius: 4, at: 2026-01-01T00:00:15Z}",
            "      - {city: Oslo, celsius: 8, at: 2026-01-01T00:00:15Z}",
            "- watermark: 2026-01-01T00:00:20Z",
            "- expect:",
            "    smooth:",
            "      - {city: Oslo, n: 3, mean: 7, above: 0, celsius: 9}",
            "      - {city: Oslo, n: 3, mean: 7, above: 4, celsius: 9}",
            "    everywhere: [{celsius: 4, cities: 2, warm: 1}, {celsius: 8, cities: 2, warm: 1}]",
            "- send: {readings: [{city: Oslo, celsius: 1, at: 2026-01-01T00:00:26Z}]}",
            "- watermark: 2026-01-01T00:00:30Z",
            "- expect:",
            "    smooth: [{city: Oslo, n: 1, mean: 1, above: 0, celsius: 1}]",
            "    everywhere: [{celsius: 1, cities: 2, warm: 1}]");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void ofSoManyRowsThoseBeforeCountUntilAKeyIsForgotten() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    readings:",
            "      - {city: Oslo, celsius: 9, at: 2026-01-01T00:00:02Z}",
            "      - {city: Oslo, celsius: 6, at: 2026-01-01T00:00:01Z}",
            "      - {city: Oslo, celsius: 1, at: 2026-01-01T00:00:03Z}",
            "- watermark: 2026-01-01T00:00:10Z",
            "- expect:",
            "    steps:",
            "      rows:",
            "        - {celsius: 6, change: null, before_that: null, most: 6}",
            "        - {celsius: 9, change: 3, before_that: null, most: 9}",
            "        - {celsius: 1, change: -8, before_that: 6, most: 9}",
            "      inOrder: true",
            "- restart: {parallelism: 2}",
            "- send: {readings: [{city: Oslo, celsius: 2, at: 2026-01-01T00:01:03Z}]}",
            "- watermark: 2026-01-01T00:02:00Z",
            "- expect: {steps: [{celsius: 2, change: 1, before_that: 9, most: 9}]}",
            "- send: {readings: [{city: Oslo, celsius: 5, at: 2026-01-01T00:02:03.001Z}]}",
            "- watermark: 2026-01-01T00:03:00Z",
            "- expect: {steps: [{celsius: 5, change: null, before_that: null, most: 5}]}");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void aRowOfTheWatermarksTimeIsLateAndChangesNothing() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- watermark: 2026-01-01T00:00:10Z",
            "- send:",
            "    readings:",
            "      - {city: Oslo, celsius: 3, at: 2026-01-01T00:00:10Z}",
            "      - {city: Oslo, celsius: 4, at: 2026-01-01T00:00:11Z}",
            "- watermark: 2026-01-01T00:00:20Z",
            "- expect:",
            "    smooth: [{city: Oslo, n: 1, celsius: 4}]",
            "    late_readings: [{city: Oslo, celsius: 3, late_by: 0}]");

    assertThat(test.messages()).isEmpty();
  }
}
