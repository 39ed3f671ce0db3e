// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Data contracts of streams, in tests of a spec. */
class AssertTest {
  private static final String SPEC = "asserts.yaml";

  @Test
  void whatIsNotTrueIsSetAsideWithItsReason() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    orders:",
            "      - {id: good, total: 5, code: '7'}",
            "      - {id: low, total: 0, code: '7'}",
            "      - {id: none, total: null, code: '7'}",
            "- restart: {parallelism: 2}",
            "- send: {orders: [{id: high, total: 5, code: '100'}]}",
            "- send: {orders: [{id: text, total: 5, code: x}]}",
            "- expect:",
            "    kept: [{id: good, total: 5, code: '7'}]",
            "    out: [{id: good}]",
            "    bad:",
            "      - {id: low, total: 0, code: '7', reason: 'FALSE'}",
            "      - {id: none, total: null, reason: 'NULL'}",
            "      - {id: high, code: '100', reason: 'FALSE'}",
            "      - {id: text, expression: \"total > 0 AND CAST(code AS INT) < 100\"}",
            "    dropped: [{id: good, twice: 10}, {id: high, twice: 10}, {id: text, twice: 10}]");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void withoutAPolicyTheJobStops() {
    InlineTest test =
        InlineTest.run(
            SPEC, "- send: {orders: [{id: stop, total: 1, code: '1'}]}", "- expect: {strict: []}");

    assertThat(test.messages())
        .anySatisfy(message -> assertThat(message).contains("strict").contains("id <> 'stop'"));
  }
}
