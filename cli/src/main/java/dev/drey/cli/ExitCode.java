// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

/** What the command ends with. */
final class ExitCode {
  /** All is well. */
  static final int FINE = 0;

  /** A spec, a test or a job has a problem. */
  static final int PROBLEMS = 1;

  /** The command was used wrongly. */
  static final int USAGE = 2;

  /** Ended by Ctrl-C, as shells count it. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
