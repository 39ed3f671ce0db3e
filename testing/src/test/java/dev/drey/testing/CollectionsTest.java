// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Maps and lists that are taken apart, over a restart with other subtasks. */
class CollectionsTest {
  private static final String SPEC = "collections.yaml";

  @Test
  void aMapHasARowForEachPair() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    vehicles:",
            "      - {vin: a, seen_at: 2026-01-01T00:00:01Z, sensors: {speed: 50, fuel: null}}",
            "      - {vin: b, seen_at: 2026-01-01T00:00:02Z, sensors: {}}",
            "      - {vin: c, seen_at: 2026-01-01T00:00:03Z}",
            "- expect:",
            "    measured:",
            "      - {vin: a, name: speed, value: 50}",
            "      - {vin: a, name: fuel, value: null}",
            "    all_measured:",
            "      - {vin: a, name: speed}",
            "      - {vin: a, name: fuel}",
            "      - {vin: b, name: null}",
            "      - {vin: c, name: null}");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void aggregatesOfElementsAndKeysGoOnFromASavepoint() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    vehicles:",
            "      - {vin: a, seen_at: 2026-01-01T00:00:01Z, sensors: {speed: 50, fuel: 9}, lights: [oil, tire]}",
            "      - {vin: a, seen_at: 2026-01-01T00:00:02Z, sensors: {speed: 60}, lights: [oil]}",
            "- restart: {parallelism: 3}",
            "- send:",
            "    vehicles:",
            "      - {vin: a, seen_at: 2026-01-01T00:00:03Z, sensors: {speed: 70, fuel: null}, lights: [tire, fuel]}",
            "      - {vin: a, seen_at: 2026-01-01T00:00:04Z}",
            "- watermark: 2026-01-01T00:01:00Z",
            "- expect:",
            "    minutes:",
            "      - vin: a",
            "        events: 4",
            "        average: {speed: 60, fuel: 9}",
            "        lights: 3",
            "        first: {oil: 2026-01-01T00:00:02Z, tire: 2026-01-01T00:00:03Z}");

    assertThat(test.messages()).isEmpty();
  }
}
