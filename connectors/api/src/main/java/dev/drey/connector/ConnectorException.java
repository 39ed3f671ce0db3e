// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

/**
 * Something outside of the pipeline that keeps it from running: a missing file, a full disk, a
 * broker that does not answer. The message is for the pipeline's owner, complete without the cause
 * and without a stack trace.
 */
public final class ConnectorException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ConnectorException(String message) {
    super(message);
  }

  public ConnectorException(String message, Throwable cause) {
    super(message, cause);
  }
}
