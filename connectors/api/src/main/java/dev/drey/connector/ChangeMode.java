// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

/** How rows of a stream change what rows before them said. */
public enum ChangeMode {
  /** Never: every row is new, and is its columns alone. */
  APPEND,
  /** The last row of a key holds, and a delete ends it; see {@link dev.drey.row.RowChange}. */
  UPSERT,
  /** A row is taken back before another comes in its place. */
  RETRACT
}
