package dev.drey.flink;

import java.io.Serializable;

/** Epoch milliseconds now. */
interface WallClock extends Serializable {
  long millis();
}
