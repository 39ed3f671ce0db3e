package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.type.RowType;
import java.util.List;

/**
 * One row per element of an ARRAY column: the input's columns, with the array replaced by the
 * element at the same position.
 */
@AutoValue
public abstract class ExplodeNode implements PlanNode {
  public static ExplodeNode of(
      String id, String name, Port input, int arrayColumn, boolean outer, RowType rowType) {
    return new AutoValue_ExplodeNode(id, name, input, arrayColumn, outer, rowType);
  }

  public abstract Port input();

  /** The position of the array in the input and of the element in the result. */
  public abstract int arrayColumn();

  /** Whether a row whose array is empty or NULL stays, with a NULL element. */
  public abstract boolean outer();

  public abstract RowType rowType();

  @Override
  public List<Port> inputs() {
    return List.of(input());
  }

  @Override
  public ExplodeNode withInputs(List<Port> inputs) {
    return of(id(), name(), inputs.get(0), arrayColumn(), outer(), rowType());
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
    return visitor.explode(this);
  }
}
