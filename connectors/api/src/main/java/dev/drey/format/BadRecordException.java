// SPDX-License-Identifier: Apache-2.0
package dev.drey.format;

/** A record that is not what the spec declares. The message is for the pipeline's owner. */
public final class BadRecordException extends Exception {
  private static final long serialVersionUID = 1;

  public BadRecordException(String reason) {
    // Thousands of these a second must not cost a stack trace each.
    super(reason, null, false, false);
  }
}
