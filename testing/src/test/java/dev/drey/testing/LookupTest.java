// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lookups in tests of a spec: answered by the test's rows. */
@Timeout(60)
class LookupTest {
  private static final String SPEC = "lookup.yaml";

  @Test
  void rowsAreAnsweredByTheTable() {
    InlineTest test =
        InlineTest.runTest(
            SPEC,
            "tables:",
            "  enriched:",
            "    rows: [{id: m1, site: Oslo, most: 10}, {id: m2, site: Bern}]",
            "    failing: [{id: m4}]",
            "steps:",
            "- send:",
            "    readings:",
            "      - {machine: m1, celsius: 20}",
            "      - {machine: m1, celsius: 5}",
            "      - {machine: m2, celsius: 20}",
            "      - {machine: m3, celsius: 20}",
            "      - {celsius: 1}",
            "      - {machine: m4, celsius: 2}",
            "- expect:",
            "    enriched:",
            "      inOrder: true",
            "      rows:",
            "        - {celsius: 20, details: {id: m1, site: Oslo, most: 10}}",
            "        - {celsius: 5, details: {site: Oslo}}",
            "        - {celsius: 20, details: {id: m2, most: null}}",
            "    out: [{machine: m1, site: Oslo, celsius: 20}]",
            "    strangers: [{machine: m3, celsius: 20}, {machine: null, celsius: 1}]",
            "    troubled:",
            "      - machine: m4",
            "        reason: the test says that this key fails, after 3 attempts");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void severalAnswersAreSeveralRowsAlsoBehindARestart() {
    InlineTest test =
        InlineTest.runTest(
            SPEC,
            "tables: {enriched: [{id: m1, site: Oslo, most: 1}, {id: m1, site: Bern, most: 2}]}",
            "steps:",
            "- send: {readings: [{machine: m1, celsius: 3}]}",
            "- expect: {out: [{site: Oslo}, {site: Bern}]}",
            "- restart: {parallelism: 3}",
            "- send: {readings: [{machine: m1, celsius: 1.5}]}",
            "- expect: {out: [{site: Oslo}]}");

    assertThat(test.messages()).isEmpty();
  }
}
