// SPDX-License-Identifier: Apache-2.0
package dev.drey.model;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A stream as written: every key that the language has for it, absent where it is not written. A
 * list is empty where its key is absent; the schema refuses a key with an empty list.
 */
@AutoValue
public abstract class StreamSpec {
  /** Operations that make columns of their own, in a later version. */
  public static final List<String> LATER_OPERATIONS = List.of("pattern");

  public abstract LocatedText name();

  /** The whole body. */
  public abstract Span span();

  public abstract Optional<LocatedText> from();

  public abstract Optional<LocatedText> where();

  /** Column names, or names with expressions. */
  public abstract List<NamedText> keyBy();

  /** The name that it had, under which its state is found. */
  public abstract Optional<LocatedText> previously();

  /** Absent: it is part of the job. */
  public abstract Optional<EnabledSpec> enabled();

  /** Absent: as many subtasks as the job has, or as what it reads. */
  public abstract Optional<StepParallelism> parallelism();

  /** In the order in which they apply; at most one of a class. */
  public abstract List<OperationSpec> operations();

  /** A name {@code "*"} keeps every column. */
  public abstract List<NamedText> select();

  public abstract List<NamedText> add();

  public abstract List<LocatedText> drop();

  /** New name to old name. */
  public abstract List<NamedText> rename();

  /** The keys whose values could not be read, or not all of them; their errors are reported. */
  public abstract Set<String> inDoubt();

  /** The operation of a class. */
  public final <T extends OperationSpec> Optional<T> operation(Class<T> kind) {
    return operations().stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** All that it reads, in the order written. */
  public final List<LocatedText> inputs() {
    return Stream.concat(
            from().stream(), operations().stream().flatMap(each -> each.inputs().stream()))
        .collect(Collectors.toUnmodifiableList());
  }

  /** Whether its inputs are two sides that meet each other, and not rows taken together as one. */
  public final boolean hasSides() {
    return operations().stream().anyMatch(OperationSpec::hasSides);
  }

  /** Whether it carries rows of its own. */
  public final boolean carriesRows() {
    return elsewhere().isEmpty();
  }

  /** Where its rows are if it carries none of its own. */
  public final Optional<RowsElsewhere> elsewhere() {
    return operations().stream().flatMap(each -> each.elsewhere().stream()).findFirst();
  }

  /** The streams that it makes beside its own, or in its place. */
  public final List<MadeStream> makes() {
    return operations().stream()
        .flatMap(each -> each.makes().stream())
        .collect(Collectors.toUnmodifiableList());
  }

  public static Builder builder() {
    return new AutoValue_StreamSpec.Builder()
        .keyBy(List.of())
        .operations(List.of())
        .select(List.of())
        .add(List.of())
        .drop(List.of())
        .rename(List.of())
        .inDoubt(Set.of());
  }

  /** Builds a {@link StreamSpec}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder name(LocatedText name);

    public abstract Builder span(Span span);

    public abstract Builder from(Optional<LocatedText> from);

    public abstract Builder where(Optional<LocatedText> where);

    public abstract Builder keyBy(List<NamedText> keyBy);

    public abstract Builder operations(List<OperationSpec> operations);

    public abstract Builder select(List<NamedText> select);

    public abstract Builder add(List<NamedText> add);

    public abstract Builder drop(List<LocatedText> drop);

    public abstract Builder rename(List<NamedText> rename);

    public abstract Builder previously(Optional<LocatedText> name);

    public abstract Builder enabled(Optional<EnabledSpec> enabled);

    public abstract Builder parallelism(Optional<StepParallelism> parallelism);

    public abstract Builder inDoubt(Set<String> keys);

    public abstract StreamSpec build();
  }
}
