// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.model.LocatedDuration;
import dev.drey.model.OperationSpec;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.List;
import java.util.Optional;

/** Values of each row over those up to it; what is computed stands in {@code add}. */
@AutoValue
abstract class OverSpec implements OperationSpec {
  /** Of the whole operation. */
  public abstract Span span();

  /** The columns by which rows look back at each other; empty for all rows. */
  public abstract List<LocatedText> by();

  /** How far back rows count. */
  public abstract Optional<LocatedDuration> last();

  /** How many rows count. */
  public abstract Optional<Integer> rows();

  /** How long the rows of a key are kept after the last one, where so many count. */
  public abstract Optional<LocatedDuration> ttl();

  /** With further columns behind them, which the stream's {@code add} names. */
  @Override
  public boolean keepsRows() {
    return true;
  }

  @Override
  public boolean takesAdd() {
    return true;
  }

  public static Builder builder() {
    return new AutoValue_OverSpec.Builder();
  }

  /** Builds an {@link OverSpec}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder span(Span span);

    public abstract Builder by(List<LocatedText> by);

    public abstract Builder last(Optional<LocatedDuration> last);

    public abstract Builder rows(Optional<Integer> rows);

    public abstract Builder ttl(Optional<LocatedDuration> ttl);

    public abstract OverSpec build();
  }
}
