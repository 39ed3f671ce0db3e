// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A source that is idle holds nobody back: as before a task of Flink, so in a test. */
class IdleTest {
  private static final String READINGS =
      "- send:\n"
          + "    north: [{machine: m1, heat: 3, ts: 2026-01-01T00:00:10Z}]\n"
          + "    south: [{machine: m1, heat: 4, ts: 2026-01-01T00:00:20Z}]";

  @Test
  void theOthersGoOnWithoutIt() {
    InlineTest test =
        InlineTest.run(
            "two-sources.yaml",
            READINGS,
            "- watermark: {north: 2026-01-01T00:05:00Z}",
            "- expect: {per_minute: []}",
            "- idle: south",
            "- expect: {per_minute: [{machine: m1, n: 2, total: 7}]}");

    assertThat(test.problems()).isEmpty();
  }

  @Test
  void aRecordEndsIt() {
    InlineTest test =
        InlineTest.run(
            "two-sources.yaml",
            "- idle: [south]",
            "- watermark: {north: 2026-01-01T00:00:30Z}",
            "- watermark: {south: 2026-01-01T00:00:40Z}",
            READINGS,
            "- watermark: {north: 2026-01-01T00:02:00Z}",
            "- expect: {per_minute: []}",
            "- watermark: {south: 2026-01-01T00:01:00Z}",
            "- expect: {per_minute: [{machine: m1, n: 2, total: 7}]}");

    assertThat(test.problems()).isEmpty();
  }

  /** What comes back behind the others has records that are late, and holds nobody back. */
  @Test
  void whoComesBackBehindTheOthersDoesNotCountUntilItHasCaughtUp() {
    InlineTest test =
        InlineTest.run(
            "two-sources.yaml",
            "- watermark: {south: 2026-01-01T00:00:10Z}",
            "- idle: south",
            "- watermark: {north: 2026-01-01T00:01:00Z}",
            READINGS,
            "- expect:",
            "    per_minute: []",
            "    late_readings: [{machine: m1, heat: 3}, {machine: m1, heat: 4}]",
            "- send: {north: [{machine: m2, heat: 1, ts: 2026-01-01T00:01:01Z}]}",
            "- watermark: {south: 2026-01-01T00:00:50Z, north: 2026-01-01T00:02:00Z}",
            "- expect: {per_minute: [{machine: m2, n: 1}]}",
            "- send: {north: [{machine: m2, heat: 1, ts: 2026-01-01T00:02:01Z}]}",
            "- watermark: {south: 2026-01-01T00:02:00Z}",
            "- watermark: {north: 2026-01-01T00:03:00Z}",
            "- expect: {per_minute: []}",
            "- watermark: {south: 2026-01-01T00:03:00Z}",
            "- expect: {per_minute: [{machine: m2, n: 1}]}");

    assertThat(test.problems()).isEmpty();
  }

  @Test
  void whenAllAreIdleTimeIsThatOfTheFurthest() {
    InlineTest test =
        InlineTest.run(
            "two-sources.yaml",
            READINGS,
            "- watermark: {north: 2026-01-01T00:00:30Z, south: 2026-01-01T00:01:00Z}",
            "- expect: {per_minute: []}",
            "- idle: [south, north]",
            "- expect: {per_minute: [{machine: m1, n: 2}]}");

    assertThat(test.problems()).isEmpty();
  }

  @Test
  void aRestartForgetsIt() {
    InlineTest test =
        InlineTest.run(
            "two-sources.yaml",
            READINGS,
            "- idle: south",
            "- restart: {parallelism: 2}",
            "- watermark: {north: 2026-01-01T00:05:00Z}",
            "- expect: {per_minute: []}",
            "- idle: south",
            "- expect: {per_minute: [{machine: m1, n: 2}]}");

    assertThat(test.problems()).isEmpty();
  }
}
