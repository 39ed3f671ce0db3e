// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

/** Which result of its window a row is. */
enum Pane {
  EARLY,
  ON_TIME,
  /** Within the allowed lateness. */
  LATE
}
