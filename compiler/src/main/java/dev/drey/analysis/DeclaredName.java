// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.source.Span;
import java.util.List;

/** A name of a spec that streams and sinks can read, for those who find their way in it. */
@AutoValue
public abstract class DeclaredName {
  static DeclaredName of(String name, String kind, Span place, List<Span> uses) {
    return new AutoValue_DeclaredName(name, kind, place, List.copyOf(uses));
  }

  public abstract String name();

  /** {@code source}, {@code stream}, {@code late-record stream}: as messages call it. */
  public abstract String kind();

  /** Where it is declared. */
  public abstract Span place();

  /** Where it is read, in the order of the spec's streams, then of its sinks. */
  public abstract List<Span> uses();
}
