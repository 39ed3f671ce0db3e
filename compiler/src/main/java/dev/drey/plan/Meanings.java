// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.aggregate.AggregateCall;
import dev.drey.expression.Expressions;
import dev.drey.expression.value.Expression;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What the columns of a plan hold, in words: how each follows from those that operators make which
 * are no expressions. Where two plans have the same words, a column has the same values, whatever
 * stands between.
 */
public final class Meanings {
  private static final int LONGEST = 160;

  private final LogicalPlan plan;
  private final Expressions expressions;
  private final Map<String, String> known = new HashMap<>();

  Meanings(LogicalPlan plan, Expressions expressions) {
    this.plan = plan;
    this.expressions = expressions;
  }

  /** The columns of a port. */
  RowType columns(Port port) {
    return plan.rowType(port);
  }

  /** The name that state knows an operator by. */
  String owner(PlanNode node) {
    return Role.owner(plan.uid(node.id()));
  }

  /** The stream of a name, if it is one of the plan's. */
  Map<String, Port> streams() {
    return plan.streams();
  }

  /** What a column of a port holds. */
  String of(Port port, int column) {
    String key = port + " " + column;
    String found = known.get(key);
    if (found == null) {
      found = shortened(found(port, column));
      known.put(key, found);
    }
    return found;
  }

  /** What it holds in each of the inputs that come together there. */
  String ofEach(Port port, int column) {
    Set<String> held = new LinkedHashSet<>();
    for (Port input : plan.node(port.node()).inputs()) {
      held.add(of(input, column));
    }
    return shortened(String.join(", ", held));
  }

  private String found(Port port, int column) {
    PlanNode node = plan.node(port.node());
    Field field = node.rowType(port.port()).field(column);
    return node.computes(port.port(), column)
        .map(expression -> of(expression, node.inputs().get(0)))
        .orElseGet(
            () ->
                passes(node, port.port(), column, field)
                    ? of(node.inputs().get(0), column)
                    : node.meaning(port.port(), column, this));
  }

  /** Whether the column stands in the inputs as it stands here, and holds the same in all. */
  private boolean passes(PlanNode node, String port, int column, Field field) {
    Set<String> held = new LinkedHashSet<>();
    for (Port each : node.mayPass(port, column) ? node.inputs() : List.<Port>of()) {
      RowType input = plan.rowType(each);
      if (column >= input.size() || !input.field(column).name().equals(field.name())) {
        return false;
      }
      held.add(of(each, column));
    }
    return held.size() == 1;
  }

  /** What an expression over the columns of a port gives. */
  String of(Expression expression, Port input) {
    if (expression.isColumn()) {
      return of(input, expression.column());
    }
    RowType columns = plan.rowType(input);
    List<String> names = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    int[] moves = new int[columns.size()];
    for (int column : expression.columns()) {
      String meaning = of(input, column);
      if (!names.contains(meaning)) {
        names.add(meaning);
        fields.add(Field.of(meaning, columns.field(column).type()));
      }
      moves[column] = names.indexOf(meaning);
    }
    return expressions.text(expressions.remap(expression, moves), RowType.of(fields));
  }

  /** What a call over the columns of a port takes. */
  String of(AggregateCall call, Port input) {
    List<String> taken =
        call.arguments().stream().map(each -> of(input, each)).collect(Collectors.toList());
    taken.addAll(call.constants());
    String values = taken.isEmpty() ? "all rows" : String.join(", ", taken);
    return call.filter().isPresent()
        ? values + " where " + of(input, call.filter().getAsInt())
        : values;
  }

  /** The columns that a node makes itself of which a column of a port behind it is made. */
  Set<Integer> madeBy(String node, Port port, int column) {
    Set<Integer> made = new LinkedHashSet<>();
    trace(node, port, column, made);
    return made;
  }

  private void trace(String wanted, Port port, int column, Set<Integer> made) {
    if (port.node().equals(wanted)) {
      made.add(column);
      return;
    }
    PlanNode node = plan.node(port.node());
    if (node.inputs().size() != 1) {
      return;
    }
    Port input = node.inputs().get(0);
    Field field = node.rowType(port.port()).field(column);
    if (node.computes(port.port(), column).isPresent()) {
      for (int each : node.computes(port.port(), column).get().columns()) {
        trace(wanted, input, each, made);
      }
    } else if (passes(node, port.port(), column, field)) {
      trace(wanted, input, column, made);
    }
  }

  /** Long ones are told apart by their end. */
  private static String shortened(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST - 40)
            + "... #"
            + UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
