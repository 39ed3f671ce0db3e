// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Row-by-row steps, in tests of a spec. */
class RowStepsTest {
  private static final String SPEC = "rows.yaml";

  private static String visit(String visitor, int value, String tags, int second) {
    return String.format(
        "{visitor: %s, page: home, value: %d, tags: %s, at: 2026-01-01T00:00:%02dZ}",
        visitor, value, tags, second);
  }

  @Test
  void addAndExplodeReplaceColumnsInTheirPlaces() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send: {visits: [" + visit("ann", 2, "[a, b]", 1) + "]}",
            "- send: {visits: [" + visit("bob", 1, "[c]", 2) + "]}",
            "- send: {visits: [" + visit("eve", 9, "[]", 3) + "]}",
            "- send: {visits: [" + visit("joe", 0, "[d]", 4) + "]}",
            "- expect:",
            "    replaced:",
            "      - {visitor: ann, page: HOME, value: 20, tags: a}",
            "      - {visitor: ann, page: HOME, value: 20, tags: b}",
            "      - {visitor: bob, page: HOME, value: 10, tags: c}",
            "      - {visitor: eve, page: HOME, value: 90, tags: null}",
            "    out: [{value: 20, tags: a}, {value: 20, tags: b}]");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void lateRecordsThatAreDroppedOnPurposeAreInNoResult() {
    InlineTest test =
        InlineTest.run(
            SPEC,
            "- send: {visits: [" + visit("ann", 2, "[]", 1) + "]}",
            "- watermark: 2026-01-01T00:01:00Z",
            "- expect: {minutes: [{page: home, count: 1}]}",
            "- restart: {parallelism: 2}",
            "- send: {visits: [" + visit("ann", 2, "[]", 2) + "]}",
            "- watermark: 2026-01-01T00:02:00Z",
            "- expect: {minutes: []}");

    assertThat(test.messages()).isEmpty();
  }

  /** Whoever is kept once is kept again, by another job with other subtasks. */
  @Test
  void aSampleKeepsTheSameVisitorsAfterARestart() {
    List<String> visits = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      visits.add(visit("v" + i, i, "[]", i));
    }
    String send = "- send: {visits: [" + String.join(", ", visits) + "]}";
    List<String> kept = kept(InlineTest.run(SPEC, send, "- expect: {half: []}").updated());

    InlineTest test =
        InlineTest.run(
            SPEC,
            "- restart: {parallelism: 3}",
            send,
            "- expect:",
            "    half: [" + String.join(", ", kept) + "]",
            "    some: [" + String.join(", ", kept) + "]");

    // Of 20 draws of one half, fewer than 3 or more than 17 come once in 2,500 hashes.
    assertThat(kept).hasSizeBetween(3, 17);
    assertThat(test.messages()).isEmpty();
  }

  private static List<String> kept(List<String> updated) {
    return updated.stream()
        .filter(line -> line.contains("value:") && !line.contains("send"))
        .map(line -> line.replaceAll(".*visitor: (v[0-9]+).*", "{visitor: $1}"))
        .collect(Collectors.toList());
  }
}
