// SPDX-License-Identifier: Apache-2.0
package dev.drey.process;

/** What timers go by. */
public enum Clock {
  /** The watermark. */
  EVENT,
  /** The machine's clock. */
  MACHINE
}
