// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.registry;

import org.jspecify.annotations.Nullable;

/** A registry that cannot be asked, or refuses: the job fails. The message is for its owner. */
public final class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param message for the job's owner, complete without the cause
   */
  public RegistryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
