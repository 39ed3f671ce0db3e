// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic;

import com.google.auto.value.AutoValue;
import dev.drey.source.Span;

/** A place with a few words about it. */
@AutoValue
public abstract class Label {
  public static Label of(Span span, String text) {
    return new AutoValue_Label(span, text);
  }

  public abstract Span span();

  /** May be empty. */
  public abstract String text();
}
