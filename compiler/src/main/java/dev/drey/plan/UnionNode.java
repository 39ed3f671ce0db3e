// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.aggregate.AggregateCall;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Rows of several inputs with the same columns, as one. */
@AutoValue
public abstract class UnionNode implements PlanNode {
  public static UnionNode of(String id, String name, List<Port> inputs, RowType rowType) {
    return new AutoValue_UnionNode(id, name, List.copyOf(inputs), rowType);
  }

  @Override
  public abstract List<Port> inputs();

  public abstract RowType rowType();

  @Override
  public UnionNode withInputs(List<Port> inputs) {
    return of(id(), name(), inputs, rowType());
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
    return "union";
  }

  @Override
  public void describe(Facts facts) {
    facts.tellRows(rowType());
    if (facts.leadsToTime()) {
      facts.tell(
          "order",
          FactValue.of("by", FactValue.of("time")).with("whereAllInputsEnd", FactValue.of(true)),
          "by time where all inputs end, so that every run is alike");
    }
  }

  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    return Collections.nCopies(inputs().size(), Columns.atLeastOne(needed.apply(OUT)));
  }

  /** An input whose other readers need more columns, or whose event time does, loses them first. */
  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    List<Integer> kept = narrowing.keep(OUT, rowType().size(), new BitSet());
    List<Port> narrow = new ArrayList<>();
    inputs().forEach(input -> narrow.add(narrowing.only(input, kept)));
    return Narrowed.of(of(id(), name(), narrow, rowType().project(kept)), kept);
  }

  @Override
  public UnionNode withExpressions(UnaryOperator<Expression> change) {
    return this;
  }

  @Override
  public void check(NodeCheck check) {
    inputs().forEach(port -> check.fits(check.input(port), rowType(), port.toString()));
  }

  /**
   * Whether its inputs meet in one order: where the order of all is sure, and somebody behind it
   * depends on it.
   */
  public boolean meets(PlanPorts ports) {
    return ports.leadsToTime(this)
        && inputs().stream().noneMatch(input -> ports.of(input).arrival() == ArrivalOrder.OPEN);
  }

  @Override
  public PortFacts portFacts(String port, PlanPorts ports) {
    Optional<PortTime> time = ports.of(inputs().get(0)).time();
    for (Port input : inputs()) {
      Optional<PortTime> other = ports.of(input).time();
      time = time.flatMap(known -> other.map(known::and));
    }
    return PortFacts.of(
        rowType(port), time, List.of(), meets(ports) ? ArrivalOrder.IN_ORDER : ArrivalOrder.OPEN);
  }

  @Override
  public List<StateSpec> state(
      PlanPorts ports, BiFunction<List<AggregateCall>, RowType, RowType> accumulators) {
    return meets(ports) ? List.of(MeetingRows.state(this, rowType())) : List.of();
  }

  @Override
  public List<GeneratedCalc> code(Expressions expressions, List<RowType> inputs) {
    return List.of();
  }
}
