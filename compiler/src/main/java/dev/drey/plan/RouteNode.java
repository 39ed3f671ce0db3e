// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Sends each row to the first branch whose condition holds; its ports are the branches' names. */
@AutoValue
public abstract class RouteNode implements PlanNode {
  /** One way out. */
  @AutoValue
  public abstract static class Branch {
    public static Branch of(String name, Optional<Expression> condition) {
      return new AutoValue_RouteNode_Branch(name, condition);
    }

    public abstract String name();

    /** Absent for {@code otherwise}. */
    public abstract Optional<Expression> condition();
  }

  public static RouteNode of(
      String id, String name, Port input, List<Branch> branches, RowType rowType) {
    Set<String> names = branches.stream().map(Branch::name).collect(Collectors.toUnmodifiableSet());
    return new AutoValue_RouteNode(id, name, input, List.copyOf(branches), names, rowType);
  }

  public abstract Port input();

  /** In the order in which they are tried. */
  public abstract List<Branch> branches();

  /** Of the branches: each reader of one asks for its columns. */
  abstract Set<String> names();

  public abstract RowType rowType();

  @Override
  public List<Port> inputs() {
    return List.of(input());
  }

  @Override
  public RouteNode withInputs(List<Port> inputs) {
    return of(id(), name(), inputs.get(0), branches(), rowType());
  }

  @Override
  public List<String> ports() {
    return branches().stream().map(Branch::name).collect(Collectors.toUnmodifiableList());
  }

  @Override
  public RowType rowType(String port) {
    if (!names().contains(port)) {
      throw new IllegalArgumentException(port);
    }
    return rowType();
  }

  @Override
  public String kind() {
    return "route";
  }

  @Override
  public Figure figure() {
    return Figure.CHOICE;
  }

  @Override
  public void describe(Facts facts) {
    RowType input = facts.input(input());
    boolean rest = false;
    for (Branch branch : branches()) {
      rest |= branch.condition().isEmpty();
      Optional<String> where = branch.condition().map(condition -> facts.sql(condition, input));
      facts.tell(
          "to " + branch.name(),
          FactValue.of("where", where.map(FactValue::of).orElse(FactValue.none())),
          where.orElse("otherwise"));
    }
    if (!rest) {
      facts.tellLoss("otherwise", "drop", "dropped and counted");
    }
  }

  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    BitSet columns = new BitSet();
    for (Branch branch : branches()) {
      columns.or(needed.apply(branch.name()));
      branch.condition().ifPresent(condition -> Columns.add(columns, condition));
    }
    return List.of(columns);
  }

  /** Its rows have what its input's have. */
  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    List<Integer> left = narrowing.left(input());
    int[] moves = narrowing.moves(input());
    Map<String, List<Integer>> kept = new HashMap<>();
    ports().forEach(port -> kept.put(port, left));
    RouteNode moved = withExpressions(condition -> narrowing.moved(condition, moves));
    return Narrowed.of(of(id(), name(), input(), moved.branches(), rowType().project(left)), kept);
  }

  @Override
  public RouteNode withExpressions(UnaryOperator<Expression> change) {
    List<Branch> changed = new ArrayList<>();
    for (Branch branch : branches()) {
      changed.add(Branch.of(branch.name(), branch.condition().map(change)));
    }
    return of(id(), name(), input(), changed, rowType());
  }

  @Override
  public void check(NodeCheck check) {
    RowType input = check.input(input());
    check.fits(input, rowType(), "the input");
    branches().forEach(branch -> check.condition(branch.condition(), input));
  }

  @Override
  public PortFacts portFacts(String port, PlanPorts ports) {
    PortFacts input = ports.of(input());
    return input.with(rowType(port), input.keys());
  }

  @Override
  public List<GeneratedCalc> code(Expressions expressions, List<RowType> inputs) {
    return branches().stream()
        .flatMap(branch -> branch.condition().stream())
        .map(condition -> expressions.calc(rowType(), Optional.of(condition), List.of()))
        .collect(Collectors.toList());
  }
}
