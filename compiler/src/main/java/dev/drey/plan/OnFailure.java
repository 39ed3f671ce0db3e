// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.model.OnErrorSpec;
import java.util.Locale;

/** What becomes of a row on which an expression fails, or that is not as it has to be. */
public enum OnFailure {
  /** It stops the job. */
  FAIL,
  /** It is dropped and counted. */
  DROP,
  /** It becomes a row of a stream of its own. */
  TO;

  public static OnFailure of(OnErrorSpec written) {
    if (written.to().isPresent()) {
      return TO;
    }
    return written.isDrop() ? DROP : FAIL;
  }

  /** As specs and plans write it. */
  String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people. */
  String words() {
    switch (this) {
      case FAIL:
        return "stop the job";
      case DROP:
        return "dropped and counted";
      case TO:
        return "a stream of their own";
    }
    throw new IllegalStateException(toString());
  }
}
