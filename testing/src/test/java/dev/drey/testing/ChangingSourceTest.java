// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rows that put and delete, in tests of a spec: as rows, and as records of their format. */
class ChangingSourceTest {
  private static final String SPEC = "changing.yaml";

  @Test
  void byKeyADeleteHasTheKeyAlone() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    by_key:",
            "      - {item: nut, pieces: 4}",
            "      - {delete: {item: nut}}",
            "      - raw: '{\"op\": \"u\", \"before\": {\"item\": \"a\", \"pieces\": 1},"
                + " \"after\": {\"item\": \"b\", \"pieces\": 2}}'",
            "      - raw: '{\"op\": \"d\", \"before\": {\"pieces\": 2}, \"after\": null}'",
            "- restart: {parallelism: 2}",
            "- expect:",
            "    table:",
            "      - {item: nut, twice: 8}",
            "      - {delete: {item: nut}}",
            "      - {delete: {item: a}}",
            "      - {item: b, twice: 4}",
            "    log: [{pieces: 4}, {delete: {item: nut}}, {delete: {item: a}}, {pieces: 2}]",
            "    odd: [{source: by_key}]");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void withoutAKeyARowIsTakenBackAsItWas() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    one_by_one:",
            "      - {item: nut, pieces: 1}",
            "      - raw: '{\"type\": \"update\", \"data\": {\"item\": \"nut\", \"pieces\": 9},"
                + " \"old\": {\"pieces\": 1}}'",
            "      - {delete: {item: nut, pieces: 9}}",
            "- expect:",
            "    low: [{item: nut, pieces: 1}, {delete: {item: nut, pieces: 1}}]");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void aRowThatDeletesIsNotOneThatPuts() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send: {by_key: [{item: nut, pieces: 4}, {delete: {item: nut}}]}",
            "- expect: {table: [{delete: {item: bolt}}, {item: nut}], log: [{item: nut}]}");

    assertThat(test.messages())
        .containsExactly(
            "this row did not come on `table`; the closest differs in `item`",
            "a row came on `log` that the test does not expect");
    assertThat(test.updated())
        .anyMatch(line -> line.contains("{delete: {item: nut}}, {item: nut}"))
        .noneMatch(line -> line.contains("bolt"));
  }

  @Test
  void whatIsSentHasToFit() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send:",
            "    new_ones: [{delete: {item: nut}}]",
            "    by_key: [{delete: {pieces: 1}}]",
            "    one_by_one: [{delete: {item: nut}}]",
            "- expect: {rows: []}");

    assertThat(test.messages())
        .containsExactlyInAnyOrder(
            "every row of `new_ones` is a new one, so none deletes another",
            "the row has no `item`, which is STRING NOT NULL",
            "the row has no `pieces`, which is INT NOT NULL");
  }
}
