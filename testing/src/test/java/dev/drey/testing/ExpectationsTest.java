// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an expectation accepts, what it says where it fails, and how it is written anew. */
class ExpectationsTest {
  private static final String ORDERS =
      "- send:\n"
          + "    orders:\n"
          + "      - {id: a, amount: 250.00, ts: 2026-01-01T00:00:10Z}\n"
          + "      - {id: b, amount: 260.00, buyer: {name: Ann}, ts: 2026-01-01T00:00:11Z}";
  private static final String VISIT =
      "- send:\n"
          + "    visits:\n"
          + "      - id: a\n"
          + "        buyer: {name: Ann, address: {city: Bonn, zip: 53111}}\n"
          + "        counts: {read: 1, bought: 2}\n"
          + "        pages: [{path: /home, millis: 20}, {path: /cart, millis: 30}]";

  @Test
  void theOrderIsFreeUnlessItIsAskedFor() {
    assertThat(orders("- expect: {large: [{id: b}, {id: a}]}").problems()).isEmpty();
    assertThat(orders("- expect: {large: {inOrder: false, rows: [{id: b}, {id: a}]}}").problems())
        .isEmpty();
    assertThat(orders("- expect: {large: {inOrder: true, rows: [{id: a}, {id: b}]}}").problems())
        .isEmpty();

    assertThat(orders("- expect: {large: {inOrder: TRUE, rows: [{id: b}, {id: a}]}}").problems())
        .singleElement()
        .asString()
        .startsWith("DR0808 at large");

    InlineTest wrong =
        orders("- expect: {large: {inOrder: true, rows: [{amount: 260}, {amount: 250.0}]}}");
    assertThat(wrong.problems())
        .containsExactly(
            "DR0808 at large; they came as"
                + " {id: a, amount: 250.00, ts: 2026-01-01T00:00:10Z},"
                + " {id: b, amount: 260.00, buyer: {name: Ann}, ts: 2026-01-01T00:00:11Z}");
    assertThat(last(wrong.updated()))
        .isEqualTo("- expect: {large: {inOrder: true, rows: [{amount: 250.0}, {amount: 260}]}}");
    assertThat(wrong.problemsAfterUpdate()).isEmpty();
  }

  /** Each of these words is something else than a text to YAML 1.2. */
  @Test
  void anUpdateWritesTextsThatAreReadAsTexts() {
    InlineTest test =
        InlineTest.run(
            "pipeline.yaml",
            "- send:",
            "    orders: [{id: \"NULL\", amount: 250, buyer: {name: \"True\"}, ts:"
                + " 2026-01-01T00:00:10Z}]",
            "- expect: {large: [{id: other}]}",
            "- send: {orders: [{id: Nullable, amount: 250, ts: 2026-01-01T00:00:10Z}]}",
            "- expect: {large: []}");
    assertThat(tail(test.updated(), 2))
        .containsExactly(
            "- expect: {large: [{id: \"NULL\"}]}",
            "- send: {orders: [{id: Nullable, amount: 250, ts: 2026-01-01T00:00:10Z}]}",
            "- expect: {large: [{id: Nullable, amount: 250.00, ts: 2026-01-01T00:00:10Z}]}");
    assertThat(test.problemsAfterUpdate()).isEmpty();
  }

  /** It would be written where the alias stands, with the text of the alias. */
  @Test
  void anUpdateLeavesWhatIsSharedAsItIs() {
    for (String[] expected :
        new String[][] {
          {"- expect: {large: &rows [{id: a}, {id: b}]}", "- expect: {large: *rows}"},
          {"- expect: {large: [{id: a}, &row {id: b}]}", "- expect: {large: [*row]}"},
          {"- expect: {large: &rows [{id: a}]}", "- expect: {large: *rows}"},
          {"- expect: {large: [{id: a}, &row {id: c}]}", "- expect: {large: [*row]}"},
        }) {
      InlineTest test = orders(expected[0], "- send:", more(), expected[1]);
      assertThat(test.problems()).as(expected[0]).isNotEmpty();
      assertThat(test.updated()).as(expected[0]).contains(expected[0], expected[1]);
      assertThat(test.problemsAfterUpdate()).as(expected[0]).isEqualTo(test.problems());
    }
    InlineTest value =
        InlineTest.run(
            "pipeline.yaml",
            "- send: {clicks: [{id: &id a, page: &page /home}]}",
            "- processingTime: 2026-01-01T00:00:10Z",
            "- expect: {per_second: [{page: *page, n: 2}]}");
    assertThat(last(value.updated())).isEqualTo("- expect: {per_second: [{page: *page, n: 1}]}");
  }

  @Test
  void anUpdateAddsTheExpectationThatIsMissing() {
    InlineTest after = orders("- expect: {large: [{id: a}, {id: b}]}", "- send:", more());
    assertThat(after.problems()).singleElement().asString().startsWith("DR0811 at large");
    assertThat(last(after.updated()))
        .isEqualTo("- expect: {large: [{id: c, amount: 270.00, ts: 2026-01-01T00:00:12Z}]}");
    assertThat(after.problemsAfterUpdate()).isEmpty();

    InlineTest other = orders("- expect: {small: []}");
    assertThat(other.problems()).isEmpty();
  }

