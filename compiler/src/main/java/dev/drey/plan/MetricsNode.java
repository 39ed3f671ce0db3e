// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.value.Expression;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Rows as they are, with metrics of them. */
@AutoValue
public abstract class MetricsNode implements PlanNode {
  public static MetricsNode of(
      String id, String name, Port input, List<RowMetric> metrics, RowType rowType) {
    return new AutoValue_MetricsNode(id, name, input, List.copyOf(metrics), rowType);
  }

  public abstract Port input();

  public abstract List<RowMetric> metrics();

  public abstract RowType rowType();

  /** The expressions of the metrics, in their order. */
  public List<Expression> expressions() {
    return metrics().stream().map(RowMetric::expression).collect(Collectors.toList());
  }

  @Override
  public List<Port> inputs() {
    return List.of(input());
  }

  @Override
  public MetricsNode withInputs(List<Port> inputs) {
    return of(id(), name(), inputs.get(0), metrics(), rowType());
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
    return "metrics";
  }

  @Override
  public void describe(Facts facts) {
    RowType input = facts.input(input());
    for (RowMetric metric : metrics()) {
      String kind = metric.kind().name().toLowerCase(Locale.ROOT);
      String sql = facts.sql(metric.expression(), input);
      boolean mean = metric.kind() == RowMetric.Kind.MEAN;
      FactValue value = FactValue.of(kind, FactValue.of(sql));
      facts.tell(
          "metric " + metric.name(),
          mean ? value.with("decay", FactValue.of(decay(metric))) : value,
          kind + " of " + sql + (mean ? ", decay " + decay(metric).toPlainString() : ""));
    }
  }

  private static BigDecimal decay(RowMetric metric) {
    return BigDecimal.valueOf(metric.decay());
  }

  @Override
  public List<BitSet> neededColumns(Function<String, BitSet> needed) {
    BitSet columns = new BitSet();
    columns.or(needed.apply(OUT));
    expressions().forEach(expression -> Columns.add(columns, expression));
    return List.of(Columns.atLeastOne(columns));
  }

  /** Its rows have what its input's have. */
  @Override
  public Narrowed narrowed(Narrowing narrowing) {
    List<Integer> left = narrowing.left(input());
    int[] moves = narrowing.moves(input());
    MetricsNode moved = withExpressions(expression -> narrowing.moved(expression, moves));
    return Narrowed.of(of(id(), name(), input(), moved.metrics(), rowType().project(left)), left);
  }

  @Override
  public MetricsNode withExpressions(UnaryOperator<Expression> change) {
    List<RowMetric> changed = new ArrayList<>();
    for (RowMetric metric : metrics()) {
      changed.add(
          RowMetric.of(
              metric.name(), metric.kind(), change.apply(metric.expression()), metric.decay()));
    }
    return of(id(), name(), input(), changed, rowType());
  }

  @Override
  public void check(NodeCheck check) {
    RowType input = check.input(input());
    check.fits(input, rowType(), "the input");
    for (RowMetric metric : metrics()) {
      check.expression(metric.expression(), input);
      check.fits(metric.expression().type(), type(metric.kind()), metric.name());
    }
  }

  private static DataType type(RowMetric.Kind kind) {
    switch (kind) {
      case COUNT:
        return DataType.of(TypeKind.BOOLEAN);
      case HISTOGRAM:
        return DataType.of(TypeKind.BIGINT);
      default:
        return DataType.of(TypeKind.DOUBLE);
    }
  }

  @Override
  public PortFacts portFacts(String port, PlanPorts ports) {
    PortFacts input = ports.of(input());
    return input.with(rowType(port), input.keys());
  }

  @Override
  public List<GeneratedCalc> code(Expressions expressions, List<RowType> inputs) {
    return List.of(expressions.calc(inputs.get(0), Optional.empty(), expressions()));
  }
}
