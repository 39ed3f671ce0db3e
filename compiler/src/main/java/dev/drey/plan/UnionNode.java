package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.expression.Expression;
import dev.drey.expression.Expressions;
import dev.drey.expression.GeneratedCalc;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
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

  @Override
  public List<GeneratedCalc> code(Expressions expressions, List<RowType> inputs) {
    return List.of();
  }
}
