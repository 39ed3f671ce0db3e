// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

/** The command was used wrongly: exit code 2, with this sentence and no stack trace. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
