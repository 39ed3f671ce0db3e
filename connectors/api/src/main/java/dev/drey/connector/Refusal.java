// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

/** What a sink can do when its system refuses a row, such as one that is too large. */
public enum Refusal {
  /** The job fails, and starts again from its checkpoint. */
  FAIL,
  /** The row is sent again until it is taken. */
  SEND_AGAIN
}
