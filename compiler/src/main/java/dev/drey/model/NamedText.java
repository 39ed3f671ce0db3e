// SPDX-License-Identifier: Apache-2.0
package dev.drey.model;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import java.util.Optional;

/** A name with the text written for it: a column and its expression, a new name and the old one. */
@AutoValue
public abstract class NamedText {
  public static NamedText of(LocatedText name, LocatedText text) {
    return new AutoValue_NamedText(name, Optional.of(text));
  }

  /** An empty value: the column of that name. */
  public static NamedText of(LocatedText name) {
    return new AutoValue_NamedText(name, Optional.empty());
  }

  public abstract LocatedText name();

  /** Absent where the value is empty. */
  public abstract Optional<LocatedText> text();

  /** The text, or the name where none is written. */
  public LocatedText textOrName() {
    return text().orElse(name());
  }
}
