// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.connector.Unanswered;
import dev.drey.shape.Durations;
import dev.drey.type.RowType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The facts of a lookup: whom it asks, how often, and what becomes of rows without an answer. */
final class LookupFacts {
  private final LookupNode node;

  LookupFacts(LookupNode node) {
    this.node = node;
  }

  void tell(Facts facts) {
    RowType input = facts.input(node.input());
    Map<String, FactValue> keys = new LinkedHashMap<>();
    List<String> words = new ArrayList<>();
    node.keys()
        .forEach(
            (column, key) -> {
              String sql = facts.sql(key, input);
              keys.put(column, FactValue.of(sql));
              words.add(RowType.quoted(column) + " = " + sql);
            });
    facts.tellBriefly(
        "asks",
        FactValue.of("connector", FactValue.of(node.connector())).with("key", FactValue.of(keys)),
        node.connector() + " for " + String.join(" and ", words));
    facts.tellOptions();
    node.format().ifPresent(format -> facts.tell("format", format.name()));
    facts.tellRows(node.rowType());
    calls(facts);
    waiting(facts);
    fate(facts, "without an answer", node.onMissing(), LookupNode.MISSING);
    fate(facts, "where it fails", node.onError(), LookupNode.FAILED);
    facts.tell(
        "state",
        FactValue.of("entries", FactValue.texts(List.of("the rows that wait"))),
        "the rows that wait");
    facts.tell(
        "bounded by",
        FactValue.of("rows", FactValue.of(node.capacity())),
        node.capacity() + " rows a subtask");
  }

  /** In terms of the rows a second and, where answers are remembered, of the different keys. */
  private void calls(Facts facts) {
    FactValue most =
        FactValue.of("atMost", FactValue.of("rows"))
            .with("attempts", FactValue.of(node.attempts()));
    if (node.cache().isEmpty()) {
      facts.tell(
          "calls a second",
          most,
          "as many as rows come, fewer where rows wait for the same key; nothing is remembered");
      return;
    }
    LookupNode.Cache cache = node.cache().get();
    String ttl = Durations.text(cache.ttl());
    facts.tell(
        "calls a second",
        most.with(
            "cache",
            FactValue.of("keys", FactValue.of(cache.size()))
                .with("ttl", FactValue.of(cache.ttl()))
                .with("negative", FactValue.of(cache.negative()))),
        "at most as many as rows come; with K different keys in a subtask, K up to "
            + String.format(Locale.ROOT, "%,d", cache.size())
            + ", at most K / "
            + seconds(cache)
            + ", for an answer is remembered for "
            + ttl
            + (cache.negative().isZero()
                ? "; that there is none is not"
                : ", and that there is none for " + Durations.text(cache.negative())));
  }

  private static String seconds(LookupNode.Cache cache) {
    return BigDecimal.valueOf(cache.ttl().toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  private void waiting(Facts facts) {
    facts.tell(
        "waits",
        FactValue.of("atMost", FactValue.of(node.timeout()))
            .with("attempts", FactValue.of(node.attempts()))
            .with("ordered", FactValue.of(node.ordered())),
        "at most "
            + Durations.text(node.timeout())
            + ", with "
            + (node.attempts() == 1 ? "one attempt" : "up to " + node.attempts() + " attempts")
            + (node.ordered()
                ? "; rows keep their order"
                : "; rows may overtake each other between two watermarks"));
  }

  private static void fate(Facts facts, String topic, Unanswered fate, String port) {
    switch (fate) {
      case FAIL:
        facts.tell(topic, FactValue.of("action", FactValue.of("fail")), "the job fails");
        break;
      case KEEP:
        facts.tell(topic, FactValue.of("action", FactValue.of("keep")), "a row stays, with NULL");
        break;
      case DROP:
        facts.tellLoss(topic, "drop", "dropped and counted");
        break;
      case ASIDE:
        facts.tellAside(topic, port);
        break;
    }
  }
}
