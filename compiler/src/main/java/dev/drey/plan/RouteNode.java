package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.expression.Expression;
import dev.drey.type.RowType;
import java.util.List;
import java.util.Optional;
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
    return new AutoValue_RouteNode(id, name, input, List.copyOf(branches), rowType);
  }

  public abstract Port input();

  /** In the order in which they are tried. */
  public abstract List<Branch> branches();

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
    if (!ports().contains(port)) {
      throw new IllegalArgumentException(port);
    }
    return rowType();
  }

  @Override
  public <R> R accept(PlanVisitor<R> visitor) {
    return visitor.route(this);
  }
}
