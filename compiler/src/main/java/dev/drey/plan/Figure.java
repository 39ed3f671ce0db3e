// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

/** How a picture of a plan draws an operator. */
enum Figure {
  /** Takes row by row. */
  STEP,
  /** Decides where a row goes. */
  CHOICE,
  /** Keeps rows or what it has computed of them. */
  KEEPER,
  /** Reads from or writes to another system. */
  STORE
}
