// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import com.google.auto.value.AutoValue;

/** What the records of a job's input are like. */
@AutoValue
abstract class Input {
  /** How many cards there are. */
  abstract int cards();

  /** How much event time passes from one record to the next. */
  abstract long stepMillis();

  /** Whether they are Avro, and not JSON. */
  abstract boolean avro();

  /** Whether every tenth has the number of one that came before, and a later time. */
  abstract boolean repeats();

  static Input ofCards(int cards, long stepMillis) {
    return new AutoValue_Input(cards, stepMillis, false, false);
  }

  Input asAvro() {
    return new AutoValue_Input(cards(), stepMillis(), true, repeats());
  }

  Input withRepeats() {
    return new AutoValue_Input(cards(), stepMillis(), avro(), true);
  }

  Input every(long millis) {
    return new AutoValue_Input(cards(), millis, avro(), repeats());
  }

  Input of(int number) {
    return new AutoValue_Input(number, stepMillis(), avro(), repeats());
  }
}
