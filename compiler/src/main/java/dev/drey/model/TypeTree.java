// SPDX-License-Identifier: Apache-2.0
package dev.drey.model;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.List;
import java.util.Optional;

/** A type as written: a text (a Flink SQL type, or the name of a type), or a map of fields. */
@AutoValue
public abstract class TypeTree {
  public static TypeTree text(LocatedText text) {
    return new AutoValue_TypeTree(text.span(), Optional.of(text), List.of(), true);
  }

  /**
   * @param complete whether every field could be read
   */
  public static TypeTree fields(Span span, List<TypeSpec> fields, boolean complete) {
    return new AutoValue_TypeTree(span, Optional.empty(), List.copyOf(fields), complete);
  }

  public abstract Span span();

  /** Absent for a map of fields. */
  public abstract Optional<LocatedText> text();

  /** The fields of a map, as name and type. */
  public abstract List<TypeSpec> fields();

  /** Whether no field is missing that an error keeps from being known. */
  public abstract boolean complete();
}
