// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;

/** One thing that {@code explain} says of an operator. */
@AutoValue
abstract class Fact {
  static Fact of(String topic, FactValue value, String words) {
    return new AutoValue_Fact(topic, value, words, false);
  }

  /** In a word or two. */
  public abstract String topic();

  /** For programs. */
  public abstract FactValue value();

  /** The same for people, in a few words. */
  public abstract String words();

  /** Whether it is what one wants to see of the operator at a glance. */
  public abstract boolean brief();

  /** The same fact, to be seen at a glance. */
  Fact atAGlance() {
    return new AutoValue_Fact(topic(), value(), words(), true);
  }
}
