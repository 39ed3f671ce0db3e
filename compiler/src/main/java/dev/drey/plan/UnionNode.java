package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.type.RowType;
import java.util.List;

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
  public <R> R accept(PlanVisitor<R> visitor) {
    return visitor.union(this);
  }
}
