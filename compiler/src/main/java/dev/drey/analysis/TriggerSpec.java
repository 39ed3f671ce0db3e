// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.model.LocatedDuration;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.Optional;

/** When a window gives results beside the one at its end, as written. */
@AutoValue
abstract class TriggerSpec {
  public abstract Span span();

  public abstract Optional<LocatedDuration> earlyEvery();

  /** Whose time {@link #earlyEvery} goes by, where it is said. */
  public abstract Optional<LocatedText> earlyTime();

  public abstract Optional<Integer> earlyCount();

  /** The value of {@code late}, where it is said. */
  public abstract Optional<Span> late();

  public abstract Optional<LocatedDuration> lateEvery();

  /** What results have, where it is said. */
  public abstract Optional<LocatedText> emit();

  public boolean emitsDeltas() {
    return emit().filter(text -> text.text().equals(TriggerKeys.DELTAS)).isPresent();
  }

  /** Whether a result may have what its window has got since the result before alone. */
  public boolean mayEmitDeltas() {
    return emitsDeltas() || emit().filter(LocatedText::unresolved).isPresent();
  }

  /** Whether windows give results before their end. */
  public boolean isEarly() {
    return earlyEvery().isPresent() || earlyCount().isPresent();
  }

  public static Builder builder() {
    return new AutoValue_TriggerSpec.Builder();
  }

  /** Builds a {@link TriggerSpec}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder span(Span span);

    public abstract Builder earlyEvery(Optional<LocatedDuration> every);

    public abstract Builder earlyTime(Optional<LocatedText> time);

    public abstract Builder earlyCount(Optional<Integer> count);

    public abstract Builder late(Optional<Span> late);

    public abstract Builder lateEvery(Optional<LocatedDuration> every);

    public abstract Builder emit(Optional<LocatedText> emit);

    public abstract TriggerSpec build();
  }
}
