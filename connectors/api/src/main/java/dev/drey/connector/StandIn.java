// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

/** In what way a connector takes the place of any other where a pipeline runs on a laptop. */
public enum StandIn {
  /**
   * Its file or folder, which its option that is a path names, is read or written in place of what
   * the spec says. The first of its position columns is the file, the last the line.
   */
  FILES,
  /** Rows are shown in place of being written; no option is needed. */
  CONSOLE
}
