package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.expression.AggregateCall;
import dev.drey.type.RowType;
import java.time.Duration;
import java.util.List;

/**
 * Groups rows by key and window. A result row has the keys, {@code window_start}, {@code
 * window_end} (TIMESTAMP_LTZ(3) NOT NULL) and one column a call; its event time is the window's end
 * less one millisecond.
 */
@AutoValue
public abstract class WindowNode implements PlanNode {
  /** The port of rows later than the lateness allows. */
  public static final String LATE = "late";

  public abstract Port input();

  /** The columns of the input by which rows are grouped; empty for one global group. */
  public abstract List<Integer> keys();

  public abstract WindowShape shape();

  public abstract Duration allowedLateness();

  public abstract List<AggregateCall> calls();

  public abstract RowType rowType();

  /** Whether late rows leave through {@link #LATE}; else they are dropped and counted. */
  public abstract boolean emitsLate();

  /** The columns of the input that a late row keeps. */
  public abstract List<Integer> lateColumns();

  /**
   * The kept columns, then {@code late_by BIGINT NOT NULL} (milliseconds that the watermark was
   * ahead of the row) and {@code watermark TIMESTAMP_LTZ(3) NOT NULL}.
   */
  public abstract RowType lateType();

  @Override
  public List<Port> inputs() {
    return List.of(input());
  }

  @Override
  public WindowNode withInputs(List<Port> inputs) {
    return toBuilder().input(inputs.get(0)).build();
  }

  @Override
  public List<String> ports() {
    return emitsLate() ? List.of(OUT, LATE) : List.of(OUT);
  }

  @Override
  public RowType rowType(String port) {
    switch (port) {
      case OUT:
        return rowType();
      case LATE:
        return lateType();
      default:
        throw new IllegalArgumentException(port);
    }
  }

  @Override
  public <R> R accept(PlanVisitor<R> visitor) {
    return visitor.window(this);
  }

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_WindowNode.Builder();
  }

  /** Builds a {@link WindowNode}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder id(String id);

    public abstract Builder name(String name);

    public abstract Builder input(Port input);

    public abstract Builder keys(List<Integer> keys);

    public abstract Builder shape(WindowShape shape);

    public abstract Builder allowedLateness(Duration allowedLateness);

    public abstract Builder calls(List<AggregateCall> calls);

    public abstract Builder rowType(RowType rowType);

    public abstract Builder emitsLate(boolean emitsLate);

    public abstract Builder lateColumns(List<Integer> lateColumns);

    public abstract Builder lateType(RowType lateType);

    public abstract WindowNode build();
  }
}
