// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.source.Span;

/** Who goes by event time, in the words of what is said where there is none. */
@AutoValue
abstract class EventTimeUse {
  /** Where the spec asks for it. */
  abstract Span place();

  /** As messages call it: {@code window}. */
  abstract String title();

  /** What never happens without a watermark: {@code can never fire}. */
  abstract String never();

  /** What it would do to rows that are late already: {@code would drop them all}. */
  abstract String toLate();

  /** What to write for rows that are late already. */
  abstract String helpLate();

  /** What to write for rows without a time, beside a time of their source; may be empty. */
  abstract String helpNoTime();

  static Builder builder() {
    return new AutoValue_EventTimeUse.Builder();
  }

  /** Builds an {@link EventTimeUse}. */
  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder place(Span place);

    abstract Builder title(String title);

    abstract Builder never(String never);

    abstract Builder toLate(String toLate);

    abstract Builder helpLate(String help);

    abstract Builder helpNoTime(String help);

    abstract EventTimeUse build();
  }
}
