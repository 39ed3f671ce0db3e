// SPDX-License-Identifier: Apache-2.0
package dev.drey.model;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.Optional;

/** How a watermark follows the records. Exactly one of the three forms. */
@AutoValue
public abstract class WatermarkSpec {
  public abstract Span span();

  public abstract Optional<LocatedDuration> maxOutOfOrderness();

  public abstract boolean monotonic();

  /** An expression that gives a record's watermark, or NULL for none. */
  public abstract Optional<LocatedText> punctuated();

  public static WatermarkSpec of(
      Span span,
      Optional<LocatedDuration> maxOutOfOrderness,
      boolean monotonic,
      Optional<LocatedText> punctuated) {
    return new AutoValue_WatermarkSpec(span, maxOutOfOrderness, monotonic, punctuated);
  }
}
