// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.connector.Delivery;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/** The keys of a sink. */
final class SinkKeys {
  private SinkKeys() {}

  static Shape sink(CatalogKeys catalog) {
    List<Key> connectors = catalog.sinks();
    List<Key> keys = new ArrayList<>();
    keys.add(
        Key.required(
                "from",
                Shape.oneOf(Shape.string(), Shape.list(Shape.string())),
                "The stream or source that is written, or several of the same type.")
            .withExample("alerts"));
    keys.add(
        Key.of(
                "where",
                Shape.expression(),
                "A condition: rows for which it is not TRUE are not written.")
            .withExample("amount > 0"));
    keys.addAll(connectors);
    keys.addAll(catalog.laterConnectors());
    keys.add(catalog.format());
    keys.add(
        Key.of(
                "type",
                Shape.reference("type"),
                "A contract: the stream must have these columns with these types.")
            .withExample("Alert"));
    keys.add(
        Key.of(
                "columns",
                Shape.list(Shape.column()),
                "The columns that the value of a record holds, in this order. The others can still"
                    + " be named by keys, headers, partitions and paths.")
            .withExample("[tx_id, amount]"));
    keys.add(
        Key.of(
                "drop",
                Shape.list(Shape.column()),
                "The columns that the value of a record does not hold; as with `columns` they can"
                    + " still be named.")
            .withExample("[tenant]"));
    keys.add(
        Key.of(
                "delivery",
                Shape.oneOfTexts(
                    Delivery.AT_LEAST_ONCE.specName(), Delivery.EXACTLY_ONCE.specName()),
                "How often a result may appear when the job restarts.")
            .withDefault(Delivery.AT_LEAST_ONCE.specName())
            .withExample(Delivery.EXACTLY_ONCE.specName()));
    keys.add(
        SourceKeys.onError(
            "The stream of the refused rows.",
            "refused",
            "What becomes of a row that the system refuses for good, such as one that is too"
                + " large: `fail` stops the job, `drop` counts it, and `{to: NAME}` makes it a row"
                + " of the stream NAME. What is refused for now is sent again."));
    keys.add(SourceKeys.enabled());
    keys.add(
        SourceKeys.parallelism(
            "In how many subtasks it is written: a number, or a share of the job's; at most that"
                + " of what it reads, for rows keep their order."));
    String[] names = connectors.stream().map(Key::name).toArray(String[]::new);
    return Shape.object(
        keys, List.of(Constraint.exactlyOne(names), Constraint.atMostOne("columns", "drop")));
  }
}
