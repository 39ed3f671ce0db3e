// SPDX-License-Identifier: Apache-2.0
package dev.drey.model;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A source as written. */
@AutoValue
public abstract class SourceSpec {
  public abstract LocatedText name();

  public abstract ConnectorUse connector();

  /** Absent: json. */
  public abstract Optional<ConnectorUse> format();

  public abstract Optional<TypeTree> type();

  /** The columns that say which row a record is about; empty where none is written. */
  public abstract List<LocatedText> key();

  /** Column name to metadata key. */
  public abstract List<NamedText> metadata();

  public abstract Optional<EventTimeSpec> eventTime();

  public abstract OnErrorSpec onError();

  /** Absent: it is part of the job. */
  public abstract Optional<EnabledSpec> enabled();

  /** Absent: as many subtasks as the job has, or as what it reads. */
  public abstract Optional<StepParallelism> parallelism();

  /** The keys whose values could not be read, or not all of them; their errors are reported. */
  public abstract Set<String> inDoubt();

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_SourceSpec.Builder().key(List.of()).inDoubt(Set.of());
  }

  /** Builds a {@link SourceSpec}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder name(LocatedText name);

    public abstract Builder connector(ConnectorUse connector);

    public abstract Builder format(ConnectorUse format);

    public abstract Builder format(Optional<ConnectorUse> format);

    public abstract Builder type(TypeTree type);

    public abstract Builder type(Optional<TypeTree> type);

    public abstract Builder key(List<LocatedText> key);

    public abstract Builder metadata(List<NamedText> metadata);

    public abstract Builder eventTime(Optional<EventTimeSpec> eventTime);

    public abstract Builder onError(OnErrorSpec onError);

    public abstract Builder enabled(Optional<EnabledSpec> enabled);

    public abstract Builder parallelism(Optional<StepParallelism> parallelism);

    public abstract Builder inDoubt(Set<String> keys);

    public abstract SourceSpec build();
  }
}
