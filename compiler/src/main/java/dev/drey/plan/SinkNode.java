package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.connector.Delivery;
import dev.drey.expression.Expression;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the rows of its inputs, which have the same columns. */
@AutoValue
public abstract class SinkNode implements PlanNode {
  @Override
  public abstract List<Port> inputs();

  public abstract RowType rowType();

  public abstract String connector();

  public abstract OptionValues options();

  /** Absent where the connector writes rows itself. */
  public abstract Optional<FormatPlan> format();

  /** The options that are expressions, by path: {@code key}, {@code headers.trace}. */
  public abstract Map<String, Expression> expressions();

  public abstract Delivery delivery();

  @Override
  public SinkNode withInputs(List<Port> inputs) {
    return toBuilder().inputs(inputs).build();
  }

  @Override
  public List<String> ports() {
    return List.of();
  }

  @Override
  public RowType rowType(String port) {
    throw new IllegalArgumentException(port);
  }

  @Override
  public <R> R accept(PlanVisitor<R> visitor) {
    return visitor.sink(this);
  }

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_SinkNode.Builder().expressions(Map.of());
  }

  /** Builds a {@link SinkNode}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder id(String id);

    public abstract Builder name(String name);

    public abstract Builder inputs(List<Port> inputs);

    public abstract Builder rowType(RowType rowType);

    public abstract Builder connector(String connector);

    public abstract Builder options(OptionValues options);

    public abstract Builder format(Optional<FormatPlan> format);

    public abstract Builder expressions(Map<String, Expression> expressions);

    public abstract Builder delivery(Delivery delivery);

    public abstract SinkNode build();
  }
}
