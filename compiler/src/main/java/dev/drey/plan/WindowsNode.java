// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The rows of all inputs of a join, each once for each window that it is in. Behind the columns
 * stand the start and the end of the window, TIMESTAMP_LTZ(3) NOT NULL; the time of a row is that
 * end less one millisecond.
 */
@AutoValue
public abstract class WindowsNode implements PlanNode {
  /** How many columns it adds. */
  static final int BOUNDS = 2;

  /**
   * @param input a union
   * @param window one of which time alone says where it begins and ends
   */
  public static WindowsNode of(
      String id, String name, Port input, WindowShape window, RowType rowType) {
    return new AutoValue_WindowsNode(id, name, input, window, rowType);
  }

  public abstract Port input();

  public abstract WindowShape window();

  public abstract RowType rowType();

  @Override
  public List<Port> inputs() {
    return List.of(input());
  }

  @Override
  public WindowsNode withInputs(List<Port> inputs) {
    return of(id(), name(), inputs.get(0), window(), rowType());
  }

  @Override
  public List<String> ports() {
    return List.of(OUT);
  }

  @Override
  public RowType rowType(String port) {
    if (!port.equals(OUT)) {
      throw new IllegalArgumentException(port);
    }
    return rowType();
  }

  @Override
  public String kind() {
    return "windows";
  }

  @Override
  public void describe(Facts facts) {
    facts.tellBriefly(
        "windows", FactValue.of(WindowFacts.words(window())), WindowFacts.words(window()));
    facts.tellRows(rowType());
    facts.tell("time", "window_end - 1 ms");
  }

  private int columns() {
    return rowType().size() - BOUNDS;
  }

  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    BitSet columns = (BitSet) needed.apply(OUT).clone();
    columns.clear(columns(), columns() + BOUNDS);
    return List.of(Columns.atLeastOne(columns));
  }

  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    List<Integer> kept = new ArrayList<>(narrowing.left(input()));
    for (int bound = 0; bound < BOUNDS; bound++) {
      kept.add(columns() + bound);
    }
    return Narrowed.of(of(id(), name(), input(), window(), rowType().project(kept)), kept);
  }

  @Override
  public WindowsNode withExpressions(UnaryOperator<Expression> change) {
    return this;
  }

  @Override
  public void check(NodeCheck check) {
    RowType input = check.input(input());
    check.require(rowType().size() == input.size() + BOUNDS, "has other columns than its input");
    check.require(
        window().isSliced() && !window().processingTime(),
        "time alone does not say which windows a row is in");
    for (int i = 0; i < input.size(); i++) {
      check.fits(input.field(i).type(), rowType().field(i).type(), rowType().field(i).name());
    }
    for (int i = input.size(); i < rowType().size(); i++) {
      check.require(
          rowType().field(i).type().equals(DataType.timestampLtz().notNull()),
          "a bound of a window is no time");
    }
  }

  @Override
  public PortFacts portFacts(String port, PlanPorts ports) {
    PortFacts input = ports.of(input());
    return PortFacts.of(
        rowType(port), input.time().map(time -> time.assignedBy(id())), List.of(), input.arrival());
  }

  /** What it holds in each of the inputs that come together. */
  @Override
  public String meaning(String port, int column, Meanings meanings) {
    return column < columns()
        ? meanings.ofEach(input(), column)
        : PlanNode.super.meaning(port, column, meanings);
  }

  @Override
  public boolean mayPass(String port, int column) {
    return false;
  }

  @Override
  public boolean dependsOnTime() {
    return true;
  }

  @Override
  public List<GeneratedCalc> code(Expressions expressions, List<RowType> inputs) {
    return List.of();
  }
}
