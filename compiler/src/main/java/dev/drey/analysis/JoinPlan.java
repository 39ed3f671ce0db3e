// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.expression.Expressions;
import dev.drey.expression.value.Expression;
import dev.drey.expression.value.Hidden;
import dev.drey.model.LocatedDuration;
import dev.drey.model.StreamSpec;
import dev.drey.plan.CalcNode;
import dev.drey.plan.JoinNode;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.plan.UnionNode;
import dev.drey.plan.VersionsNode;
import dev.drey.plan.WindowShape;
import dev.drey.plan.WindowsNode;
import dev.drey.source.LocatedText;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The operators of a join: one for each side, both as one, and the join itself. */
final class JoinPlan {
  private final AnalysisContext context;
  private final StreamSpec stream;
  private final JoinSpec join;
  private final JoinColumns columns;

  JoinPlan(AnalysisContext context, StreamSpec stream, JoinSpec join, JoinColumns columns) {
    this.context = context;
    this.stream = stream;
    this.join = join;
    this.columns = columns;
  }

  Flow add() {
    String name = stream.name().text();
    Port left = side(true, columns.side(true), join.left().orElseThrow());
    Port right = side(false, versioned(columns.side(false)), join.right().orElseThrow());
    String sides = Role.ofOperation("sides", name);
    context.add(UnionNode.of(sides, name, List.of(left, right), columns.sides()));
    String id = Role.ofOperation(JoinOperation.KEY, name);
    Optional<WindowShape> window =
        join.window().map(written -> WindowChecks.shape(written, columns.side(true)));
    context.add(
        JoinNode.builder()
            .id(id)
            .name(name)
            .input(window.map(shape -> windows(shape, Port.out(sides))).orElse(Port.out(sides)))
            .window(window)
            .keys(columns.keys().size())
            .left(columns.own(true).size())
            .right(columns.own(false).size() + (columns.versions() ? 1 : 0))
            .asOf(join.asOf())
            .deleted(
                columns.versions()
                    ? OptionalInt.of(columns.sides().size() - 1)
                    : OptionalInt.empty())
            .ttl(join.ttl().map(LocatedDuration::duration))
            .given(List.copyOf(columns.given()))
            .type(join.type())
            .before(JoinAnalysis.length(join.before()))
            .after(JoinAnalysis.length(join.after()))
            .rowType(columns.result())
            .build());
    TimeFacts time =
        TimeFacts.merge(List.of(columns.side(true).time(), columns.side(false).time()));
    return Flow.of(Port.out(id), columns.result(), time.ofResults(Optional.empty()))
        .withHidden(Hidden.none().withNotes(notes()));
  }

  /** The rows of both sides, each once for each window. */
  private Port windows(WindowShape shape, Port sides) {
    String name = stream.name().text();
    String id = Role.ofOperation("windows", name);
    context.add(WindowsNode.of(id, name, sides, shape, columns.windowed()));
    return Port.out(id);
  }

  /** The rows of a side with the columns of both. */
  private Port side(boolean isLeft, Flow side, LocatedText name) {
    Expressions expressions = context.expressions();
    RowType type = columns.sides();
    List<Expression> values = new ArrayList<>();
    values.add(expressions.constant(isLeft));
    for (JoinKey key : columns.keys()) {
      Expression column = expressions.column(side.rowType(), isLeft ? key.left() : key.right());
      boolean fits = column.type().withNullable(true).equals(key.type().withNullable(true));
      values.add(fits ? column : expressions.cast(column, key.type()));
    }
    for (boolean ofLeft : new boolean[] {true, false}) {
      for (int column : columns.own(ofLeft)) {
        values.add(
            ofLeft == isLeft
                ? expressions.column(side.rowType(), column)
                : expressions.nullOf(type.field(values.size()).type()));
      }
    }
    if (columns.versions()) {
      values.add(
          isLeft
              ? expressions.nullOf(DataType.of(TypeKind.BOOLEAN))
              : expressions.column(side.rowType(), side.rowType().size() - 1));
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Field field = type.field(i);
      fields.add(
          Field.of(field.name(), field.type().withNullable(values.get(i).type().nullable())));
    }
    String id = Role.SIDE.id(stream.name().text(), name.text());
    context.add(
        CalcNode.of(
            id, stream.name().text(), side.port(), Optional.empty(), values, RowType.of(fields)));
    return Port.out(id);
  }

  /**
   * Rows that replace each other with a column for what they do; of a delete only keys are there.
   */
  private Flow versioned(Flow right) {
    if (!columns.versions()) {
      return right;
    }
    List<Integer> keys = context.changes(right.port()).keys();
    List<Field> fields = new ArrayList<>();
    for (Field field : right.rowType().fields()) {
      boolean isKey = keys.contains(fields.size());
      fields.add(isKey ? field : Field.of(field.name(), field.type().withNullable(true)));
    }
    String deleted = "is deleted";
    while (right.rowType().contains(deleted)) {
      deleted = "$" + deleted;
    }
    fields.add(Field.of(deleted, DataType.of(TypeKind.BOOLEAN).notNull()));
    RowType type = RowType.of(fields);
    String id = Role.ofOperation("versions", stream.name().text());
    context.add(VersionsNode.of(id, stream.name().text(), right.port(), type));
    return right.through(Port.out(id), type);
  }

  /** What to say of names that stand for a column of either side. */
  private Map<String, String> notes() {
    Map<String, String> notes = new HashMap<>();
    for (JoinColumns.Shared shared : columns.shared()) {
      notes.put(
          shared.name(),
          "both sides have it: write `" + shared.ofLeft() + "` or `" + shared.ofRight() + "`");
    }
    return notes;
  }
}
