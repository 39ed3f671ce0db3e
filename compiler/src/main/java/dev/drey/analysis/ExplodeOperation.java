// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.model.OperationSpec;
import dev.drey.model.StreamSpec;
import dev.drey.plan.ExplodeNode;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.schema.CatalogKeys;
import dev.drey.schema.EndReader;
import dev.drey.schema.Fields;
import dev.drey.schema.Spellings;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code explode}: one row per element of a list, or pair of a map. */
final class ExplodeOperation implements StreamOperation {
  @Override
  public Step step() {
    return Step.ROWS;
  }

  @Override
  public List<Key> keys(CatalogKeys catalog) {
    return List.of(
        Key.of(
                "explode",
                Shape.map(
                    List.of(
                        Key.of(
                                "outer",
                                Shape.bool(),
                                "Whether a row whose list or map is empty stays, with NULL.")
                            .withDefault("false")
                            .withExample("true")),
                    Shape.expression()),
                "One row per element of a list, or per pair of a map as a row of `key` and `value`: the"
                    + " new column's name and the expression of the list or map.")
            .withExample("{word: \"SPLIT(line, ' ')\"}"));
  }

  @Override
  public void spell(Spellings spellings) {
    spellings.put("a stream", "explode", "flatMap", "unnest", "flatten", "unarchive", "UNNEST");
  }

  @Override
  public Optional<OperationSpec> read(Fields stream, EndReader ends) {
    return stream.object("explode").flatMap(ExplodeOperation::explode);
  }

  private static Optional<OperationSpec> explode(Fields fields) {
    boolean outer = fields.bool("outer").orElse(false);
    return fields.mapping().entries().stream()
        .filter(entry -> !entry.name().equals("outer"))
        .findFirst()
        .map(Fields::named)
        .map(list -> ExplodeSpec.of(list.name(), list.textOrName(), outer));
  }

  @Override
  public boolean isIn(StreamSpec stream) {
    return stream.operation(ExplodeSpec.class).isPresent();
  }

  @Override
  public Set<Open> open(StreamSpec stream) {
    return stream.inDoubt().contains("explode") && !isIn(stream) ? Set.of(Open.INPUT) : Set.of();
  }

  /** The rows of the list's elements; where that is wrong, a column of which nothing is known. */
  @Override
  public Flow analyze(StreamSpec stream, Flow input, AnalysisContext context) {
    ExplodeSpec explode = stream.operation(ExplodeSpec.class).orElseThrow();
    String column = explode.column().text();
    RowType before = input.rowType();
    Optional<Expression> list = context.scalar(explode.list(), input, Expected.COLLECTION);
    if (list.isEmpty()) {
      Flow known = before.contains(column) ? without(input, before.indexOf(column)) : input;
      return known.withHidden(input.hidden().with(column));
    }
    int place = RowSteps.place(before, column);
    List<Expression> kept = context.identity(before);
    RowSteps.put(kept, place, list.get());
    RowType withList = RowSteps.with(before, Field.of(column, list.get().type()));
    Flow listed = context.calc(Role.LIST, stream.name(), input, kept, withList);

    DataType element = ExplodeNode.element(list.get().type());
    RowType exploded =
        RowSteps.with(
            before, Field.of(column, explode.outer() ? element.withNullable(true) : element));
    String id = Role.ofOperation("explode", stream.name().text());
    context.add(
        ExplodeNode.of(id, stream.name().text(), listed.port(), place, explode.outer(), exploded));
    return listed
        .through(Port.out(id), exploded)
        .withHidden(listed.hidden().known(column, Optional.empty()));
  }

  private static Flow without(Flow flow, int column) {
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < flow.rowType().size(); i++) {
      if (i != column) {
        others.add(i);
      }
    }
    return flow.through(flow.port(), flow.rowType().project(others));
  }
}
