package dev.drey.operator;

import java.io.Serializable;

/** Epoch milliseconds now. */
interface WallClock extends Serializable {
  long millis();
}
