// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.expression.Expressions;
import dev.drey.expression.value.Expression;
import dev.drey.type.RowType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which columns go with the event time of their rows: the time itself, as a source has it, and the
 * end of a window, a millisecond behind it.
 */
public final class TimeColumns {
  private final LogicalPlan plan;
  private final Meanings meanings;
  private final boolean withEnds;

  private TimeColumns(LogicalPlan plan, Expressions expressions, boolean withEnds) {
    this.withEnds = withEnds;
    this.plan = plan;
    this.meanings = new Meanings(plan, expressions);
  }

  /**
   * @param nodes each after those that it reads
   * @param expressions what made their expressions
   */
  public static TimeColumns of(List<PlanNode> nodes, Expressions expressions) {
    return of(nodes, expressions, true);
  }

  /**
   * Those which are the event time itself: the end of a window is not.
   *
   * @param nodes each after those that it reads
   * @param expressions what made their expressions
   */
  public static TimeColumns exactly(List<PlanNode> nodes, Expressions expressions) {
    return of(nodes, expressions, false);
  }

  private static TimeColumns of(List<PlanNode> nodes, Expressions expressions, boolean withEnds) {
    return new TimeColumns(
        LogicalPlan.of("", nodes, Map.of(), RuntimeSettings.builder().build()),
        expressions,
        withEnds);
  }

  /** Whether a port is one of these nodes', with these columns. */
  public boolean knows(Port port, RowType columns) {
    return plan.nodes().stream()
        .anyMatch(
            node ->
                node.id().equals(port.node())
                    && node.ports().contains(port.port())
                    && node.rowType(port.port()).equals(columns));
  }

  /** The names of such columns of a port, in order. */
  public List<String> names(Port port) {
    RowType columns = plan.rowType(port);
    return IntStream.range(0, columns.size())
        .filter(column -> isTime(port, column))
        .mapToObj(column -> columns.field(column).name())
        .collect(Collectors.toList());
  }

  /** Whether a column of a port is one. */
  public boolean isTime(Port port, int column) {
    PlanNode node = plan.node(port.node());
    if (node instanceof SourceNode) {
      return ((SourceNode) node)
          .eventTime()
          .map(EventTime::timestamp)
          .filter(time -> time.isColumn() && time.column() == column)
          .isPresent();
    }
    if (node instanceof WindowNode) {
      WindowNode window = (WindowNode) node;
      return withEnds
          && port.port().equals(PlanNode.OUT)
          && window.shape().isBounded()
          && column == window.layout().end();
    }
    if (node instanceof SqlNode) {
      return ((SqlNode) node).time().filter(time -> time == column).isPresent();
    }
    Optional<Expression> computed = node.computes(port.port(), column);
    if (computed.isPresent()) {
      return isTime(computed.get(), node.inputs().get(0));
    }
    String name = node.rowType(port.port()).field(column).name();
    return !node.inputs().isEmpty()
        && node.mayPass(port.port(), column)
        && node.inputs().stream().allMatch(input -> passes(input, column, name));
  }

  private boolean passes(Port input, int column, String name) {
    RowType columns = plan.rowType(input);
    return column < columns.size()
        && columns.field(column).name().equals(name)
        && isTime(input, column);
  }

  /**
   * Whether an expression over the columns of a port is one of them, or what the one source before
   * it takes for the time.
   */
  public boolean isTime(Expression expression, Port input) {
    if (expression.isColumn()) {
      return isTime(input, expression.column());
    }
    Port first = first(input);
    PlanNode source = plan.node(first.node());
    return source instanceof SourceNode
        && ((SourceNode) source)
            .eventTime()
            .filter(
                time -> meanings.of(time.timestamp(), first).equals(meanings.of(expression, input)))
            .isPresent();
  }

  /** The name of the one source before a port. */
  public Optional<String> source(Port port) {
    return Optional.of(plan.node(first(port).node()))
        .filter(SourceNode.class::isInstance)
        .map(PlanNode::name);
  }

  private Port first(Port port) {
    Port first = port;
    while (plan.node(first.node()).inputs().size() == 1) {
      first = plan.node(first.node()).inputs().get(0);
    }
    return first;
  }
}
