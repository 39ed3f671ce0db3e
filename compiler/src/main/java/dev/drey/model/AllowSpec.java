// SPDX-License-Identifier: Apache-2.0
package dev.drey.model;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;

/** A warning that the author has accepted. */
@AutoValue
public abstract class AllowSpec {
  public static AllowSpec of(Span span, LocatedText code, LocatedText at, String reason) {
    return new AutoValue_AllowSpec(span, code, at, reason);
  }

  public abstract Span span();

  public abstract LocatedText code();

  /** A path such as {@code streams.velocity}. */
  public abstract LocatedText at();

  public abstract String reason();
}
