// SPDX-License-Identifier: Apache-2.0
package dev.drey.model;

import com.google.auto.value.AutoValue;
import dev.drey.connector.Delivery;
import dev.drey.source.LocatedText;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A sink as written. */
@AutoValue
public abstract class SinkSpec {
  public abstract LocatedText name();

  /** At least one. */
  public abstract List<LocatedText> from();

  /** The rows that are written. */
  public abstract Optional<LocatedText> where();

  /** The columns that the value of a record holds; empty where the key is absent. */
  public abstract List<LocatedText> columns();

  /** The columns that it does not hold; empty where the key is absent. */
  public abstract List<LocatedText> drop();

  public abstract ConnectorUse connector();

  /** Absent: json. */
  public abstract Optional<ConnectorUse> format();

  /** The contract that the stream must satisfy. */
  public abstract Optional<TypeTree> type();

  public abstract Delivery delivery();

  /** The scalar that says the delivery; absent where the default holds. */
  public abstract Optional<LocatedText> deliveryPlace();

  /** What becomes of rows that the system refuses for good. */
  public abstract OnErrorSpec onError();

  /** Absent: it is part of the job. */
  public abstract Optional<EnabledSpec> enabled();

  /** Absent: as many subtasks as the job has, or as what it reads. */
  public abstract Optional<StepParallelism> parallelism();

  /** The keys whose values could not be read, or not all of them; their errors are reported. */
  public abstract Set<String> inDoubt();

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_SinkSpec.Builder()
        .columns(List.of())
        .drop(List.of())
        .onError(OnErrorSpec.fail())
        .inDoubt(Set.of());
  }

  /** Builds a {@link SinkSpec}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder name(LocatedText name);

    public abstract Builder from(List<LocatedText> from);

    public abstract Builder where(Optional<LocatedText> where);

    public abstract Builder columns(List<LocatedText> columns);

    public abstract Builder drop(List<LocatedText> drop);

    public abstract Builder connector(ConnectorUse connector);

    public abstract Builder format(Optional<ConnectorUse> format);

    public abstract Builder type(Optional<TypeTree> type);

    public abstract Builder delivery(Delivery delivery);

    public abstract Builder deliveryPlace(Optional<LocatedText> place);

    public abstract Builder onError(OnErrorSpec onError);

    public abstract Builder enabled(Optional<EnabledSpec> enabled);

    public abstract Builder parallelism(Optional<StepParallelism> parallelism);

    public abstract Builder inDoubt(Set<String> keys);

    public abstract SinkSpec build();
  }
}
