package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.connector.RecordReader.ErrorPolicy;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.util.List;
import java.util.Optional;

/**
 * Reads a source: rows with event time and watermarks on {@code out}, bad records on {@code bad}.
 */
@AutoValue
public abstract class SourceNode implements PlanNode {
  /** The port of bad records; there where the error policy is EMIT. */
  public static final String BAD = "bad";

  public abstract String connector();

  public abstract OptionValues options();

  /** Absent where the connector makes rows itself. */
  public abstract Optional<FormatPlan> format();

  /** Every column that the spec declares for a record, without metadata. */
  public abstract RowType declared();

  /** The columns that rows have: those used of the declared and the metadata columns. */
  public abstract RowType produced();

  /** For each produced column the metadata key that fills it; absent for a declared column. */
  public abstract List<Optional<String>> metadata();

  /** Absent: rows have no event time. */
  public abstract Optional<EventTime> eventTime();

  public abstract ErrorPolicy errorPolicy();

  /** The columns of bad records. */
  public abstract RowType badType();

  /** How the source can be read in one order that depends on its records alone; absent: not. */
  public abstract Optional<String> readingOrder();

  /** Whether it ends by itself. */
  public abstract boolean ends();

  @Override
  public List<Port> inputs() {
    return List.of();
  }

  @Override
  public SourceNode withInputs(List<Port> inputs) {
    return this;
  }

  @Override
  public List<String> ports() {
    return errorPolicy() == ErrorPolicy.EMIT ? List.of(OUT, BAD) : List.of(OUT);
  }

  @Override
  public RowType rowType(String port) {
    switch (port) {
      case OUT:
        return produced();
      case BAD:
        return badType();
      default:
        throw new IllegalArgumentException(port);
    }
  }

  @Override
  public <R> R accept(PlanVisitor<R> visitor) {
    return visitor.source(this);
  }

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_SourceNode.Builder().readingOrder(Optional.empty()).ends(false);
  }

  /** Builds a {@link SourceNode}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder id(String id);

    public abstract Builder name(String name);

    public abstract Builder connector(String connector);

    public abstract Builder options(OptionValues options);

    public abstract Builder format(Optional<FormatPlan> format);

    public abstract Builder declared(RowType declared);

    public abstract Builder produced(RowType produced);

    public abstract Builder metadata(List<Optional<String>> metadata);

    public abstract Builder eventTime(Optional<EventTime> eventTime);

    public abstract Builder errorPolicy(ErrorPolicy policy);

    public abstract Builder badType(RowType badType);

    public abstract Builder readingOrder(Optional<String> words);

    public abstract Builder ends(boolean ends);

    public abstract SourceNode build();
  }
}
