// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.async;

/** A row that its system would refuse for good, seen before it is sent. */
public final class RefusedRowException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param reason for a person, complete without the cause
   */
  public RefusedRowException(String reason) {
    super(reason);
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
