// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;

/** What becomes of a node's rows when the job fails and reads its sources again. */
@AutoValue
abstract class Replay {
  /** The ways in which they differ from those of a job that never failed. */
  public enum Effect {
    /** Not at all. */
    SAME,
    /** Some may be missing: they cannot be read again. */
    LOST,
    /** They may be others. */
    OTHERS,
    /** Some may come twice. */
    TWICE
  }

  private static final Replay SAME = new AutoValue_Replay(Effect.SAME, "");

  /** The rows are the same ones. */
  static Replay same() {
    return SAME;
  }

  static Replay of(Effect effect, String words) {
    return new AutoValue_Replay(effect, words);
  }

  public abstract Effect effect();

  /** What keeps a sink behind it from being exact; empty where nothing does. */
  public abstract String words();
}
