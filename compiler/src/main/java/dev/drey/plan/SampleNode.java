// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.connector.ChangeMode;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import dev.drey.type.RowType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Keeps a share of the rows. Law: whether a row is kept follows from the values of some of its
 * columns alone.
 */
@AutoValue
public abstract class SampleNode implements PlanNode {
  /**
   * @param share from 0 to 1
   * @param by the columns that decide; empty: all
   */
  public static SampleNode of(
      String id, String name, Port input, BigDecimal share, List<Integer> by, RowType rowType) {
    return new AutoValue_SampleNode(
        id,
        name,
        input,
        share.stripTrailingZeros(),
        by.isEmpty() ? Columns.listed(rowType.size()) : List.copyOf(by),
        by.isEmpty(),
        rowType);
  }

  public abstract Port input();

  /** Of all rows, from 0 to 1. */
  public abstract BigDecimal share();

  /** The columns whose values decide, in this order. */
  public abstract List<Integer> by();

  /** Whether these are all columns that the rows of the stream have in the spec. */
  abstract boolean byWholeRow();

  public abstract RowType rowType();

  private SampleNode over(Port input, List<Integer> by, RowType rowType) {
    return new AutoValue_SampleNode(id(), name(), input, share(), by, byWholeRow(), rowType);
  }

  @Override
  public List<Port> inputs() {
    return List.of(input());
  }

  @Override
  public SampleNode withInputs(List<Port> inputs) {
    return over(inputs.get(0), by(), rowType());
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
    return "sample";
  }

  @Override
  public void describe(Facts facts) {
    String share = share().movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    List<String> by = rowType().project(by()).names();
    facts.tellBriefly(
        "keeps",
        FactValue.of("share", FactValue.of(share())).with("by", FactValue.texts(by)),
        share + " by " + (byWholeRow() ? "the whole row" : String.join(", ", by)));
    facts.tellRows(rowType());
  }

  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    BitSet columns = (BitSet) needed.apply(OUT).clone();
    by().forEach(columns::set);
    return List.of(columns);
  }

  /** Its rows have what its input's have. */
  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    List<Integer> kept = narrowing.left(input());
    List<Integer> moved = new ArrayList<>();
    by().forEach(column -> moved.add(kept.indexOf(column)));
    return Narrowed.of(over(input(), List.copyOf(moved), rowType().project(kept)), kept);
  }

  @Override
  public SampleNode withExpressions(UnaryOperator<Expression> change) {
    return this;
  }

  @Override
  public void check(NodeCheck check) {
    RowType input = check.input(input());
    check.fits(input, rowType(), "the input");
    check.positions(by(), input);
    check.require(!by().isEmpty(), "no column decides");
    check.require(
        share().signum() >= 0 && share().compareTo(BigDecimal.ONE) <= 0, "share of " + share());
  }

  @Override
  public PortFacts portFacts(String port, PlanPorts ports) {
    PortFacts input = ports.of(input());
    return input.with(rowType(port), input.keys());
  }

  @Override
  public Changes changes(String port, Function<Port, Changes> inputs) {
    return inputs.apply(input());
  }

  /**
   * What takes a row back has its values. Where rows replace each other, those of one key must meet
   * one fate, and a delete has no more than the key.
   */
  @Override
  public boolean takes(Changes input) {
    return input.mode() != ChangeMode.UPSERT || input.keys().containsAll(by());
  }

  @Override
  public List<GeneratedCalc> code(Expressions expressions, List<RowType> inputs) {
    return List.of();
  }
}
