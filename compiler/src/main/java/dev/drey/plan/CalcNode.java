package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.expression.Expression;
import dev.drey.type.RowType;
import java.util.List;
import java.util.Optional;

/** Row by row: where the condition holds, a row of the projections. */
@AutoValue
public abstract class CalcNode implements PlanNode {
  public static CalcNode of(
      String id,
      String name,
      Port input,
      Optional<Expression> condition,
      List<Expression> projections,
      RowType rowType) {
    if (projections.size() != rowType.size()) {
      throw new IllegalArgumentException("one projection a column");
    }
    return new AutoValue_CalcNode(id, name, input, condition, List.copyOf(projections), rowType);
  }

  public abstract Port input();

  /** Over the input's columns. */
  public abstract Optional<Expression> condition();

  /** Over the input's columns: one a result column. */
  public abstract List<Expression> projections();

  public abstract RowType rowType();

  @Override
  public List<Port> inputs() {
    return List.of(input());
  }

  @Override
  public CalcNode withInputs(List<Port> inputs) {
    return of(id(), name(), inputs.get(0), condition(), projections(), rowType());
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
  public <R> R accept(PlanVisitor<R> visitor) {
    return visitor.calc(this);
  }
}
