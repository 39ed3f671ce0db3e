// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rows with those of a small stream that every subtask holds, in tests of a spec. */
class BroadcastTest {
  private static final String SPEC = "broadcast.yaml";

  /** Whichever comes first, the row or the rule: a row sees the rules of its time. */
  @Test
  void aRowWaitsForTheRulesOfItsTimeAndSeesThose() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    payments:",
            "      - {card: a, country: DE, amount: 50, paid_at: 2026-01-01T00:01:00Z}",
            "      - {card: b, country: DE, amount: 50, paid_at: 2026-01-01T00:03:00Z}",
            "- expect: {alerts: [], quiet: []}",
            "- restart: {parallelism: 3}",
            "- send:",
            "    rules:",
            "      - {rule_id: low, country: DE, least: 10, since: 2026-01-01T00:00:00Z}",
            "      - {rule_id: high, country: DE, least: 40, since: 2026-01-01T00:01:00Z}",
            "      - {rule_id: low, country: DE, least: 60, since: 2026-01-01T00:02:00Z}",
            "- expect: {alerts: [], quiet: []}",
            "- watermark: {rules: 2026-01-01T00:02:00Z}",
            "- expect: {alerts: [{card: a, amount: 50, rule: low}, {card: a, amount: 50, rule: high}]}",
            "- restart: {parallelism: 2}",
            "- send: {payments: [{card: c, country: DE, amount: 20, paid_at: 2026-01-01T00:01:59Z}]}",
            "- expect: {alerts: [{card: c, rule: low}]}",
            "- send: {payments: [{card: d, country: FR, amount: 99, paid_at: 2026-01-01T00:02:00Z}]}",
            "- expect: {quiet: [{card: d, country: FR, amount: 99, paid_at: 2026-01-01T00:02:00Z}]}",
            "- watermark: {rules: 2026-01-01T00:05:00Z}",
            "- expect: {alerts: [{card: b, rule: high}]}");

    assertThat(test.messages()).isEmpty();
  }

  /** A window behind counts what waited; its watermark is that of both. */
  @Test
  void whatWaitsIsInTimeForAWindowBehind() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    payments: [{card: a, country: DE, amount: 50, paid_at: 2026-01-01T00:00:10Z}]",
            "    rules: [{rule_id: low, country: DE, least: 10, since: 2026-01-01T00:00:00Z}]",
            "- watermark: {payments: 2026-01-01T00:05:00Z}",
            "- expect: {minutes: [], alerts: []}",
            "- watermark: {rules: 2026-01-01T00:02:00Z}",
            "- expect: {minutes: [{rule: low, alerts: 1}], alerts: [{card: a}]}",
            "- send: {payments: [{card: b, country: DE, amount: 50, paid_at: 2026-01-01T00:05:10Z}]}",
            "- expect: {alerts: []}",
            "- idle: [rules]",
            "- expect: {alerts: [{card: b}]}",
            "- send: {rules: [{rule_id: old, country: DE, least: 1, since: 2026-01-01T00:02:00Z}]}",
            "- watermark: {rules: 2026-01-01T00:09:00Z}",
            "- send: {payments: [{card: c, country: DE, amount: 50, paid_at: 2026-01-01T00:06:10Z}]}",
            "- expect: {alerts: [{card: c, rule: low}]}");

    assertThat(test.messages()).isEmpty();
  }

  /** Without times a row sees what is there; a newer row takes the place of an older one. */
  @Test
  void withoutTimesARowSeesWhatHasCome() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    payments: [{card: a, country: DE, amount: 1, paid_at: 2026-01-01T00:00:10Z}]",
            "- expect: {named: [{card: a, name: null}], kept: []}",
            "- send: {names: [{country: DE, name: Germany}, {country: FR, name: France}]}",
            "- send: {payments: [{card: b, country: DE, amount: 1, paid_at: 2026-01-01T00:00:20Z}]}",
            "- expect: {named: [{card: b, name: Germany}]}",
            "- restart: {parallelism: 4}",
            "- send: {names: [{country: DE, name: Deutschland}]}",
            "- restart: {parallelism: 2}",
            "- send:",
            "    payments:",
            "      - {card: c, country: DE, amount: 1, paid_at: 2026-01-01T00:00:30Z}",
            "      - {card: d, country: FR, amount: 1, paid_at: 2026-01-01T00:00:30Z}",
            "      - {card: e, amount: 1, paid_at: 2026-01-01T00:00:30Z}",
            "- expect:",
            "    named:",
            "      - {card: c, name: Deutschland}",
            "      - {card: d, name: France}",
            "      - {card: e, name: null}");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void aDeleteTakesAHeldRowAway() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send: {gone: [{country: DE, name: Germany}, {country: FR, name: France}]}",
            "- send:",
            "    payments:",
            "      - {card: a, country: DE, amount: 1, paid_at: 2026-01-01T00:00:10Z}",
            "      - {card: b, country: FR, amount: 1, paid_at: 2026-01-01T00:00:10Z}",
            "- expect: {kept: [{card: a, name: Germany}, {card: b, name: France}], named: [{}, {}]}",
            "- send: {gone: [{delete: {country: DE}}]}",
            "- restart: {parallelism: 3}",
            "- send:",
            "    payments:",
            "      - {card: c, country: DE, amount: 1, paid_at: 2026-01-01T00:00:20Z}",
            "      - {card: d, country: FR, amount: 1, paid_at: 2026-01-01T00:00:20Z}",
            "- expect: {kept: [{card: d, name: France}], named: [{}, {}]}");

    assertThat(test.messages()).isEmpty();
  }
}
