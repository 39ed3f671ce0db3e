// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic;

import org.jspecify.annotations.Nullable;

/**
 * A failure of others without the secrets that its message repeated: the message starts with the
 * name of what it was, and the trace is the same.
 */
final class RedactedException extends Exception {
  private static final long serialVersionUID = 1;

  RedactedException(Throwable failure, Redaction redaction, @Nullable RedactedException cause) {
    super(redaction.of(failure.toString()), cause);
    setStackTrace(failure.getStackTrace());
  }
}
