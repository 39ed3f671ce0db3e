// SPDX-License-Identifier: Apache-2.0
package dev.drey.inference;

/** Rows that a model does not score; the message says why. */
public final class ScoringException extends Exception {
  private static final long serialVersionUID = 1;

  public ScoringException(String message) {
    super(message);
  }

  public ScoringException(String message, Throwable cause) {
    super(message, cause);
  }
}