  @Test
  void aFailureNamesTheStreamAndTheExpression() {
    InlineTest test =
        InlineTest.run(
            "failing.yaml",
            "- send: {trips: [{km: 7, hours: 2}, {km: 7, hours: 0}]}",
            "- expect: {speeds: [{speed: 1}]}");
    assertThat(test.problems()).singleElement().asString().startsWith("DR0809 at send");
    assertThat(test.messages())
        .singleElement()
        .asString()
        .contains("speeds")
        .contains("km % hours")
        .contains("zero");
  }

  private static String more() {
    return "    orders: [{id: c, amount: 270.00, ts: 2026-01-01T00:00:12Z}]";
  }

  @Test
  void inOrderAlsoFindsARowThatDiffers() {
    assertThat(orders("- expect: {large: {inOrder: true, rows: [{id: a}, {id: c}]}}").problems())
        .containsExactly(
            "DR0806 at id: c; the closest row:"
                + " {id: b, amount: 260.00, buyer: {name: Ann}, ts: 2026-01-01T00:00:11Z}");
  }

  @Test
  void aNestedRowIsComparedInTheColumnsNamed() {
    assertThat(visit("buyer: {address: {city: Bonn}}").problems()).isEmpty();
    assertThat(visit("pages: [{millis: 20}, {path: /cart}]").problems()).isEmpty();

    InlineTest wrong = visit("buyer: {address: {city: Ulm}}");
    assertThat(wrong.problems())
        .containsExactly("DR0806 at buyer: {address: {city: Ulm}}; the closest row: " + cameAs());
    assertThat(last(wrong.updated()))
        .isEqualTo("- expect: {seen: [{buyer: {name: Ann, address: {city: Bonn, zip: 53111}}}]}");
    assertThat(visit("pages: [{millis: 20}]").problems())
        .containsExactly("DR0806 at pages: [{millis: 20}]; the closest row: " + cameAs());
  }

  @Test
  void aMapIsComparedWhole() {
    assertThat(visit("counts: {bought: 2, read: 1}").problems()).isEmpty();

    InlineTest wrong = visit("counts: {bought: 2}");
    assertThat(wrong.problems())
        .containsExactly("DR0806 at counts: {bought: 2}; the closest row: " + cameAs());
    assertThat(wrong.problemsAfterUpdate()).isEmpty();
    assertThat(visit("counts: {bought: 2, red: 1}").problems())
        .containsExactly("DR0806 at counts: {bought: 2, red: 1}; the closest row: " + cameAs());
    assertThat(visit("counts: null").problems())
        .containsExactly("DR0806 at counts: null; the closest row: " + cameAs());
  }

  @Test
  void aNestedRowThatIsNullIsNoRowOfNulls() {
    InlineTest test =
        InlineTest.run(
            "nested.yaml",
            "- send: {visits: [{id: a}]}",
            "- expect: {seen: [{id: a, buyer: null, counts: null}]}",
            "- send: {visits: [{id: b}]}",
            "- expect: {seen: [{id: b, buyer: {name: null}}]}");

    assertThat(test.problems())
        .containsExactly("DR0806 at buyer: {name: null}; the closest row: {id: b}");
  }

  @Test
  void aBlockStyleListIsUpdatedInItsStyle() {
    InlineTest test =
        orders(
            "- expect:",
            "    large:",
            "      - id: a # the first",
            "        amount: 251.00",
            "      - {id: c}",
            "      - {id: d}",
            "    small:",
            "      - {id: b}",
            "# what follows is kept",
            "- expect: {large: []}");

    assertThat(tail(test.updated(), 4))
        .containsExactly(
            "- expect:",
            "    large:",
            "      - id: a # the first",
            "        amount: 250.00",
            "      - {id: b}",
            "    small:",
            "      []",
            "# what follows is kept",
            "- expect: {large: []}");
    assertThat(test.problemsAfterUpdate()).isEmpty();
  }

  @Test
  void aBlockStyleValueIsUpdatedWithoutItsNeighbours() {
    InlineTest test =
        orders(
            "- expect:",
            "    large:",
            "      - {id: a}",
            "      - id: b",
            "        buyer:",
            "          name: Bob",
            "        amount: 260.00");

    assertThat(test.problemsAfterUpdate()).isEmpty();
    assertThat(tail(test.updated(), 4))
        .containsExactly(
            "- expect:",
            "    large:",
            "      - {id: a}",
            "      - id: b",
            "        buyer:",
            "          {name: Ann}",
            "        amount: 260.00");
  }

  private static InlineTest orders(String... steps) {
    List<String> all = new ArrayList<>(List.of(ORDERS));
    all.addAll(Arrays.asList(steps));
    return InlineTest.run("pipeline.yaml", all.toArray(new String[0]));
  }

  private static InlineTest visit(String column) {
    return InlineTest.run("nested.yaml", VISIT, "- expect: {seen: [{" + column + "}]}");
  }

  private static String cameAs() {
    return "{id: a, buyer: {name: Ann, address: {city: Bonn, zip: 53111}},"
        + " counts: {read: 1, bought: 2},"
        + " pages: [{path: /home, millis: 20}, {path: /cart, millis: 30}]}";
  }

  private static String last(List<String> lines) {
    return lines.get(lines.size() - 1);
  }

  private static List<String> tail(List<String> lines, int from) {
    return lines.subList(from, lines.size());
  }
}
