// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

/**
 * What a sink can do with a row that its system refuses for good, such as one that is too large.
 */
public enum Refusal {
  /** The job fails, and starts again from its checkpoint. */
  FAIL("fail"),
  /** The row is left out and counted. */
  DROP("drop"),
  /** The row goes on as one of another stream; the sink is a {@link RefusingSink} then. */
  TO("{to: NAME}");

  private final String written;

  Refusal(String written) {
    this.written = written;
  }

  /** As {@code onError} has it. */
  public String written() {
    return written;
  }
}
