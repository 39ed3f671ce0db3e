// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.model.LocatedDuration;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.Optional;

/** A window as written. Which durations are present follows from the kind. */
@AutoValue
abstract class WindowSpec {
  /** The kinds of windows that this version has. */
  public enum Kind {
    /** size, offset. */
    TUMBLING,
    /** size, every, offset. */
    SLIDING,
    /** size, every, offset. */
    CUMULATING,
    /** gap, or gapExpression. */
    SESSION,
    /** rows, everyRows. */
    COUNT,
    /** No length. */
    GLOBAL
  }

  public abstract Span span();

  public abstract Kind kind();

  public abstract Optional<LocatedDuration> size();

  public abstract Optional<LocatedDuration> every();

  public abstract Optional<LocatedDuration> offset();

  public abstract Optional<LocatedDuration> gap();

  /** What gives the gap of each row. */
  public abstract Optional<LocatedText> gapExpression();

  /** A number of rows; without a value where a parameter is not known. */
  public abstract Optional<LocatedText> rows();

  public abstract Optional<LocatedText> everyRows();

  public abstract boolean processingTime();

  public static Builder builder() {
    return new AutoValue_WindowSpec.Builder().processingTime(false);
  }

  /** Builds a {@link WindowSpec}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder span(Span span);

    public abstract Builder kind(Kind kind);

    public abstract Builder size(Optional<LocatedDuration> size);

    public abstract Builder every(Optional<LocatedDuration> every);

    public abstract Builder offset(Optional<LocatedDuration> offset);

    public abstract Builder gap(Optional<LocatedDuration> gap);

    public abstract Builder gapExpression(Optional<LocatedText> gapExpression);

    public abstract Builder rows(Optional<LocatedText> rows);

    public abstract Builder everyRows(Optional<LocatedText> everyRows);

    public abstract Builder processingTime(boolean processingTime);

    public abstract WindowSpec build();
  }
}
