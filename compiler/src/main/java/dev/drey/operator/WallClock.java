// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import java.io.Serializable;

/** Epoch milliseconds now. */
interface WallClock extends Serializable {
  long millis();
}
