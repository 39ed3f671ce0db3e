// SPDX-License-Identifier: Apache-2.0
package dev.drey.model;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import java.util.Optional;

/** A stream that an operation or a source makes beside its own. */
@AutoValue
public abstract class MadeStream {
  /** One whose rows are a part of the ordinary rows: {@code branch of a route}. */
  public static MadeStream of(LocatedText name, String noun, String owner) {
    return new AutoValue_MadeStream(name, noun, " " + owner, Optional.empty());
  }

  /**
   * One of rows that are set aside, as a {@code late-record stream}.
   *
   * @param instead what to write where nobody wants them: {@code remove `late`}
   */
  public static MadeStream aside(LocatedText name, String noun, String instead) {
    return new AutoValue_MadeStream(name, noun, "", Optional.of(instead));
  }

  public abstract LocatedText name();

  abstract String noun();

  abstract String owner();

  /** What to write where nobody wants its rows, which are set aside; empty for ordinary rows. */
  public abstract Optional<String> instead();

  /** As messages call it. */
  public String kind() {
    return noun() + owner();
  }

  /** As messages call it, with its name. */
  public String titled() {
    return noun() + " `" + name().text() + "`" + owner();
  }
}
