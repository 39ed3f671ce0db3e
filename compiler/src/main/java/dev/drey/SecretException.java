// SPDX-License-Identifier: Apache-2.0
package dev.drey;

/** A secret that cannot be read, in words for the pipeline's owner; the secret is not in them. */
public final class SecretException extends Exception {
  private static final long serialVersionUID = 1;

  SecretException(String message, Throwable cause) {
    super(message, cause);
  }
}
