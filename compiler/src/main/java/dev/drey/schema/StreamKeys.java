// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.model.StreamSpec;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The keys of a stream. Within a stream they apply in one order, whatever order they stand in. */
final class StreamKeys {
  private StreamKeys() {}

  static Shape stream(List<OperationKeys> operations, CatalogKeys catalog) {
    List<Key> keys = new ArrayList<>();
    keys.add(
        Key.of("from", Shape.string(), "The source or stream whose rows this one takes.")
            .withExample("transactions"));
    addAll(operations, OperationKeys.Step.INPUT, catalog, keys);
    keys.add(
        Key.of("where", Shape.expression(), "A condition: rows for which it is not TRUE go.")
            .withExample("amount > 0 AND merchant.country <> 'US'"));
    addAll(operations, OperationKeys.Step.ROWS, catalog, keys);
    columns(keys);
    keys.add(
        Key.of(
                "keyBy",
                Shape.oneOf(Shape.list(Shape.column()), Shape.map(Shape.expression().orEmpty())),
                "What is counted apart: columns, or names with expressions.")
            .withExample("[card_id]"));
    addAll(operations, OperationKeys.Step.RESULT, catalog, keys);
    addAll(operations, OperationKeys.Step.CHECKED, catalog, keys);
    addAll(operations, OperationKeys.Step.SEEN, catalog, keys);
    addAll(operations, OperationKeys.Step.WHOLE, catalog, keys);
    keys.add(
        Key.of(
                "previously",
                Shape.string(OperationKeys.NAME),
                "The name that the stream had when its state came to be: it goes on with it. It"
                    + " stays, also where the stream gets another name again.")
            .withExample("card_counts"));
    keys.add(SourceKeys.enabled());
    keys.add(
        SourceKeys.parallelism(
            "In how many subtasks its window or `aggregate`, `topN`, `join`, `broadcast`, `sql`,"
                + " `orderBy`, `over`, `delay`, `deduplicate`, `process`, `lookup` or `infer` runs: a number, or a"
                + " share of the job's; at most the job's, and for what has no key at most that of"
                + " what it reads."));
    later(keys);
    return Shape.object(keys, constraints(operations, catalog));
  }

  private static void addAll(
      List<OperationKeys> operations,
      OperationKeys.Step step,
      CatalogKeys catalog,
      List<Key> keys) {
    operations.stream()
        .filter(operation -> operation.step() == step)
        .forEach(operation -> keys.addAll(operation.keys(catalog)));
  }

  private static List<Constraint> constraints(List<OperationKeys> operations, CatalogKeys catalog) {
    List<Constraint> constraints = new ArrayList<>();
    List<String> inputs = own(operations, OperationKeys.Step.INPUT, catalog);
    inputs.add(0, "from");
    constraints.add(
        Constraint.exactlyOne(inputs.toArray(new String[0])).withHelp(OperationKeys.APART));
    for (OperationKeys.Step step : List.of(OperationKeys.Step.ROWS, OperationKeys.Step.RESULT)) {
      List<String> exclusive = own(operations, step, catalog);
      if (exclusive.size() > 1) {
        constraints.add(
            Constraint.atMostOne(exclusive.toArray(new String[0])).withHelp(OperationKeys.APART));
      }
    }
    operations.forEach(operation -> constraints.addAll(operation.constraints()));
    return constraints;
  }

  /** The keys of the operations themselves. */
  private static List<String> own(
      List<OperationKeys> operations, OperationKeys.Step step, CatalogKeys catalog) {
    return operations.stream()
        .filter(operation -> operation.step() == step)
        .map(operation -> operation.keys(catalog).get(0).name())
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static void columns(List<Key> keys) {
    keys.add(
        Key.of(
                "select",
                Shape.map(Shape.expression().orEmpty()),
                "The columns of the result: name to expression. An empty value is the column of"
                    + " that name; `\"*\"` keeps all.")
            .withExample("{card_id: , dollars: amount / 100}"));
    keys.add(
        Key.of(
                "add",
                Shape.map(Shape.expression()),
                "Columns beside those that are there, or in the place of one that has the name.")
            .withExample("{dollars: amount / 100}"));
    keys.add(
        Key.of("drop", Shape.list(Shape.column()), "Columns that go.").withExample("[raw_line]"));
    keys.add(
        Key.of("rename", Shape.map(Shape.column()), "New column name to old one.")
            .withExample("{card: card_id}"));
  }

  private static void later(List<Key> keys) {
    for (String name : StreamSpec.LATER_OPERATIONS) {
      keys.add(Key.of(name, Shape.scalar(), "Comes with a later version.").asPlanned());
    }
  }
}
